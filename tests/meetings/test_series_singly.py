"""Who is invited to one meeting of a series only hears what becomes of it when the series is changed from one on."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activity.models import Activity
from mail.models import Message
from meetings.actions import (
    Guest,
    cancel_following,
    invite_to_meeting,
    name_minute_taker,
)
from meetings.actions.singly import tell_singly, turns
from meetings.models import MeetingSeries, turn_of
from stakeholders.actions import join
from tests.meetings.conftest import call_again, rhythm_in
from tests.meetings.letters import calendar_of, heard, letters, post_all
from tests.meetings.test_series import meeting_at, move_on
from tests.people import People
from tests.sinks import MailSink, mail_sink, text_of
from tests.town import MANAGER, Town

__all__ = ["mail_sink"]
BUDI = Guest("Budi Hartono", "budi@warga.example")


def ask_to_third(people: People, town: Town, series: MeetingSeries) -> None:
    """Dewi's organisation, and a guest."""
    invite_to_meeting(meeting=meeting_at(series, 2), by=people.tukimin, organisations=[town.ngo], guests=[BUDI])


def test_who_is_asked_to_one_hears_that_it_is_called_off_with_what_follows(
    people: People, town: Town, series: MeetingSeries, mail_sink: MailSink
) -> None:
    third = meeting_at(series, 2)
    ask_to_third(people, town, series)
    name_minute_taker(meeting=third, by=people.tukimin, person=people.rizky)
    before = {one: calendar_of(letters(mail_sink, one)[-1]) for one in (people.dewi.email, BUDI.email)}
    cancel_following(meeting=meeting_at(series, 1), by=people.tukimin, reason="Sudah selesai dibahas.")
    assert set(heard(third, "meetings.date_cancelled")) == {"dewi", "rizky"}
    for address, then in before.items():
        last = letters(mail_sink, address)[-1]
        assert str(last["Subject"]).startswith("Batal: Musyawarah RW 03")
        seen = calendar_of(last)
        assert (seen.method, seen.uid, seen.starts_at) == ("CANCEL", then.uid, then.starts_at)
        assert seen.sequence > then.sequence
    assert not Activity.objects.filter(verb="meetings.date_cancelled", target_id=meeting_at(series, 1).pk).exists()


@pytest.mark.parametrize("first", [0, 1])
def test_who_is_asked_to_one_hears_where_it_went_and_the_old_date_leaves_the_calendar(
    people: People, town: Town, series: MeetingSeries, mail_sink: MailSink, first: int
) -> None:
    third = meeting_at(series, 2)
    ask_to_third(people, town, series)
    before = {one: calendar_of(letters(mail_sink, one)[-1]) for one in (people.dewi.email, BUDI.email)}
    move_on(meeting_at(series, first), people.tukimin, rhythm=rhythm_in(19, count=6))
    third.refresh_from_db()
    assert set(heard(third, "meetings.date_moved")) == {"dewi"}
    for address, then in before.items():
        told = {str(one["Subject"]).split(":")[0]: one for one in letters(mail_sink, address)}
        gone, now = calendar_of(told["Tanggal lama"]), calendar_of(told["Berubah"])
        assert (gone.method, gone.uid, gone.starts_at) == ("CANCEL", then.uid, then.starts_at)
        assert gone.sequence > then.sequence
        assert (now.method, now.uid, now.starts_at) == ("REQUEST", turn_of(third)[0].uid, third.starts_at)
        assert "Tanggal lama ini tidak berlaku lagi" in text_of(told["Tanggal lama"])
    assert not Message.objects.filter(kind="meetings.turn_gone", person=people.sunarti).exists()


def test_who_is_asked_to_one_hears_that_the_new_rhythm_has_no_date_for_it(
    people: People, town: Town, series: MeetingSeries, mail_sink: MailSink
) -> None:
    third = meeting_at(series, 2)
    ask_to_third(people, town, series)
    then = calendar_of(letters(mail_sink, BUDI.email)[-1])
    move_on(meeting_at(series, 0), people.tukimin, rhythm=rhythm_in(12, count=2))
    assert set(heard(third, "meetings.date_cancelled")) == {"dewi"}
    post_all(mail_sink)
    gone = [calendar_of(one) for one in letters(mail_sink, BUDI.email)][1:]
    assert {one.method for one in gone} == {"CANCEL"}
    assert then.uid in {one.uid for one in gone}


def test_who_speaks_for_an_invited_organisation_hears_of_the_series_once(
    people: People, town: Town, series: MeetingSeries
) -> None:
    invite_to_meeting(meeting=meeting_at(series, 2), by=people.tukimin, people=[people.bayu])
    move_on(meeting_at(series, 1), people.tukimin, rhythm=rhythm_in(19, count=6))
    assert not Activity.objects.filter(verb="meetings.date_moved").exists()


def test_telling_those_of_many_meetings_takes_as_many_statements_as_of_few(people: People, town: Town) -> None:
    series = call_again(people, town)
    for one in series.meetings.all():
        invite_to_meeting(meeting=one, by=people.tukimin, organisations=[town.ngo], guests=[BUDI])
    every = list(series.meetings.select_related("series", "thread", "audience").order_by("pk"))
    was = turns(every)
    for one in every:
        one.sequence, one.occurs_at = one.sequence + 1, one.occurs_at + (one.ends_at - one.starts_at)
    counts = []
    for some in (every[:1], every[1:]):
        with transaction.atomic(), CaptureQueriesContext(connection) as seen:
            tell_singly(series, some, by=people.tukimin, was=was)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_date_that_stays_as_it_was_is_told_to_nobody(people: People, town: Town, series: MeetingSeries) -> None:
    """Only the end of the series changes: the third meeting is where and when it was, by the same name."""
    ask_to_third(people, town, series)
    move_on(meeting_at(series, 0), people.tukimin, rhythm=rhythm_in(count=5))
    assert not Activity.objects.filter(verb__in=["meetings.date_moved", "meetings.date_cancelled"]).exists()
    assert not Message.objects.filter(kind__in=["meetings.guest", "meetings.turn_gone"], data__what="moved").exists()


def test_who_moves_a_series_keeps_what_their_own_calendar_has(
    people: People, town: Town, series: MeetingSeries
) -> None:
    """Nobody is told of their own deed, so nothing new would come for what is taken out."""
    third = meeting_at(series, 2)
    invite_to_meeting(meeting=third, by=people.tukimin, people=[people.putri, people.dewi])
    move_on(meeting_at(series, 1), people.putri, rhythm=rhythm_in(19, count=6))
    gone = Message.objects.filter(kind="meetings.turn_gone").values_list("person", flat=True)
    assert people.dewi.pk in gone
    assert people.putri.pk not in gone


def test_who_is_reached_by_the_series_hears_nothing_twice_through_their_organisation(
    people: People, town: Town, series: MeetingSeries
) -> None:
    """Sunarti is invited to all of it by name; her organisation to the third only."""
    join(organisation=town.ngo, person=people.sunarti, role=MANAGER)
    ask_to_third(people, town, series)
    third = meeting_at(series, 2)
    cancel_following(meeting=meeting_at(series, 1), by=people.tukimin, reason="Sudah selesai dibahas.")
    assert set(heard(third, "meetings.date_cancelled")) == {"dewi"}
