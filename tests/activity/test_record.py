"""Telling what happened, inside the transaction that made it true."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from activity.actions import begin_to_follow, follow, number_untold, record, restore, unfollow, withdraw
from activity.models import Activity, ActivityRecipient, Follow
from activity.queries import follow_level
from tests.people import People
from tests.things import posted, thing


def concerned(activity: Activity) -> set[tuple[str, str]]:
    rows = ActivityRecipient.objects.filter(activity=activity)
    return {(r.reason, r.person.handle if r.person else str(r.group)) for r in rows}


def test_it_keeps_who_did_what_where_and_whom_it_concerns(people: People) -> None:
    water = Group.objects.create(name="PT Sumber Air")
    some = User.objects.filter(handle__in=["dewi", "bayu"])
    activity = posted(thing("Bank sampah"), people.ratna, ("mentioned", some), ("concerned", water), ("asked", None))
    assert concerned(activity) == {("mentioned", "dewi"), ("mentioned", "bayu"), ("concerned", "PT Sumber Air")}
    assert (activity.actor, activity.told_no, activity.dispatched_at) == (people.ratna, None, None)


def test_the_concerned_are_written_by_one_statement_however_many_they_are(people: People) -> None:
    bank = thing("Bank sampah")
    counted = []
    for everybody in (User.objects.filter(handle="dewi"), User.objects.all()):
        with CaptureQueriesContext(connection) as asked:
            posted(bank, people.ratna, ("mentioned", everybody))
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_outside_a_transaction() -> None:
    bank: Any = None
    with pytest.raises(RuntimeError):
        record("tests.posted", actor=None, target=bank, thread=bank)
    with pytest.raises(RuntimeError):
        number_untold(1)


@pytest.mark.parametrize(("verb", "reason"), [("tests.unheard_of", "mentioned"), ("tests.opened", "mentioned")])
def test_it_refuses_unknown_verbs_and_reasons(people: People, verb: str, reason: str) -> None:
    bank = thing("Bank sampah")
    with pytest.raises(LookupError):
        posted(bank, people.ratna, (reason, people.dewi), verb=verb)
    assert not Activity.objects.exists()


def test_three_records_leave_one_nudge(people: People, django_capture_on_commit_callbacks: Any) -> None:
    bank = thing("Bank sampah")
    with django_capture_on_commit_callbacks() as nudges, transaction.atomic():
        for _ in range(3):
            posted(bank, people.ratna)
    assert [nudge.of[0] for nudge in nudges] == ["notifications.dispatch"]


def test_what_is_withdrawn_can_be_shown_again(people: People) -> None:
    bank = thing("Bank sampah")
    hidden, other = posted(bank, people.ratna), posted(bank, people.ratna)
    withdraw(hidden.target)
    assert list(Activity.objects.filter(withdrawn_at=None)) == [other]
    restore(hidden.target)
    assert Activity.objects.filter(withdrawn_at=None).count() == 2


def test_taking_part_begins_to_follow_unless_one_chose_otherwise(people: People) -> None:
    bank = thing("Bank sampah")
    begin_to_follow(people.rizky, bank)
    assert follow_level(people.rizky, bank) == Follow.Level.NORMAL
    follow(people.rizky, bank, Follow.Level.MUTED)
    begin_to_follow(people.rizky, bank)
    assert follow_level(people.rizky, bank) == Follow.Level.MUTED
    unfollow(people.rizky, bank)
    assert follow_level(people.rizky, bank) is None


def test_numbers_follow_the_order_of_what_happened(people: People) -> None:
    bank = thing("Bank sampah")
    written = [posted(bank, people.ratna).pk for _ in range(5)]
    assert number_untold(3).ids == written[:3]
    assert number_untold(3).ids == written[3:]
    assert number_untold(3).ids == []
    assert list(Activity.objects.order_by("told_no").values_list("pk", flat=True)) == written
