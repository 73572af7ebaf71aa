"""Two browsers change a series at the same moment: nobody meets a 500, and what must hold holds."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from activity.actions import cancel, tell_next_due
from activity.models import Due
from commons.calendar import today
from meetings.actions.locking import locked_series
from meetings.models import Invitee, Meeting, MeetingSeries
from tests.guards.at_once import posting, together
from tests.meetings.conftest import SARI, call_again, rhythm_in
from tests.meetings.test_series import meeting_at
from tests.people import People
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
FINE = {200, 303, 403, 404, 422}
ROUNDS = 3


def holds() -> None:
    """No turn twice, no invitation twice, and nothing that was cancelled is reminded of."""
    turns = Meeting.objects.values("series", "occurs_at").annotate(n=Count("pk")).filter(n__gt=1)
    assert not turns.exists()
    twice = Invitee.objects.exclude(person=None).values("meeting", "person").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()


def made(people: People, town: Town, n: int) -> MeetingSeries:
    return call_again(people, town, title=f"Seri ke-{n} RW 03", guests=[SARI], people=[people.sunarti])


def test_one_is_moved_while_it_is_cancelled_and_the_series_ended(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        series = made(people, town, n)
        second = meeting_at(series, 1)
        path = f"/agenda/{second.pk}/"
        day = (today() + timedelta(days=18 + n)).isoformat()
        typed = {"day": day, "starts": "20.00", "ends": "21.00", "zone": "Asia/Jakarta", "place": f"Pos {n}"}
        answers = together(
            [
                posting(people.tukimin, f"{path}ubah/", **typed),
                posting(people.putri, f"{path}batalkan/", reason="Hujan deras."),
                posting(people.putri, f"{path}batalkan/seterusnya/", reason="Sudah selesai dibahas."),
            ]
        )
        assert set(answers) <= FINE
        second.refresh_from_db()
        assert second.cancelled_at is not None
        left = series.meetings.filter(cancelled_at=None).count()
        assert left in {1, 5}, "from a meeting that was cancelled first, nothing can be ended"
        holds()


def test_two_end_a_series_from_different_meetings_while_more_are_invited(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        series = made(people, town, n)
        first, third = meeting_at(series, 0), meeting_at(series, 2)
        answers = together(
            [
                posting(people.tukimin, f"/agenda/{first.pk}/batalkan/seterusnya/", reason="Tidak jadi lagi."),
                posting(people.putri, f"/agenda/{third.pk}/batalkan/seterusnya/", reason="Sudah selesai dibahas."),
                posting(people.putri, f"{series.people_url()}tambah/", organisations=str(town.ngo.pk)),
            ]
        )
        assert set(answers) <= FINE
        assert not series.meetings.filter(cancelled_at=None).exists()
        holds()


def test_the_same_organisation_is_invited_twice_at_once(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        series = made(people, town, n)
        path = f"{series.people_url()}tambah/"
        answers = together(
            [posting(one, path, organisations=str(town.ngo.pk)) for one in (people.putri, people.tukimin)]
        )
        assert set(answers) <= FINE
        assert series.invitees.filter(organisation=town.ngo).count() == 1
        holds()


def test_a_series_goes_on_a_minute_later_while_somebody_changes_it(people: People, town: Town) -> None:
    series = call_again(people, town, rhythm=rhythm_in())
    horizon = Due.objects.filter(kind="meetings.horizon", target_id=series.pk)
    horizon.update(due_at=timezone.now() - timedelta(minutes=1))
    with transaction.atomic():
        locked_series(series.pk)
        assert together([tell_next_due]) == [True]
        assert (horizon.get().done_at, horizon.get().due_at > timezone.now()) == (None, True)
        cancel("meetings.horizon", series)
    assert not horizon.exists()
