"""An invitation is its address's: another account that opens it has nothing, whatever it claims (A2, A3, A4, A5)."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from commons.access import Refused
from commons.contributions import one
from commons.telling import MailKind
from mail.models import Message
from stakeholders.actions import accept_invitation, invite_representative
from stakeholders.models import Invitation, Membership
from tests.accounts.conftest import code_to, sign_up
from tests.people import People, person, signed_in
from tests.stakeholders.test_invitations import mailed_path
from tests.town import MANAGER, Town

VICTIM = "korban@contoh.example"


@pytest.fixture
def invitation(people: People, town: Town) -> Invitation:
    return invite_representative(organisation=town.firm, email=VICTIM, by=people.bayu, role=MANAGER, title="Bendahara")


def has_nothing(browser: Client, invitation: Invitation, who: Any) -> None:
    """Neither page nor rights nor a word of whom it is for."""
    path = mailed_path(invitation)
    shown = browser.get(path).content.decode()
    assert VICTIM not in shown
    assert browser.get(f"/undangan/{invitation.pk}/jawab/").status_code in (302, 404)
    for answer in ("", path):
        browser.post(answer or f"/undangan/{invitation.pk}/jawab/", headers={"origin": "http://testserver"})
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, person=who)
    assert not Membership.objects.filter(person=who).exists()
    assert not who.groups.exists()
    assert Invitation.objects.get(pk=invitation.pk).is_open


def test_another_account_has_nothing(people: People, invitation: Invitation) -> None:
    other = person("lain", "Orang Lain")
    has_nothing(signed_in(other), invitation, other)


def test_a4_a_stranger_who_begins_an_account_with_the_invited_address_has_nothing(
    people: People, invitation: Invitation
) -> None:
    stranger = person("penyamar", "Penyamar", email=VICTIM, confirmed_at=None)
    has_nothing(signed_in(stranger), invitation, stranger)


def test_a4_and_the_owner_still_gets_in(people: People, town: Town, invitation: Invitation, visitor: Client) -> None:
    person("penyamar", "Penyamar", email=VICTIM, confirmed_at=None)
    sign_up(visitor, VICTIM)
    visitor.post("/daftar/kode/", {"code": code_to(VICTIM)})
    assert visitor.post(f"/undangan/{invitation.pk}/jawab/").status_code == 303
    (mine,) = Membership.objects.filter(organisation=town.firm).exclude(person=people.bayu)
    assert (mine.role, mine.person.email) == (MANAGER, VICTIM)


def test_a5_an_address_that_was_added_and_never_proven_opens_nothing(people: People, invitation: Invitation) -> None:
    other = person("lain", "Orang Lain")
    EmailAddress.objects.create(user=other, email=VICTIM, verified=False, primary=False)
    has_nothing(signed_in(other), invitation, other)


def test_a_number_of_anothers_invitation_is_as_good_as_none(people: People, invitation: Invitation) -> None:
    other = signed_in(person("lain", "Orang Lain"))
    hidden, missing = (other.get(f"/undangan/{pk}/jawab/") for pk in (invitation.pk, 10**9))
    assert hidden.status_code == missing.status_code == 404


@pytest.mark.parametrize("link", ["x", "x" * 5000, "%00", "..%2F..", "é", "0" * 43])
def test_a7_a_made_up_link_opens_nothing(people: People, invitation: Invitation, link: str) -> None:
    assert Client().get(f"/undangan/{link}/").status_code in (400, 404)


def test_a2_links_lead_to_our_own_address_whatever_the_headers_say(people: People, town: Town) -> None:
    path = f"/direktori/{town.firm.pk}/anggota/undang/"
    form = {"emails": "baru@contoh.example", "role": "representative"}
    browser = signed_in(people.bayu)
    assert browser.post(path, form, headers={"host": "evil.example"}).status_code == 400
    assert not Message.objects.filter(kind="stakeholders.invitation").exists()
    for name in ("x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url"):
        assert browser.post(path, form, headers={name: "evil.example"}).status_code == 303
    for message in Message.objects.filter(kind="stakeholders.invitation"):
        if message == Message.objects.latest("pk"):
            letter = one(MailKind, message.kind).compose(message)
            assert re.search(r"http://testserver/undangan/[\w-]+/", letter.text)
            assert "evil.example" not in letter.text + str(letter)


def test_a3_a_made_up_header_gives_no_more_tries(people: People, town: Town) -> None:
    """Twenty an hour a person, from whatever address they claim to come."""
    browser, path = signed_in(people.bayu), f"/direktori/{town.firm.pk}/anggota/undang/"
    answers = [
        browser.post(
            path,
            {"emails": f"warga{n}@contoh.example", "role": "representative"},
            headers={"x-forwarded-for": f"203.0.113.{n}", "x-real-ip": f"203.0.113.{n}"},
        ).status_code
        for n in range(25)
    ]
    assert answers == [303] * 20 + [429] * 5
    assert Invitation.objects.count() == 20
