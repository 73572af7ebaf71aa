"""Whoever suspends an organisation says why; its people read it, nobody else does, and it comes back managed."""

import pytest

from accounts.models import User
from activity.actions import begin_to_follow
from commons.access import Refused
from mail.models import Message
from notifications import letters
from notifications.fanout import dispatch
from notifications.models import Preference
from stakeholders.actions import (
    change_role,
    end_membership,
    join,
    reinstate_organisation,
    suspend_organisation,
    unarchive_organisation,
)
from stakeholders.actions.suspending import archive_organisation
from tests.people import People, signed_in
from tests.town import MANAGER, REPRESENTATIVE, Town

WHY = "Pengurus tidak dapat dihubungi."


def newest_letter(person: User) -> str:
    dispatch()
    found = Message.objects.filter(kind__endswith="letter", person=person).order_by("-pk").first()
    return letters.compose(found).text if found is not None else ""


def test_the_door_asks_for_a_reason(people: People, town: Town) -> None:
    browser, path = signed_in(people.putri), f"/direktori/{town.firm.pk}/bekukan/"
    assert browser.get(path).status_code == 200
    refused = browser.post(path, {"reason": "pendek"})
    assert (refused.status_code, "pendek" in refused.content.decode()) == (422, True)
    assert browser.post(path, {"reason": WHY}).status_code == 303
    town.firm.refresh_from_db()
    assert (town.firm.state, town.firm.put_away_reason) == ("suspended", WHY)
    assert signed_in(people.bayu).post(path, {"reason": WHY}).status_code == 403


def test_its_manager_reads_the_reason_by_mail_and_a_follower_does_not(people: People, town: Town) -> None:
    begin_to_follow(people.dewi, town.firm.thread)
    Preference.objects.create(
        person=people.dewi, verb="stakeholders.organisation_suspended", reason="follows", channel="mail"
    )
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    assert WHY in newest_letter(people.bayu)
    followed = newest_letter(people.dewi)
    assert "dibekukan" in followed
    assert WHY not in followed


def test_its_page_says_why_to_its_people_and_the_office_only(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    for one, reads in ((people.bayu, True), (people.putri, True), (people.dewi, False)):
        html = signed_in(one).get(town.firm.get_absolute_url()).content.decode()
        assert (f"Alasannya: {WHY}" in html) == reads


def test_without_a_manager_left_it_does_not_come_back(people: People, town: Town) -> None:
    helper = join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    mine = town.firm.memberships.active().get(person=people.bayu)
    end_membership(membership=mine, by=people.bayu)
    with pytest.raises(Refused, match="Jadikan seorang perwakilannya pengelola dulu"):
        reinstate_organisation(organisation=town.firm, by=people.putri)
    archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    assert unarchive_organisation(organisation=town.firm, by=people.putri, reason=WHY).state == "suspended"
    change_role(membership=helper, role=MANAGER, by=people.putri)
    assert reinstate_organisation(organisation=town.firm, by=people.putri).is_verified


def test_one_that_nobody_represents_comes_back_and_leads_to_inviting(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    end_membership(membership=town.firm.memberships.active().get(), by=people.bayu)
    answer = signed_in(people.putri).post(f"/direktori/{town.firm.pk}/pulihkan/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/direktori/{town.firm.pk}/anggota/undang/"
    assert "undang pengelolanya sekarang" in answer.content.decode()
    town.firm.refresh_from_db()
    assert town.firm.is_verified
