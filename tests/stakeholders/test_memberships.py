"""People speak for an organisation, change roles and leave; what is granted to its group comes and goes with them."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from commons.access import Refused
from commons.standing import STAKEHOLDERS, standing
from stakeholders.actions import (
    change_role,
    end_membership,
    join,
    reinstate_organisation,
    suspend_organisation,
)
from stakeholders.models import Membership, Organisation
from tests.people import People, signed_in
from tests.stakeholders.test_registering import newest_letter
from tests.town import MANAGER, REPRESENTATIVE, Town, members


def test_a_representative_enters_the_group_and_the_stakeholders(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    assert members(town.firm.group) == {"bayu", "sunarti"}
    assert "representative" in standing(people.sunarti).roles


def test_whose_role_changes_reads_which_it_is_now(people: People, town: Town) -> None:
    membership = join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    change_role(membership=membership, role=MANAGER, by=people.bayu)
    letter = newest_letter(people.sunarti)
    assert "Peran Anda di PT Sumber Air diubah.\nKini Anda pengelola." in letter


def test_leaving_is_felt_at_once(people: People, town: Town) -> None:
    membership = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    end_membership(membership=membership, by=people.tukimin)
    assert members(town.firm.group) == {"bayu"}
    assert "representative" in standing(people.tukimin).roles  # still speaks for RW 03
    assert not membership.organisation.memberships.active().filter(person=people.tukimin).exists()


def test_the_last_membership_takes_the_role_along(people: People, town: Town) -> None:
    join(organisation=town.shop, person=people.putri, role=MANAGER)
    end_membership(membership=Membership.objects.get(person=people.sunarti), by=people.sunarti)
    assert "representative" not in standing(people.sunarti).roles
    assert "sunarti" not in members(Group.objects.get(name=STAKEHOLDERS))


def test_o4_the_last_manager_hands_over_first_through_every_door(people: People, town: Town) -> None:
    membership = Membership.objects.get(person=people.bayu)
    with pytest.raises(Refused):
        end_membership(membership=membership, by=people.bayu)
    with pytest.raises(Refused):
        change_role(membership=membership, role=REPRESENTATIVE, by=people.ratna)
    answer = signed_in(people.bayu).post(f"/direktori/{town.firm.pk}/anggota/{membership.pk}/lepas/", follow=True)
    assert "harus punya pengelola" in answer.content.decode()
    assert Membership.objects.get(pk=membership.pk).is_active


def test_o3_a_representative_cannot_lift_a_role_nor_remove_a_manager(people: People, town: Town) -> None:
    own = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    manager = Membership.objects.get(person=people.bayu)
    browser = signed_in(people.tukimin)
    assert browser.post(f"/direktori/{town.firm.pk}/anggota/{own.pk}/peran/", {"role": MANAGER}).status_code == 403
    assert browser.post(f"/direktori/{town.firm.pk}/anggota/{manager.pk}/lepas/").status_code == 403
    assert Membership.objects.get(pk=own.pk).role == REPRESENTATIVE
    assert Membership.objects.get(pk=manager.pk).is_active


def test_a_manager_lifts_and_removes(people: People, town: Town) -> None:
    own = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    browser = signed_in(people.bayu)
    assert browser.post(f"/direktori/{town.firm.pk}/anggota/{own.pk}/peran/", {"role": MANAGER}).status_code == 303
    assert Membership.objects.get(pk=own.pk).role == MANAGER
    assert browser.post(f"/direktori/{town.firm.pk}/anggota/{own.pk}/lepas/").status_code == 303
    assert not Membership.objects.get(pk=own.pk).is_active


def test_o7_a_member_of_another_organisation_is_not_found_under_this_one(people: People, town: Town) -> None:
    foreign = Membership.objects.get(person=people.dewi)
    browser = signed_in(people.bayu)
    for act in ("peran", "lepas"):
        assert browser.post(f"/direktori/{town.firm.pk}/anggota/{foreign.pk}/{act}/").status_code == 404


def test_only_what_is_suspended_is_reinstated(people: People, town: Town) -> None:
    """Otherwise *Pulihkan* would verify an organisation that nobody has checked."""
    Organisation.objects.filter(pk=town.firm.pk).update(
        state=Organisation.State.SUBMITTED, verified_at=None, submitted_at=timezone.now()
    )
    browser = signed_in(people.putri)
    for act in ("pulihkan", "bekukan"):
        assert browser.post(f"/direktori/{town.firm.pk}/{act}/").status_code == 403
    assert Organisation.objects.get(pk=town.firm.pk).state == Organisation.State.SUBMITTED


def test_suspending_empties_the_group_and_reinstating_fills_it(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    assert members(town.firm.group) == set()
    assert "representative" not in standing(people.bayu).roles
    with pytest.raises(Refused):
        suspend_organisation(organisation=town.ngo, by=people.bayu, reason="Pengurus tidak dapat dihubungi.")
    reinstate_organisation(organisation=town.firm, by=people.putri)
    assert members(town.firm.group) == {"bayu"}


def test_the_list_of_people_is_for_its_people_and_staff(people: People, town: Town) -> None:
    path = town.firm.people_url()
    assert signed_in(people.bayu).get(path).status_code == 200
    assert signed_in(people.putri).get(path).status_code == 200
    assert signed_in(people.dewi).get(path).status_code == 403
