"""Reminders are chosen for each meeting, follow it when it moves, and are told many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import tell_dues
from activity.models import Activity, Due
from activity.saying import BATCH
from activity.tasks import tell_due
from commons.access import Refused
from mail.models import Message
from meetings.actions import answer_as_guest, answer_meeting, cancel_meeting, choose_reminders, make_feed, move_meeting
from meetings.actions.reminders import REMINDER, VERBS, set_reminders
from meetings.models import Invitee, Meeting
from meetings.models.reminding import Reminder
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.meetings.conftest import SARI, call, in_days
from tests.meetings.feeds import read_all
from tests.meetings.letters import answers, letters, post_all
from tests.meetings.test_calendar_page import many
from tests.meetings.test_reminders import remind
from tests.people import People, person, signed_in
from tests.sinks import MailSink, mail_sink, text_of
from tests.town import Town

__all__ = ["mail_sink"]


def occasions(meeting: Meeting) -> set[str]:
    return set(Due.objects.filter(kind=REMINDER, target_id=meeting.pk, done_at=None).values_list("occasion", flat=True))


# Chosen


def test_staff_and_the_chair_choose_and_nobody_else(people: People, meeting: Meeting) -> None:
    assert occasions(meeting) == {"7d", "1d", "2h"}
    choose_reminders(meeting=meeting, by=people.tukimin, reminders=["3d", "2h"])
    assert occasions(meeting) == {"3d", "2h"}
    choose_reminders(meeting=meeting, by=people.putri, reminders=[])
    assert occasions(meeting) == set()
    for other in (people.sunarti, people.bayu, people.dewi):
        with pytest.raises(Refused):
            choose_reminders(meeting=meeting, by=other, reminders=["7d"])
    assert Meeting.objects.get().reminders == []
    assert not Activity.objects.filter(verb__contains="reminder").exists()


def test_the_form_shows_what_is_chosen_and_keeps_what_one_ticks(people: People, meeting: Meeting) -> None:
    browser, path = signed_in(people.tukimin), f"/agenda/{meeting.pk}/pengingat/"
    assert path in browser.get(meeting.get_absolute_url()).content.decode()
    assert path not in signed_in(people.sunarti).get(meeting.get_absolute_url()).content.decode()
    assert browser.get(path).content.decode().count("checked") == 3
    assert browser.post(path, {"reminders": ["3d"]}).status_code == 303
    assert occasions(meeting) == {"3d"}
    assert browser.post(path, {"reminders": ["5d"]}).status_code == 422
    assert browser.post(path, {}).status_code == 303
    assert occasions(meeting) == set()
    assert signed_in(people.sunarti).post(path, {"reminders": ["7d"]}).status_code == 403


def test_of_a_cancelled_meeting_nothing_is_chosen(people: People, meeting: Meeting) -> None:
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    assert signed_in(people.putri).post(f"/agenda/{meeting.pk}/pengingat/", {"reminders": ["7d"]}).status_code == 403
    assert occasions(meeting) == set()


@pytest.mark.parametrize("occasion", Reminder.values)
def test_each_occasion_is_told_once_to_those_who_may_come(people: People, town: Town, occasion: str) -> None:
    meeting = call(people, town, people=[people.sunarti])
    choose_reminders(meeting=meeting, by=people.putri, reminders=Reminder.values)
    assert occasions(meeting) == set(Reminder.values)
    assert remind(occasion) == "told"
    assert Activity.objects.filter(verb=VERBS[Reminder(occasion)]).count() == 1
    assert tell_dues() == 0


# What they say


@pytest.mark.usefixtures("noon")
def test_the_words_are_others_for_yes_maybe_and_no_answer(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    answer_meeting(invitee=meeting.invitees.get(person=people.tukimin), by=people.tukimin, answer="maybe")
    post_all(mail_sink)
    Meeting.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    assert remind("1d") == "told"
    said = {
        people.sunarti: "Anda sudah menyatakan hadir.",
        people.tukimin: "Anda belum pasti hadir, mohon beri kepastian.",
        people.bayu: "Anda belum menjawab, mohon beri jawaban.",
    }
    for one, words in said.items():
        text = text_of(letters(mail_sink, one.email)[-1])
        assert "Pengingat Rapat saluran air: besok " in text
        assert words in text
        assert [other for other in said.values() if other != words and other in text] == []
        inbox = signed_in(one).get("/kotak-masuk/").content.decode()
        assert words.rstrip(".") in inbox


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "Anda sudah menyatakan hadir."),
        ("maybe", "Anda belum pasti hadir, mohon beri kepastian."),
        ("", "Anda belum menjawab, mohon beri jawaban."),
    ],
)
def test_a_guest_is_reminded_in_the_words_of_their_own_answer(
    people: People, meeting: Meeting, mail_sink: MailSink, answer: str, said: str
) -> None:
    if answer:
        answer_as_guest(invitee=meeting.invitees.get(email=SARI.email), answer=answer)
    post_all(mail_sink)
    assert remind("1d") == "told"
    assert said in text_of(letters(mail_sink, SARI.email)[-1])


def test_whoever_declined_hears_nothing_though_their_organisation_comes(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    from stakeholders.actions import join

    join(organisation=town.firm, person=people.sunarti, role="member")
    meeting = call(people, town, organisations=[town.firm], people=[people.sunarti])
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="no")
    answer_meeting(invitee=meeting.invitees.get(organisation=town.firm), by=people.bayu, answer="yes")
    post_all(mail_sink)
    assert remind("1d") == "told"
    dispatch()
    heard = Notification.objects.filter(activity__verb="meetings.next_day").values_list("person__handle", flat=True)
    assert set(heard) == {"bayu", "tukimin"}


# pitfall: M5
@pytest.mark.parametrize(
    ("zone", "said", "there"),
    [
        ("Asia/Jakarta", "besok 19.30 WIB", ""),
        ("Asia/Makassar", "besok 20.30 WITA", "19.30–21.30 WIB"),
        ("Asia/Jayapura", "besok 21.30 WIT", "19.30–21.30 WIB"),
        ("Europe/Amsterdam", "besok 14.30 UTC+2", "19.30–21.30 WIB"),
    ],
)
def test_a_reminder_speaks_the_readers_zone_and_names_the_places(
    people: People, town: Town, mail_sink: MailSink, zone: str, said: str, there: str
) -> None:
    """The reminder leaves the day after the clocks of Amsterdam went to summer; the invitation came before."""
    people.sunarti.zone = zone
    people.sunarti.save()
    starts_at = datetime(2027, 3, 29, 12, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2027, 3, 27, 3, tzinfo=UTC)):
        call(people, town, starts_at=starts_at, people=[people.sunarti])
        post_all(mail_sink)
    with time_machine.travel(starts_at - timedelta(hours=23, minutes=59)):
        assert remind("1d") == "told"
        last = letters(mail_sink, people.sunarti.email)[-1]
    assert str(last["Subject"]) == f"Pengingat: Rapat saluran air, {said}"
    assert ("Jam di tempat rapat" in text_of(last)) == bool(there)
    assert there in text_of(last)


# Moved and cancelled


def test_m2_a_move_takes_the_old_reminders_along_and_reaches_every_sink_within_a_minute(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    path = f"/agenda/langganan/{make_feed(by=people.sunarti)}.ics"
    post_all(mail_sink)
    later = meeting.starts_at + timedelta(days=2)
    began = timezone.now()
    move_meeting(
        meeting=meeting, by=people.putri, starts_at=later, ends_at=later + timedelta(hours=1), zone=meeting.zone,
        place="Kelurahan",
    )  # fmt: skip
    due = Due.objects.filter(kind=REMINDER, done_at=None)
    assert {one.occasion: later - one.due_at for one in due} == {
        "7d": timedelta(days=7), "1d": timedelta(days=1), "2h": timedelta(hours=2),
    }  # fmt: skip
    dispatch()
    assert Notification.objects.filter(person=people.sunarti, activity__verb="meetings.meeting_moved").count() == 1
    assert Message.objects.filter(address=people.sunarti.email).latest("pk").due_at <= began + timedelta(minutes=1)
    assert "Tempat: Kelurahan" in text_of(letters(mail_sink, people.sunarti.email)[-1])
    assert "Tempat: Kelurahan" in text_of(letters(mail_sink, SARI.email)[-1])
    assert read_all(Client().get(path).content).named(meeting.title).starts == later
    assert "Semula " in Client().get(meeting.get_absolute_url()).content.decode()
    assert timezone.now() - began < timedelta(minutes=1)


def test_m2_a_cancellation_takes_them_away_and_reaches_every_sink_within_a_minute(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    path = f"/agenda/langganan/{make_feed(by=people.sunarti)}.ics"
    post_all(mail_sink)
    began = timezone.now()
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    assert occasions(meeting) == set()
    dispatch()
    assert Notification.objects.filter(person=people.sunarti, activity__verb="meetings.meeting_cancelled").count() == 1
    for address in (people.sunarti.email, SARI.email):
        assert str(letters(mail_sink, address)[-1]["Subject"]).startswith("Batal: ")
    assert read_all(Client().get(path).content).named(meeting.title).status == "CANCELLED"
    assert "Hujan deras." in Client().get(meeting.get_absolute_url()).content.decode()
    assert timezone.now() - began < timedelta(minutes=1)


# Many at once


def all_due(count: int, meeting: Meeting) -> None:
    """So many meetings whose reminder of two hours is due now, each with a member and a guest who come."""
    many(meeting, [in_days(0, 3)] * count)
    new = list(Meeting.objects.exclude(pk=meeting.pk))
    chair = meeting.chair
    Invitee.objects.bulk_create(
        Invitee(meeting=one, person=chair, answer="yes", answered_at=timezone.now(), invited_by=chair) for one in new
    )
    Invitee.objects.bulk_create(
        Invitee(meeting=one, name="Sari", email=f"sari{n}@warga.example", answer="yes", answered_at=timezone.now(),
                invited_by=chair)
        for n, one in enumerate(new)
    )  # fmt: skip
    for one in new:
        set_reminders(one)
    Due.objects.exclude(target_id=meeting.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    Due.objects.filter(target_id=meeting.pk).delete()


def test_a_batch_asks_as_many_statements_for_two_hundred_as_for_two(
    people: People, town: Town, record_property: Any
) -> None:
    meeting = call(people, town)
    all_due(BATCH + 2, meeting)
    asked = []
    for most in (2, BATCH):
        with CaptureQueriesContext(connection) as seen:
            assert tell_dues(most) == most
        asked.append(len(seen))
    record_property("figures", f"statements of a batch of 2 and of {BATCH} reminders: {asked}")
    assert asked[0] == asked[1] <= 18
    assert Activity.objects.filter(verb="meetings.next_hours").count() == BATCH + 2
    assert Message.objects.filter(kind="meetings.guest_reminder").count() == BATCH + 2
    assert set(Due.objects.values_list("outcome", flat=True)) == {"told"}


def test_m4_of_a_batch_what_is_useful_goes_and_the_rest_says_why_not(people: People, town: Town) -> None:
    meeting = call(people, town)
    all_due(6, meeting)
    over, on, off, gone, *coming = Meeting.objects.exclude(pk=meeting.pk).order_by("pk")
    now = timezone.now()
    Due.objects.filter(target_id=over.pk).update(useful_until=now - timedelta(seconds=30))
    Meeting.objects.filter(pk=on.pk).update(starts_at=now - timedelta(minutes=1))
    Meeting.objects.filter(pk=off.pk).update(cancelled_at=now, cancel_reason="Hujan deras.")
    Due.objects.filter(target_id=gone.pk).update(target_id=10**9)
    assert tell_dues() == 6
    outcomes = dict(Due.objects.values_list("target_id", "outcome"))
    assert outcomes == {
        over.pk: "too late", on.pk: "begun", off.pk: "cancelled", 10**9: "meeting gone",
        coming[0].pk: "told", coming[1].pk: "told",
    }  # fmt: skip
    assert Activity.objects.filter(verb="meetings.next_hours").count() == 2


def test_one_that_cannot_be_told_stops_nobody_in_its_batch(
    people: People, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meetings.actions import reminders

    meeting = call(people, town)
    all_due(5, meeting)
    broken = Meeting.objects.exclude(pk=meeting.pk).order_by("pk")[2].pk
    usual = reminders._fact

    def breaks(occasion: str, one: Meeting, *more: Any) -> Any:
        if one.pk == broken:
            raise ValueError("cannot be said")
        return usual(occasion, one, *more)

    monkeypatch.setattr(reminders, "_fact", breaks)
    assert tell_dues() == 5
    outcomes = dict(Due.objects.values_list("target_id", "outcome"))
    assert outcomes.pop(broken) == "failed"
    assert set(outcomes.values()) == {"told"}
    assert Activity.objects.filter(verb="meetings.next_hours").count() == 4


# pitfall: M1, M3
@pytest.mark.django_db(transaction=True)
def test_three_workers_and_two_beats_tell_each_reminder_once() -> None:
    from tests.people import make_people
    from tests.town import make_town

    cast = make_people()
    meeting = call(cast, make_town(cast))
    all_due(60, meeting)
    together = Barrier(3)

    def work() -> None:
        try:
            together.wait(10)
            for _beat in range(2):
                while tell_dues(7):
                    pass
            tell_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        for one in [pool.submit(work) for _ in range(3)]:
            one.result(60)
    told = Activity.objects.filter(verb="meetings.next_hours")
    assert told.count() == told.values("target_id").distinct().count() == 60
    assert set(Due.objects.values_list("outcome", flat=True)) == {"told"}
    assert Message.objects.filter(kind="meetings.guest_reminder").count() == 60


def test_those_who_heard_are_the_same_one_by_one_and_at_once(people: People, town: Town) -> None:
    """Two meetings alike, one told alone and one in a batch."""
    told = []
    for size in (1, 50):
        Due.objects.all().delete()
        meeting = call(people, town, organisations=[town.firm], people=[people.sunarti], guests=[SARI])
        answers(people, town, meeting)
        extra = call(people, town, chair=person(f"ketua-{size}", "Ketua"))
        Meeting.objects.filter(pk__in=[meeting.pk, extra.pk]).update(starts_at=in_days(0, 2), ends_at=in_days(0, 4))
        Due.objects.exclude(occasion="2h").delete()
        Due.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        while tell_dues(size):
            pass
        dispatch()
        heard = Notification.objects.filter(thread=meeting.thread, activity__verb="meetings.next_hours")
        told.append(dict(heard.values_list("person__handle", "channel")))
    assert told[0] == told[1] == {"sunarti": "mail", "bayu": "inbox"}
