"""An invitation is bound to its address, used once, and ends after seven days."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commons.access import Refused
from commons.contributions import one
from commons.telling import MailKind
from mail.composing import Withheld
from mail.models import Message
from stakeholders.actions import accept_invitation, invite_representative, revoke_invitation, suspend_organisation
from stakeholders.models import Invitation, Membership
from tests.people import People, person, signed_in
from tests.town import MANAGER, Town


def mailed_path(invitation: Invitation) -> str:
    """The link as the newest mail to this address carries it."""
    message = Message.objects.filter(kind="stakeholders.invitation", about_id=invitation.pk).latest("pk")
    letter = one(MailKind, message.kind).compose(message)
    return re.search(r"/undangan/[\w-]+/", letter.text)[0]  # type: ignore[index]


@pytest.fixture
def invitation(people: People, town: Town) -> Invitation:
    return invite_representative(organisation=town.firm, email="Baru@contoh.example", by=people.bayu, title="Humas")


def test_the_invited_signs_in_and_accepts(invitation: Invitation, town: Town) -> None:
    baru = person("baru", "Baru Sekali")
    path = mailed_path(invitation)
    assert "Masuk dengan kode" in Client().get(path).content.decode()
    browser = signed_in(baru)
    answer = browser.get(path, follow=True)
    assert answer.redirect_chain[-1][0] == f"/undangan/{invitation.pk}/jawab/"
    assert browser.post(f"/undangan/{invitation.pk}/jawab/").status_code == 303
    assert Membership.objects.get(person=baru).title == "Humas"


def test_opening_the_link_changes_nothing(invitation: Invitation) -> None:
    path = mailed_path(invitation)
    for _ in range(3):
        Client().get(path)
        Client().head(path)
    assert Invitation.objects.get(pk=invitation.pk).is_open


def test_somebody_else_cannot_take_it(people: People, invitation: Invitation) -> None:
    browser = signed_in(people.dewi)
    assert "akun lain" in browser.get(mailed_path(invitation)).content.decode()
    assert browser.post(f"/undangan/{invitation.pk}/jawab/").status_code == 404
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, person=people.dewi)


def test_it_is_used_once(invitation: Invitation) -> None:
    baru, path = person("baru", "Baru Sekali"), mailed_path(invitation)
    accept_invitation(invitation=invitation, person=baru)
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, person=baru)
    assert Client().get(path).status_code == 404


def test_the_letter_says_who_invites_and_not_that_the_address_is_registered(
    people: People, invitation: Invitation
) -> None:
    message = Message.objects.filter(kind="stakeholders.invitation", about_id=invitation.pk).latest("pk")
    text = one(MailKind, message.kind).compose(message).text
    assert "karena Bayu Prasetyo mengundang alamat ini" in text
    assert "terdaftar di situs" not in text


def test_a_letter_names_nobody_where_the_one_who_invited_is_gone(invitation: Invitation) -> None:
    Invitation.objects.update(invited_by=None)
    message = Message.objects.filter(kind="stakeholders.invitation", about_id=invitation.pk).latest("pk")
    letter = one(MailKind, message.kind).compose(message)
    assert "Anda menerima surel ini karena alamat ini diundang." in letter.text
    assert "None" not in letter.text + letter.html


def test_whoever_is_signed_in_is_not_asked_to_sign_in_by_a_dead_link(people: People) -> None:
    dead = "/undangan/tidak-ada-undangan-ini/"
    assert 'href="/masuk/"' in Client().get(dead).content.decode()
    assert 'href="/masuk/"' not in signed_in(people.dewi).get(dead).content.decode()


@pytest.mark.parametrize("ended", ["expired", "revoked", "suspended"])
def test_an_ended_invitation_opens_nothing_and_its_mail_stays_here(
    people: People, town: Town, invitation: Invitation, ended: str
) -> None:
    path = mailed_path(invitation)
    if ended == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif ended == "revoked":
        revoke_invitation(invitation=invitation, by=people.bayu)
    else:
        suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    assert Client().get(path).status_code == 404
    with pytest.raises(Withheld):
        mailed_path(invitation)


def test_f4_accepting_twice_answers_twice_the_same(people: People, town: Town, invitation: Invitation) -> None:
    """The first arrival ends the right to accept; the second, of the same form, is told what the first one did."""
    browser = signed_in(person("baru", "Baru Sekali"))
    answers = [browser.post(f"/undangan/{invitation.pk}/jawab/", {"once": "kunci-sekali-pakai"}) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, town.firm.get_absolute_url())] * 2
    assert browser.post(f"/undangan/{invitation.pk}/jawab/", {"once": "kunci-lain"}).status_code == 404


def test_inviting_again_renews_one_invitation_and_ends_the_earlier_link(
    people: People, town: Town, invitation: Invitation
) -> None:
    path = mailed_path(invitation)
    again = invite_representative(organisation=town.firm, email="baru@contoh.example", by=people.bayu, role=MANAGER)
    assert again.pk == invitation.pk
    assert Client().get(path).status_code == 404
    assert Client().get(mailed_path(again)).status_code == 200


def test_only_managers_and_staff_invite(people: People, town: Town) -> None:
    path = f"/direktori/{town.firm.pk}/anggota/undang/"
    form = {"emails": "x@contoh.example", "role": "representative"}
    assert signed_in(people.dewi).post(path, form).status_code == 403
    assert Client().post(path, form).status_code in (302, 403)
    assert not Invitation.objects.exists()
    assert signed_in(people.bayu).post(path, form).status_code == 303
    assert signed_in(people.putri).post(path, {**form, "emails": "y@contoh.example"}).status_code == 303
    assert Invitation.objects.count() == 2
