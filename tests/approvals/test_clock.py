"""Five working days, whatever lies between; late, the leader hears of it once; and how long it takes is public."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from approvals.actions import grant, refuse, return_
from approvals.actions.asking import tell_late
from approvals.models import Approval
from approvals.queries import handling_time
from commons.calendar import at, due_after, today
from commons.models import Holiday
from notifications.queries import waiting_for
from stakeholders.actions import submit_organisation
from stakeholders.models import Organisation
from tests.approvals.conftest import approval_of, deputy
from tests.people import People, signed_in

KIND = "stakeholders.organisation"


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (at(date(2026, 3, 2), 9), date(2026, 3, 9)),  # Monday: the next one
        (at(date(2026, 3, 2), 23, 50), date(2026, 3, 9)),  # late in the evening is that day still
        (at(date(2026, 3, 6), 9), date(2026, 3, 13)),  # Friday: a weekend between
        (at(date(2026, 3, 7), 9), date(2026, 3, 13)),  # Saturday: as if on Friday
        (at(date(2026, 8, 13), 9), date(2026, 8, 21)),  # over a weekend and Independence Day
    ],
)
def test_the_clock_counts_the_days_on_which_the_office_is_open(db: None, asked: datetime, due: date) -> None:
    found = timezone.localtime(due_after(asked, 5), timezone.get_default_timezone())
    assert (found.date(), found.hour, found.minute) == (due, 23, 59)


def test_a_day_that_staff_made_free_does_not_count(db: None) -> None:
    Holiday.objects.create(on=date(2026, 3, 4), name="Libur setempat", kind=Holiday.Kind.LOCAL)
    assert due_after(at(date(2026, 3, 2), 9), 5).date() == date(2026, 3, 10)


def run_out(approval: Approval) -> None:
    past = timezone.now() - timedelta(minutes=5)
    Approval.objects.filter(pk=approval.pk).update(asked_at=past - timedelta(days=9), due_at=past)
    Due.objects.filter(kind="approvals.late", target_id=approval.pk).update(due_at=past)


def late_ones() -> int:
    return Activity.objects.filter(verb="approvals.late").count()


def test_late_the_leader_and_the_deputy_hear_of_it_once(people: People, approval: Approval) -> None:
    deputy(people.dewi, people.ratna)
    run_out(approval)
    while tell_next_due():
        pass
    assert late_ones() == 1
    told = Activity.objects.get(verb="approvals.late")
    assert {r.group.name for r in told.recipients.select_related("group")} == {"leader", "deputy"}
    # Due twice, it is said once; and nothing is said of what was decided meanwhile.
    approval.refresh_from_db()
    assert tell_late(Due.objects.get(kind="approvals.late"), approval) == "decided, or told already"
    assert late_ones() == 1


def test_what_is_decided_in_time_is_never_late(people: People, approval: Approval) -> None:
    grant(approval=approval, by=people.putri)
    assert not Due.objects.filter(kind="approvals.late", done_at=None).exists()
    assert tell_late(None, approval) == "decided, or told already"
    assert late_ones() == 0


def test_sent_again_late_again_it_is_said_again(people: People, sent_in: Organisation, approval: Approval) -> None:
    run_out(approval)
    while tell_next_due():
        pass
    return_(approval=approval, by=people.putri, reason="Susunan pengurus tidak lengkap.")
    facts = {"name": "Koperasi Melati", "sector": "private", "kind": "koperasi", "about": "Lengkap."}
    signed_in(people.rizky).post(f"/direktori/{sent_in.pk}/ubah/", facts)
    again = approval_of(sent_in)
    assert again.late_at is None
    run_out(again)
    while tell_next_due():
        pass
    assert late_ones() == 2


def test_the_desk_shows_what_is_late(people: People, approval: Approval) -> None:
    run_out(approval)
    (row,) = waiting_for(people.putri)
    assert (row.sentence, row.url) == ("Koperasi Melati menunggu dicek.", approval.get_absolute_url())
    assert row.due is not None
    assert row.due < timezone.now()
    desk = signed_in(people.ratna).get("/meja/").content.decode()
    assert "Koperasi Melati menunggu dicek." in desk.partition('id="perlu-tindakan"')[2].partition("Menunggu Anda")[0]


def decided(people: People, name: str, asked_on: date, decided_on: date) -> None:
    approval = approval_of(submit_organisation(by=people.rizky, name=name, sector="community"))
    refuse(approval=approval, by=people.putri, reason="Susunan pengurus tidak lengkap.")
    Approval.objects.filter(pk=approval.pk).update(
        asked_at=at(asked_on, 9), due_at=at(asked_on, 10), decided_at=at(decided_on, 11)
    )


def test_the_mean_is_of_working_days_in_two_statements_and_public(
    people: People, django_assert_num_queries: object
) -> None:
    assert handling_time(KIND).count == 0
    end = today() - timedelta(days=30)
    monday = end - timedelta(days=end.weekday())
    for n, days in enumerate((1, 7, 1)):  # a day later; a week later, which is five working days; a day later
        decided(people, f"Koperasi {n}", monday, monday + timedelta(days=days))
    Holiday.objects.bulk_create(
        Holiday(on=monday + timedelta(days=n), name="Buka", kind=Holiday.Kind.WORKING) for n in (0, 1, 2, 3, 4, 7)
    )
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = handling_time(KIND)
    assert (found.count, found.days) == (3, Decimal(7) / 3)
    assert "dicek dalam 2,3 hari kerja" in Client().get("/direktori/rw/").content.decode()
