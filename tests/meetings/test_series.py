"""Meetings that come again: called in one act, made ahead by a rule, moved and ended from one of them on."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.access import Refused
from commons.calendar import today
from mail.models import Message
from meetings import recurrence
from meetings.actions import (
    answer_meeting,
    answer_series,
    answer_series_as_guest,
    cancel_following,
    cancel_meeting,
    invite_to_series,
    making,
    move_following,
    move_meeting,
    name_minute_taker,
    uninvite,
    uninvite_from_series,
    withdraw_series_answers,
)
from meetings.actions.answers import Details
from meetings.actions.making import go_on, make_ahead
from meetings.models import MOST_AHEAD, Meeting, MeetingSeries
from projects.models import Project
from tests.meetings.conftest import SARI, call_again, rhythm_in
from tests.people import People
from tests.town import Town


def days(series: MeetingSeries) -> list[int]:
    """Of its meetings that will be held, how many days from today."""
    return [(timezone.localtime(one.starts_at).date() - today()).days for one in series.coming()]


def meeting_at(series: MeetingSeries, nth: int) -> Meeting:
    found: Meeting = series.meetings.order_by("occurs_at")[nth]
    return found


def may_see(user: object, thing: Any) -> bool:
    return bool(type(thing).objects.visible_to(user).filter(pk=thing.pk).exists())


def move_on(meeting: Meeting, by: object, **facts: Any) -> MeetingSeries:
    kept = {"minutes": 120, "place": "Balai RW 03"}
    return move_following(meeting=meeting, by=by, **(kept | facts))


# Calling


def test_a_series_is_called_once_told_once_and_has_its_meetings_invited_to_and_reminded_of(
    people: People, town: Town, series: MeetingSeries
) -> None:
    assert days(series) == [10, 17, 24, 31, 38, 45]
    for meeting in series.meetings.all():
        named = set(meeting.invitees.values_list("person__handle", "organisation__name", "email"))
        assert named == {
            ("tukimin", None, ""),
            ("sunarti", None, ""),
            (None, "PT Sumber Air", ""),
            (None, None, "sari@warga.example"),
        }
        assert Due.objects.filter(kind="meetings.reminder", target_id=meeting.pk).count() == 3
    (told,) = Activity.objects.filter(verb__startswith="meetings.")
    assert told.verb == "meetings.series_called"
    assert [one.kind for one in Message.objects.filter(address=SARI.email)] == ["meetings.series_guest"]


def test_only_the_coordinator_and_the_office_call_a_projects_series(
    people: People, town: Town, private_project: Project
) -> None:
    with pytest.raises(Refused):
        call_again(people, town, by=people.dewi, chair=people.putri, project=private_project)
    series = call_again(people, town, chair=people.putri, project=private_project)
    assert {one.audience for one in series.meetings.all()} == {private_project.audience}
    assert not may_see(people.bayu, series)
    with pytest.raises(Refused):
        invite_to_series(series=series, by=people.putri, organisations=[town.firm])


@pytest.mark.parametrize(
    "rhythm",
    [
        {"rule": "FREQ=DAILY"},
        {"rule": "FREQ=SECONDLY"},
        {"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"},
        {"rule": "FREQ=WEEKLY;COUNT=4"},
        {"rule": "FREQ=WEEKLY;INTERVAL=100000"},
        {"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rule": ""},
        {"rule": "\x00"},
        {"count": 0},
        {"count": 10**9},
        {"until_on": today() + timedelta(days=365 * 50)},
        {"until_on": today() - timedelta(days=1)},
        {"days": -30, "count": 2},
    ],
)
def test_a_rhythm_that_nobody_can_mean_is_refused_with_a_sentence(
    people: People, town: Town, rhythm: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refusal:
        call_again(people, town, rhythm=rhythm_in(**rhythm))
    assert refusal.value.reason.endswith(".")
    assert not Meeting.objects.exists()


def test_more_invitations_than_a_series_can_carry_are_refused(people: People, town: Town) -> None:
    from meetings.actions import Guest

    with pytest.raises(Refused):
        call_again(people, town, guests=[Guest("", f"tamu{n}@warga.example") for n in range(5000)])
    assert not MeetingSeries.objects.exists()


def test_a_rhythm_begins_with_its_first_day_to_come(people: People, town: Town) -> None:
    series = call_again(people, town, rhythm=rhythm_in(-7, count=4))
    first = 0 if days(series)[0] == 0 else 7  # today's is still to come before half past seven
    assert days(series) == list(range(first, 15, 7))
    assert series.starts_on == today() + timedelta(days=first)
    assert series.count == len(days(series))


# Made ahead


def test_an_endless_rhythm_is_made_a_year_ahead_and_goes_on_as_time_does(people: People, town: Town) -> None:
    series = call_again(people, town, rhythm=rhythm_in(3))
    assert len(days(series)) == 53
    (due,) = Due.objects.filter(kind="meetings.horizon", done_at=None)
    MeetingSeries.objects.update(made_until=today() + timedelta(days=200))
    series.meetings.filter(starts_at__gt=timezone.now() + timedelta(days=201)).delete()
    told = Activity.objects.count()
    assert go_on(due, MeetingSeries.objects.get()).startswith("made ")
    assert len(days(series)) == 53
    assert Activity.objects.count() == told, "calendars know the rule already"


def test_a_series_that_could_not_go_on_tries_again_the_next_day(
    people: People, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = call_again(people, town, rhythm=rhythm_in())
    horizon = Due.objects.filter(kind="meetings.horizon", target_id=series.pk)
    horizon.update(due_at=timezone.now() - timedelta(minutes=1))

    def failing(series: MeetingSeries) -> list[Meeting]:
        Meeting.objects.filter(series=series).update(series=None)
        return []

    with monkeypatch.context() as patch:
        patch.setattr(making, "make_ahead", failing)
        assert tell_next_due()
    due = horizon.get()
    assert (due.done_at, due.outcome) == (None, "")
    assert timedelta(hours=23) < due.due_at - timezone.now() < timedelta(hours=25)
    assert series.meetings.exists()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert tell_next_due()
        assert horizon.get().due_at > timezone.now() + timedelta(days=20)


def test_the_series_of_an_archived_project_makes_no_more_meetings(people: People, town: Town, project: Project) -> None:
    series = call_again(people, town, project=project, rhythm=rhythm_in())
    last = series.meetings.order_by("occurs_at")[20]
    Meeting.objects.filter(series=series, occurs_at__gt=last.occurs_at).delete()
    MeetingSeries.objects.update(made_until=timezone.localtime(last.starts_at).date())
    Project.objects.filter(pk=project.pk).update(archived_at=timezone.now())
    horizon = Due.objects.filter(kind="meetings.horizon", target_id=series.pk, done_at=None)
    horizon.update(due_at=timezone.now() - timedelta(minutes=1))
    assert tell_next_due()
    assert not horizon.exists()
    assert series.meetings.count() == 21


def test_of_the_series_of_an_archived_project_nobody_is_reminded(people: People, town: Town, project: Project) -> None:
    series = call_again(people, town, project=project)
    reminder = Due.objects.filter(kind="meetings.reminder", target_id=meeting_at(series, 0).pk).order_by("due_at")
    Project.objects.filter(pk=project.pk).update(archived_at=timezone.now())
    reminder.filter(pk=reminder[0].pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert tell_next_due()
    assert reminder[0].outcome == "archived"
    assert not Activity.objects.filter(verb="meetings.next_week").exists()


def test_at_most_sixty_are_ahead_and_the_rest_follows(people: People, town: Town) -> None:
    series = call_again(people, town, rhythm=rhythm_in(3, "FREQ=WEEKLY;BYDAY=MO,WE,FR"))
    assert len(days(series)) == MOST_AHEAD
    last = days(series)[-1]
    gone = meeting_at(series, 0)
    long_ago = timezone.now() - timedelta(days=3)
    Meeting.objects.filter(pk=gone.pk).update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=1))
    with transaction.atomic():
        (new,) = make_ahead(MeetingSeries.objects.get())
    assert (timezone.localtime(new.starts_at).date() - today()).days > last


def test_what_was_cancelled_is_not_made_again(people: People, town: Town, series: MeetingSeries) -> None:
    cancel_meeting(meeting=meeting_at(series, 2), by=people.putri, reason="Libur panjang.")
    series = MeetingSeries.objects.get()
    series.made_until = None
    with transaction.atomic(), pytest.raises(IntegrityError):
        make_ahead(series)
    series = MeetingSeries.objects.get()
    with transaction.atomic():
        assert make_ahead(series) == []
    assert days(series) == [10, 17, 31, 38, 45]


def test_a_year_of_many_series_is_one_expansion_each(
    people: People, town: Town, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    made = [call_again(people, town, title=f"Seri {n}", rhythm=rhythm_in(3)) for n in range(8)]
    MeetingSeries.objects.update(made_until=today() + timedelta(days=300))
    Meeting.objects.filter(starts_at__gt=timezone.now() + timedelta(days=301)).delete()
    expanded: list[str] = []
    read = recurrence.rrulestr

    def counting(rule: str, **facts: Any) -> Any:
        expanded.append(rule)
        return read(rule, **facts)

    monkeypatch.setattr(recurrence, "rrulestr", counting)
    for series in MeetingSeries.objects.all():
        with transaction.atomic():
            assert make_ahead(series)
    assert len(expanded) == len(made)
    with django_assert_num_queries(0):
        assert {len(days) for days, _goes_on in (one.days_to(today()) for one in made)} == {0}


def test_a_long_series_is_called_in_as_many_statements_as_a_short_one(people: People, town: Town) -> None:
    call_again(people, town)
    with CaptureQueriesContext(connection) as few:
        call_again(people, town, rhythm=rhythm_in(3, "FREQ=WEEKLY;INTERVAL=20"), organisations=[town.firm])
    with CaptureQueriesContext(connection) as many:
        call_again(people, town, rhythm=rhythm_in(3), organisations=[town.firm])
    assert len(many) == len(few)


# Inviting and answering


def test_inviting_to_a_series_invites_to_all_that_come_by_one_notification(
    people: People, town: Town, series: MeetingSeries
) -> None:
    invite_to_series(series=series, by=people.tukimin, organisations=[town.ngo])
    assert all(one.invitees.filter(organisation=town.ngo).exists() for one in series.meetings.all())
    assert Activity.objects.filter(verb="meetings.series_people_invited").count() == 1
    with pytest.raises(Refused):
        invite_to_series(series=series, by=people.tukimin, organisations=[town.ngo])
    for stranger in (people.sunarti, people.dewi):
        with pytest.raises(Refused):
            invite_to_series(series=series, by=stranger, organisations=[town.shop])


def test_being_asked_no_more_takes_all_invitations_that_come_and_sends_one_letter(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    series = private_series
    assert may_see(people.bayu, series)
    assert all(may_see(people.bayu, one) for one in series.meetings.all())
    ours = series.invitees.get(organisation=town.firm)
    with pytest.raises(Refused):
        uninvite_from_series(invitee=ours, by=people.sunarti)
    uninvite_from_series(invitee=ours, by=people.tukimin)
    assert not may_see(people.bayu, series)
    assert not any(may_see(people.bayu, one) for one in series.meetings.all())
    assert not any(one.invitees.filter(organisation=town.firm).exists() for one in series.meetings.all())
    assert Message.objects.filter(kind="meetings.series_uninvited", person=people.bayu).count() == 1
    with pytest.raises(Refused):
        uninvite_from_series(invitee=series.invitees.get(person=people.tukimin), by=people.putri)


def test_m10_a_private_series_and_its_meetings_are_known_to_the_invited_only(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    for thing in (private_series, *private_series.meetings.all()):
        assert may_see(people.sunarti, thing)
        assert may_see(people.bayu, thing)
        assert not may_see(people.dewi, thing)


def test_who_is_asked_to_one_meeting_of_a_private_series_sees_that_one(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    from meetings.actions import invite_to_meeting

    first, second = meeting_at(private_series, 0), meeting_at(private_series, 1)
    invite_to_meeting(meeting=first, by=people.tukimin, organisations=[town.ngo])
    assert may_see(people.dewi, first)
    assert not may_see(people.dewi, second)
    assert not may_see(people.dewi, private_series)


def test_inviting_more_to_a_series_opens_nothing_that_was_closed(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    first, second = meeting_at(private_series, 0), meeting_at(private_series, 1)
    uninvite(invitee=first.invitees.get(person=people.sunarti), by=people.tukimin)
    assert not may_see(people.sunarti, first)
    invite_to_series(series=private_series, by=people.tukimin, organisations=[town.ngo])
    assert not may_see(people.sunarti, first)
    assert may_see(people.sunarti, second)
    assert all(may_see(people.dewi, thing) for thing in (private_series, first, second))


def test_who_is_uninvited_from_a_series_takes_no_minutes_of_what_comes(
    people: People, town: Town, series: MeetingSeries
) -> None:
    second, mine = meeting_at(series, 1), series.invitees.get(person=people.sunarti)
    name_minute_taker(meeting=second, by=people.tukimin, person=people.sunarti)
    uninvite_from_series(invitee=mine, by=people.tukimin)
    assert meeting_at(series, 1).minute_taker is None
    noted = call_again(people, town, minute_taker=people.sunarti)
    uninvite_from_series(invitee=noted.invitees.get(person=people.sunarti), by=people.tukimin)
    noted.refresh_from_db()
    assert noted.minute_taker is None
    assert not noted.meetings.filter(minute_taker=people.sunarti).exists()


def test_who_takes_the_minutes_of_what_is_being_held_stays_invited_to_the_series(
    people: People, series: MeetingSeries
) -> None:
    first, mine = meeting_at(series, 0), series.invitees.get(person=people.sunarti)
    name_minute_taker(meeting=first, by=people.tukimin, person=people.sunarti)
    with (
        time_machine.travel(first.starts_at + timedelta(minutes=5)),
        pytest.raises(Refused, match="Ganti dulu pencatatnya"),
    ):
        uninvite_from_series(invitee=mine, by=people.tukimin)


def test_one_answer_is_for_all_that_come_and_for_those_made_later(
    people: People, town: Town, series: MeetingSeries
) -> None:
    mine = series.invitees.get(person=people.sunarti)
    with pytest.raises(Refused):
        answer_series(invitee=mine, by=people.bayu, answer="no")
    answer_series(invitee=mine, by=people.sunarti, answer="yes", note="Datang berdua.")
    said = {one.invitees.get(person=people.sunarti).answer for one in series.meetings.all()}
    assert said == {"yes"}
    MeetingSeries.objects.update(count=None, made_until=today() + timedelta(days=45))
    series = MeetingSeries.objects.get()
    with transaction.atomic():
        later = make_ahead(series)
    assert later[-1].invitees.get(person=people.sunarti).answer == "yes"


def test_an_answer_for_all_keeps_and_clears_what_an_answer_for_one_does(
    people: People, town: Town, series: MeetingSeries
) -> None:
    second, mine = meeting_at(series, 1), series.invitees.get(organisation=town.firm)
    ours = second.invitees.get(organisation=town.firm)
    facts = Details(note="Dua orang.", companions=2, needs=["wheelchair"], people=[people.bayu], names=["Pak Darma"])
    answer_meeting(invitee=ours, by=people.bayu, answer="yes", **facts)

    def said() -> tuple[str, str, int, list[str], int]:
        ours.refresh_from_db()
        return ours.answer, ours.note, ours.companions, ours.needs, ours.envoys.count()

    answer_series(invitee=mine, by=people.bayu, answer="maybe")
    assert said() == ("maybe", "Dua orang.", 2, ["wheelchair"], 2)
    answer_series(invitee=mine, by=people.bayu, answer="yes", note="Kami datang.")
    assert said() == ("yes", "Kami datang.", 2, ["wheelchair"], 2)
    answer_series(invitee=mine, by=people.bayu, answer="no")
    assert said() == ("no", "", 0, [], 0)
    answer_meeting(invitee=ours, by=people.bayu, answer="yes", **facts)
    withdraw_series_answers(series=series, by=people.bayu)
    assert said() == ("", "", 0, [], 0)


def test_a_guest_answers_for_all_by_the_link_of_one(people: People, series: MeetingSeries) -> None:
    one = meeting_at(series, 1).invitees.guests().get()
    answer_series_as_guest(invitee=one, answer="no")
    assert {m.invitees.guests().get().answer for m in series.meetings.all()} == {"no"}


# From here on


def test_from_a_meeting_on_the_rhythm_changes_and_answers_and_cancellations_go_along(
    people: People, town: Town, series: MeetingSeries
) -> None:
    third, fourth = meeting_at(series, 2), meeting_at(series, 3)
    answer_series(invitee=series.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    cancel_meeting(meeting=fourth, by=people.putri, reason="Libur panjang.")
    for stranger in (people.sunarti, people.bayu):
        with pytest.raises(Refused):
            move_on(third, stranger, rhythm=rhythm_in(25, count=4))
    new = move_on(third, people.tukimin, rhythm=rhythm_in(25, count=4), place="Balai RW 05")
    old = MeetingSeries.objects.get(pk=series.pk)
    assert (days(old), days(new)) == ([10, 17], [25, 39, 46])
    third.refresh_from_db()
    assert (third.series, third.place, third.cancelled_at) == (new, "Balai RW 05", None)
    assert third.invitees.get(person=people.sunarti).answer == "yes"
    fourth.refresh_from_db()
    assert (fourth.series, fourth.cancelled_at is None) == (new, False)
    assert (old.until_on, old.sequence, new.uid != old.uid) == (today() + timedelta(days=23), 1, True)
    told = list(Activity.objects.filter(verb__contains="series_").order_by("pk").values_list("verb", flat=True))
    assert told == ["meetings.series_called", "meetings.series_moved", "meetings.series_shortened"]


def test_from_the_first_meeting_on_calendars_see_a_change_and_no_second_series(
    people: People, town: Town, series: MeetingSeries
) -> None:
    new = move_on(meeting_at(series, 0), people.tukimin, rhythm=rhythm_in(12, count=6))
    assert (new.uid, new.sequence) == (series.uid, 1)
    assert not Activity.objects.filter(verb="meetings.series_shortened").exists()
    assert days(new) == [12, 19, 26, 33, 40, 47]


def test_a_shorter_rhythm_calls_off_what_it_has_no_date_for_and_a_longer_one_makes_more(
    people: People, town: Town, series: MeetingSeries
) -> None:
    new = move_on(meeting_at(series, 3), people.tukimin, rhythm=rhythm_in(32, count=2))
    assert days(new) == [32, 39]
    assert Meeting.objects.exclude(cancelled_at=None).count() == 1
    newer = move_on(meeting_at(new, 0), people.tukimin, rhythm=rhythm_in(33, count=5))
    assert days(newer) == [33, 40, 47, 54, 61]
    assert Due.objects.filter(kind="meetings.reminder", target_id=meeting_at(newer, 4).pk).count() == 3


def test_the_end_of_a_series_is_told_once_with_its_reason(people: People, town: Town, series: MeetingSeries) -> None:
    fourth = meeting_at(series, 3)
    with pytest.raises(Refused):
        cancel_following(meeting=fourth, by=people.sunarti, reason="Tidak jadi.")
    cancel_following(meeting=fourth, by=people.tukimin, reason="Sudah selesai dibahas.")
    series = MeetingSeries.objects.get()
    assert days(series) == [10, 17, 24]
    assert Activity.objects.filter(verb="meetings.series_ended").count() == 1
    assert not Activity.objects.filter(verb="meetings.meeting_cancelled").exists()
    assert not Due.objects.filter(kind="meetings.reminder", target_id=fourth.pk, done_at=None).exists()
    with pytest.raises(Refused):
        cancel_following(meeting=fourth, by=people.tukimin, reason="Sekali lagi.")
    with pytest.raises(Refused):
        move_on(fourth, people.tukimin, rhythm=rhythm_in(40))


def test_one_meeting_moves_alone(people: People, town: Town, series: MeetingSeries) -> None:
    second = meeting_at(series, 1)
    later = second.starts_at + timedelta(days=1)
    move_meeting(
        meeting=second,
        by=people.tukimin,
        starts_at=later,
        ends_at=later + timedelta(hours=2),
        zone=second.zone,
        place=second.place,
    )
    assert days(series) == [10, 18, 24, 31, 38, 45]
    second.refresh_from_db()
    assert second.occurs_at is not None
    assert second.occurs_at < second.starts_at


# What the database holds


def test_a_turn_of_a_series_is_taken_once(people: People, town: Town, series: MeetingSeries) -> None:
    first, second = meeting_at(series, 0), meeting_at(series, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(occurs_at=first.occurs_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(occurs_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingSeries.objects.update(until_on=today(), count=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(map_url="javascript:alert(1)")
