"""Leaving, removal and suspension are felt at once, the last manager hands over first, and what stands in one's name is
shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import erase, leave, set_active
from accounts.models import User
from activity.actions import begin_to_follow
from commons.access import Refused
from mail.delivery import drain
from mail.models import Message
from meetings.actions import call_meeting
from notifications.fanout import dispatch
from notifications.models import Preference
from projects.actions import post_status
from projects.models import Project
from stakeholders.actions import (
    accept_invitation,
    change_role,
    end_membership,
    invite_representative,
    join,
    suspend_organisation,
)
from stakeholders.models import Membership, Organisation
from tests.people import People, signed_in
from tests.town import MANAGER, REPRESENTATIVE, Town, make_project, members, partner


def membership_of(user: User, organisation: Organisation) -> Membership:
    return Membership.objects.get(person=user, organisation=organisation, until_on=None)


def leave_path(membership: Membership) -> str:
    return f"/direktori/{membership.organisation_id}/anggota/{membership.pk}/lepas/"


# pitfall: O4
def test_the_last_manager_names_who_goes_on_and_both_happen_together(people: People, town: Town) -> None:
    other = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    mine, browser = membership_of(people.bayu, town.firm), signed_in(people.bayu)
    page = browser.get(leave_path(mine)).content.decode()
    assert "Pengelola baru" in page
    assert "Tukimin" in page
    assert browser.post(leave_path(mine)).status_code == 422
    assert Membership.objects.get(pk=mine.pk).is_active
    assert browser.post(leave_path(mine), {"successor": other.pk}).status_code == 303
    assert Membership.objects.get(pk=other.pk).role == MANAGER
    assert not Membership.objects.get(pk=mine.pk).is_active
    assert members(town.firm.group) == {"tukimin"}


# pitfall: O4
def test_who_is_alone_is_told_to_invite_somebody_first(people: People, town: Town) -> None:
    mine, browser = membership_of(people.bayu, town.firm), signed_in(people.bayu)
    assert "Undang pengelola baru dulu" in browser.get(leave_path(mine)).content.decode()
    assert "harus punya pengelola" in browser.post(leave_path(mine)).content.decode()


# pitfall: O4, O7
def test_a_successor_comes_from_this_organisation(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    foreign, mine = membership_of(people.dewi, town.ngo), membership_of(people.bayu, town.firm)
    browser = signed_in(people.bayu)
    assert browser.post(leave_path(mine), {"successor": foreign.pk}).status_code == 422
    with pytest.raises(Refused):
        end_membership(membership=mine, by=people.bayu, successor=foreign)
    assert Membership.objects.get(pk=mine.pk).is_active


# pitfall: O3
def test_a_representative_who_leaves_makes_nobody_a_manager(people: People, town: Town) -> None:
    mine = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    friend = join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    with pytest.raises(Refused):
        end_membership(membership=mine, by=people.tukimin, successor=friend)
    signed_in(people.tukimin).post(leave_path(mine), {"successor": friend.pk})
    assert Membership.objects.get(pk=friend.pk).role == REPRESENTATIVE


# pitfall: O4
def test_the_last_manager_stays_through_every_other_door(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    mine = membership_of(people.bayu, town.firm)
    for act in (
        lambda: end_membership(membership=mine, by=people.ratna),
        lambda: change_role(membership=mine, role=REPRESENTATIVE, by=people.bayu),
        lambda: leave(person=people.bayu),
        lambda: erase(person=people.bayu),
        lambda: set_active(person=people.bayu, is_active=False),
    ):
        with pytest.raises(Refused):
            act()
    assert Membership.objects.get(pk=mine.pk).is_active
    assert User.objects.get(pk=people.bayu.pk).is_active


# pitfall: O4
def test_a_manager_who_is_about_to_be_erased_or_kept_out_counts_no_more(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    leave(person=people.bayu)
    with pytest.raises(Refused):
        end_membership(membership=membership_of(people.tukimin, town.firm), by=people.tukimin)
    with pytest.raises(Refused):
        leave(person=people.tukimin)


def test_an_account_that_can_be_missed_is_kept_out(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    set_active(person=people.bayu, is_active=False)
    assert not User.objects.get(pk=people.bayu.pk).is_active


def test_what_stands_in_the_persons_name_is_shown_with_its_link(people: People, town: Town) -> None:
    join(organisation=town.youth, person=people.sunarti, role=MANAGER)
    project = make_project(people, town, "Kebun bersama")
    Project.objects.filter(pk=project.pk).update(coordinator=people.rizky)
    at = timezone.now() + timedelta(days=5)
    meeting = call_meeting(
        by=people.ratna, title="Rapat kebun", host=town.youth, chair=people.rizky, starts_at=at,
        ends_at=at + timedelta(hours=1), zone="Asia/Jakarta", place="Balai",
    )  # fmt: skip
    invite_representative(organisation=town.youth, email="ani@contoh.example", by=people.rizky)
    page = signed_in(people.rizky).get(leave_path(membership_of(people.rizky, town.youth))).content.decode()
    assert f'href="{project.get_absolute_url()}"' in page
    assert f'href="{meeting.get_absolute_url()}"' in page
    assert "ani@contoh.example" in page


# pitfall: O8
def test_the_list_names_nothing_that_its_reader_may_not_see(people: People, town: Town) -> None:
    join(organisation=town.youth, person=people.sunarti, role=MANAGER)
    secret = make_project(people, town, "Rahasia Mawar", visibility="private")
    Project.objects.filter(pk=secret.pk).update(coordinator=people.rizky, lead=town.youth)
    town.youth.group.user_set.remove(people.sunarti)
    mine = membership_of(people.rizky, town.youth)
    assert "Rahasia Mawar" in signed_in(people.ratna).get(leave_path(mine)).content.decode()
    assert "Rahasia Mawar" not in signed_in(people.sunarti).get(leave_path(mine)).content.decode()


class TestAtOnce:
    """The private page is gone, and the mail that waited stays here."""

    @pytest.fixture
    def secret(self, people: People, town: Town, private_project: Project) -> Project:
        join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
        partner(people, private_project, town.firm)
        begin_to_follow(people.tukimin, private_project.thread)
        Preference.objects.create(
            person=people.tukimin, verb="projects.status_posted", reason="follows", channel="mail"
        )
        dispatch()
        Message.objects.all().delete()
        post_status(
            project=private_project, author=people.rizky, acting_as=town.youth, condition="on_track", note="Maju."
        )
        dispatch()
        return private_project

    @pytest.mark.parametrize("how", ["leaves", "is removed", "is suspended"])
    def test_o2_it_is_felt_by_the_page_and_by_the_outbox(
        self, people: People, town: Town, secret: Project, how: str, mail_sink: object
    ) -> None:
        browser = signed_in(people.tukimin)
        assert browser.get(secret.get_absolute_url()).status_code == 200
        waiting = Message.objects.filter(person=people.tukimin, state=Message.State.QUEUED)
        assert waiting.exists()
        mine = membership_of(people.tukimin, town.firm)
        if how == "is suspended":
            suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
        else:
            end_membership(membership=mine, by=people.tukimin if how == "leaves" else people.bayu)
        assert browser.get(secret.get_absolute_url()).status_code == 404
        assert browser.get(town.firm.people_url()).status_code == (200 if how == "is suspended" else 403)
        ids = list(waiting.values_list("pk", flat=True))
        Message.objects.filter(pk__in=ids).update(due_at=timezone.now())
        drain()
        assert set(Message.objects.filter(pk__in=ids).values_list("state", flat=True)) == {Message.State.WITHHELD}

    def test_an_invitation_under_way_stays_here_when_its_sender_goes(self, people: People, town: Town) -> None:
        join(organisation=town.firm, person=people.tukimin, role=MANAGER)
        invitation = invite_representative(organisation=town.firm, email="ani@contoh.example", by=people.tukimin)
        end_membership(membership=membership_of(people.tukimin, town.firm), by=people.bayu)
        with pytest.raises(Refused):
            accept_invitation(invitation=invitation, person=people.sunarti)


def test_several_organisations_are_left_one_by_one(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    end_membership(membership=membership_of(people.tukimin, town.firm), by=people.tukimin)
    assert members(town.rw03.group) == {"tukimin"}
    page = signed_in(people.bayu).get(town.firm.people_url()).content.decode()
    assert "Pernah mewakili" in page
