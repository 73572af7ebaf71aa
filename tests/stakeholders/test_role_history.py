"""Every change of a role leaves an entry, whichever way it came about, and nothing in the application rewrites it."""

import pytest
from django.db import DatabaseError, transaction

from stakeholders.actions import change_role, end_membership, join, submit_organisation
from stakeholders.models import Membership, RoleChange
from tests.people import People, signed_in
from tests.town import MANAGER, REPRESENTATIVE, Town


def entries(person: object) -> list[tuple[str, str, str]]:
    found = RoleChange.objects.filter(person=person).order_by("pk").select_related("by")
    return [(one.before, one.after, one.by.handle if one.by else "") for one in found]


def test_joining_rising_and_leaving_are_entered_with_who_did_it(people: People, town: Town) -> None:
    mine = join(organisation=town.firm, person=people.dewi, role=REPRESENTATIVE, by=people.bayu)
    change_role(membership=mine, role=MANAGER, by=people.ratna, title="Wakil")
    end_membership(membership=mine, by=people.dewi)
    assert entries(people.dewi)[1:] == [
        ("", "representative", "bayu"),
        ("representative", "manager", "ratna"),
        ("manager", "", "dewi"),
    ]


def test_whoever_registers_an_organisation_is_named_as_who_made_them_its_manager(people: People) -> None:
    submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private")
    assert entries(people.rizky) == [("", "manager", "rizky")]


def test_what_is_done_behind_the_actions_is_entered_too(people: People, town: Town) -> None:
    before = RoleChange.objects.count()
    Membership.objects.filter(person=people.bayu).update(role=REPRESENTATIVE)
    Membership.objects.filter(person=people.bayu).update(title="Humas")
    Membership.objects.filter(person=people.bayu).delete()
    assert [(one.before, one.after) for one in RoleChange.objects.order_by("pk")[before:]] == [
        ("manager", "representative"),
        ("representative", ""),
    ]


def test_an_entry_is_never_changed_nor_deleted(people: People, town: Town) -> None:
    entry = RoleChange.objects.filter(person=people.bayu).get()
    for act in (
        lambda: RoleChange.objects.update(after="representative"),
        lambda: RoleChange.objects.all().delete(),
        entry.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_managers_and_the_office_read_it(people: People, town: Town) -> None:
    own = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE, by=people.bayu)
    path = f"{town.firm.people_url()}riwayat/"
    page = signed_in(people.bayu).get(path).content.decode()
    assert "Tukimin: menjadi perwakilan" in page
    assert "Oleh Bayu Prasetyo" in page
    assert signed_in(people.putri).get(path).status_code == 200
    for other in (own.person, people.dewi):
        assert signed_in(other).get(path).status_code == 403


@pytest.mark.parametrize("more", [2, 12])
def test_it_asks_the_same_number_of_times_however_long_it_is(
    people: People, town: Town, more: int, django_assert_max_num_queries: object
) -> None:
    mine = Membership.objects.get(person=people.bayu, organisation=town.firm)
    join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    for n in range(more):
        change_role(membership=mine, role=MANAGER if n % 2 else REPRESENTATIVE, by=people.ratna)
    browser = signed_in(people.putri)
    browser.get(f"{town.firm.people_url()}riwayat/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert browser.get(f"{town.firm.people_url()}riwayat/").status_code == 200
