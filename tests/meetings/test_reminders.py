"""What is said ahead of a meeting: to whom, by which channel, and when no more."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import tell_dues, tell_next_due
from activity.models import Due
from mail.models import Message
from meetings.actions import answer_meeting, cancel_meeting, uninvite
from meetings.models import Meeting
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.meetings.conftest import SARI, call, in_days
from tests.meetings.letters import answers, heard, letters, post_all
from tests.people import People
from tests.sinks import MailSink, mail_sink
from tests.town import Town

__all__ = ["mail_sink"]


def remind(occasion: str) -> str:
    """Its time has come: the row says what became of it."""
    Due.objects.filter(occasion=occasion).update(due_at=timezone.now() - timedelta(minutes=1))
    Due.objects.exclude(occasion=occasion).delete()
    while tell_next_due():
        pass
    return Due.objects.get(occasion=occasion).outcome


def test_a_week_ahead_it_is_in_the_inbox_of_those_who_did_not_decline(
    people: People, town: Town, meeting: Meeting
) -> None:
    answers(people, town, meeting)
    assert remind("7d") == "told"
    assert heard(meeting, "meetings.next_week") == {"sunarti": "inbox", "bayu": "inbox"}
    assert not Message.objects.filter(kind="meetings.guest_reminder").exists()


@pytest.mark.usefixtures("noon")
def test_a_day_ahead_it_is_mailed_to_them_and_to_guests(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    answers(people, town, meeting)
    post_all(mail_sink)
    Meeting.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    assert remind("1d") == "told"
    assert heard(meeting, "meetings.next_day") == {"sunarti": "mail", "bayu": "mail"}
    for address in (people.sunarti.email, SARI.email):
        last = letters(mail_sink, address)[-1]
        assert re.match(r"Pengingat: Rapat saluran air, besok \d\d\.\d\d WIB$", str(last["Subject"]))
    assert not [m for m in letters(mail_sink, people.tukimin.email) if "Pengingat" in str(m["Subject"])]


def declines(people: People, meeting: Meeting) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="no")


def is_cancelled(people: People, meeting: Meeting) -> None:
    cancel_meeting(meeting=meeting, by=people.tukimin, reason="Hujan deras.")


def is_uninvited(people: People, meeting: Meeting) -> None:
    uninvite(invitee=meeting.invitees.get(person=people.sunarti), by=people.putri)


def has_begun(people: People, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=5))


@pytest.mark.parametrize("what_happens", [declines, is_cancelled, is_uninvited, has_begun])
def test_m2_a_reminder_that_waits_for_the_morning_asks_again_before_it_leaves(
    what_happens: Callable[[People, Meeting], None],
    people: People,
    meeting: Meeting,
    mail_sink: MailSink,
) -> None:
    """Told at night, or held while the mail server was away; meanwhile it is of no use."""
    post_all(mail_sink)
    Meeting.objects.update(starts_at=in_days(1), ends_at=in_days(1, 2))
    assert remind("1d") == "told"
    dispatch()
    what_happens(people, Meeting.objects.get(pk=meeting.pk))
    mails = [str(mail["Subject"]) for mail in letters(mail_sink, people.sunarti.email)]
    assert [said for said in mails if said.startswith("Pengingat")] == []
    withheld = Message.objects.get(data__notification=Notification.objects.get(
        activity__verb="meetings.next_day", person=people.sunarti).pk)  # fmt: skip
    assert withheld.state == Message.State.WITHHELD


def test_an_invitation_that_waits_for_the_morning_is_not_sent_to_what_was_cancelled_at_night(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    dispatch()
    cancel_meeting(meeting=meeting, by=people.tukimin, reason="Hujan deras.")
    said = [str(mail["Subject"]).partition(":")[0] for mail in letters(mail_sink, people.sunarti.email)]
    assert said == ["Batal"]


def test_a_batch_asks_as_much_however_many_meetings_organisations_and_refusals(people: People, town: Town) -> None:
    """The locks on two hundred rows are held as long as it takes."""

    def told(meetings: int) -> int:
        Due.objects.all().delete()
        for n in range(meetings):
            offices = [town.firm, town.ngo, town.youth][: 1 + n % 3]
            made = call(people, town, organisations=offices, people=[people.sunarti, people.dewi])
            for who in (people.sunarti, people.dewi):
                answer_meeting(invitee=made.invitees.get(person=who), by=who, answer="no")
        Due.objects.exclude(occasion="1d").delete()
        Due.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        with CaptureQueriesContext(connection) as asked:
            assert tell_dues() == meetings
        assert set(Due.objects.values_list("outcome", flat=True)) == {"told"}
        return len(asked)

    few = told(2)
    assert told(9) == few
    assert heard(Meeting.objects.latest("pk"), "meetings.next_day") == dict.fromkeys(
        ("tukimin", "bayu", "rizky"), "mail"
    )


def test_two_hours_ahead_it_is_mailed_to_those_who_may_come_only(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    answers(people, town, meeting)
    post_all(mail_sink)
    Meeting.objects.update(starts_at=in_days(0, 2), ends_at=in_days(0, 4))
    assert remind("2h") == "told"
    assert heard(meeting, "meetings.next_hours") == {"sunarti": "mail", "bayu": "inbox"}
    assert [m for m in letters(mail_sink, people.sunarti.email) if "Pengingat" in str(m["Subject"])]
    assert not [m for m in letters(mail_sink, SARI.email) if "Pengingat" in str(m["Subject"])]


def test_m2_whoever_is_gone_or_may_see_it_no_more_is_not_reminded(
    people: People, town: Town, private_meeting: Meeting, mail_sink: MailSink
) -> None:
    from stakeholders.actions import suspend_organisation

    answer_meeting(invitee=private_meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    answer_meeting(invitee=private_meeting.invitees.get(organisation=town.firm), by=people.bayu, answer="yes")
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    people.sunarti.is_active = False
    people.sunarti.save()
    Meeting.objects.update(starts_at=in_days(0, 2), ends_at=in_days(0, 4))
    assert remind("2h") == "told"
    assert heard(private_meeting, "meetings.next_hours") == {"tukimin": "inbox"}


@pytest.mark.parametrize(
    ("begins", "outcome"), [(-26, "too late"), (-1, "too late"), (2, "told")], ids=["over", "on", "ahead"]
)
def test_m4_after_an_outage_a_reminder_goes_once_or_ends_with_its_reason(
    people: People, meeting: Meeting, begins: int, outcome: str
) -> None:
    """Beat and workers were away over the time of a meeting that is over, one that is on, one in two hours."""
    starts_at = in_days(0, begins)
    Meeting.objects.update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    Due.objects.filter(occasion="2h").update(due_at=starts_at - timedelta(hours=3), useful_until=starts_at)
    Due.objects.exclude(occasion="2h").delete()
    assert [tell_next_due(), tell_next_due()] == [True, False]
    assert Due.objects.get().outcome == outcome


def test_m2_a_meeting_cancelled_a_moment_before_is_not_reminded_of(people: People, meeting: Meeting) -> None:
    due = Due.objects.get(occasion="2h")
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    assert not Due.objects.filter(pk=due.pk).exists()
    due.pk, due.due_at = None, timezone.now() - timedelta(minutes=1)
    due.save()
    assert tell_next_due()
    assert Due.objects.get().outcome == "cancelled"


def test_a_reminder_two_hours_ahead_leaves_in_the_night_too(people: People, town: Town) -> None:
    """Quiet hours end at 06.00: for work at 07.00 the morning would be too late."""
    at_night = datetime(2027, 1, 9, 22, 0, tzinfo=UTC)  # 05.00 WIB
    with time_machine.travel(at_night, tick=False):
        meeting = call(people, town, starts_at=at_night + timedelta(hours=2, minutes=1), people=[people.sunarti])
        answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
        Meeting.objects.update(starts_at=at_night + timedelta(hours=2))
        assert remind("2h") == "told"
        dispatch()
    mailed = Notification.objects.filter(person=people.sunarti)
    when = dict(mailed.values_list("activity__verb", "letter_at"))
    assert when["meetings.next_hours"] == at_night
    assert when["meetings.meeting_called"] == at_night + timedelta(hours=1)
