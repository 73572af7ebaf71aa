"""One address or a pasted list: what is wrong is named, who is there already is told, and nothing is sent by halves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import dismiss
from commons.access import Refused
from commons.standing import STAFF
from mail.models import Message
from stakeholders.actions import (
    accept_invitation,
    change_role,
    end_membership,
    invite_representative,
    join,
    revoke_invitation,
)
from stakeholders.models import Invitation, Membership
from tests.people import People, person, signed_in
from tests.stakeholders.test_invitations import mailed_path
from tests.town import MANAGER, REPRESENTATIVE, Town


def invite(people: People, town: Town, emails: str, follow: bool = True) -> str:
    path = f"/direktori/{town.firm.pk}/anggota/undang/"
    form = {"emails": emails, "role": "representative"}
    return signed_in(people.bayu).post(path, form, follow=follow).content.decode()


def test_a_pasted_list_is_invited_at_once(people: People, town: Town) -> None:
    pasted = "ani@contoh.example; Budi <BUDI@contoh.example>,\r\n\r\ncici@contoh.example\nani@contoh.example"
    said = invite(people, town, pasted)
    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "ani@contoh.example",
        "budi@contoh.example",
        "cici@contoh.example",
    }
    assert Message.objects.filter(kind="stakeholders.invitation").count() == 3
    assert "Undangan dikirim ke ani@contoh.example, budi@contoh.example, cici@contoh.example." in said


def test_each_bad_line_is_named_and_kept_and_nobody_is_invited(people: People, town: Town) -> None:
    said = invite(people, town, "ani@contoh.example\nbukan surel\nbudi@\n")
    assert "“bukan surel” bukan alamat surel" in said
    assert "“budi@” bukan alamat surel" in said
    assert "ani@contoh.example\nbukan surel\nbudi@" in said
    assert not Invitation.objects.exists()


def test_more_than_fifty_and_none_at_all_are_refused_in_words(people: People, town: Town) -> None:
    many = "\n".join(f"warga{n}@contoh.example" for n in range(51))
    assert "Paling banyak 50 alamat" in invite(people, town, many)
    assert "paling sedikit satu alamat" in invite(people, town, " ;, \n")
    assert not Invitation.objects.exists()


def test_who_is_there_or_invited_already_is_told(people: People, town: Town) -> None:
    invite(people, town, "ani@contoh.example")
    said = invite(people, town, f"{people.bayu.email}\nani@contoh.example\nbaru@contoh.example")
    assert f"Sudah mewakili organisasi: {people.bayu.email}." in said
    assert "Sudah diundang, jadi dikirim lagi: ani@contoh.example." in said
    assert Invitation.objects.count() == 2
    assert "sudah mewakili organisasi" in invite(people, town, str(people.bayu.email))


# pitfall: A7
@pytest.mark.parametrize("emails", ["a\x00@contoh.example", "x" * 20_000, "<>", "a@b"])
def test_nonsense_is_no_address(people: People, town: Town, emails: str) -> None:
    path = f"/direktori/{town.firm.pk}/anggota/undang/"
    form = {"emails": emails, "role": "representative"}
    assert signed_in(people.bayu).post(path, form).status_code == 422


def test_sending_again_gives_seven_new_days_and_ends_the_old_link(people: People, town: Town) -> None:
    invitation = invite_representative(organisation=town.firm, email="ani@contoh.example", by=people.bayu)
    old = mailed_path(invitation)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    browser = signed_in(people.bayu)
    assert "sudah lewat tujuh hari" in browser.get(town.firm.people_url()).content.decode()
    path = f"/direktori/{town.firm.pk}/undangan/{invitation.pk}/kirim-ulang/"
    assert signed_in(people.dewi).post(path).status_code == 403
    assert browser.post(path).status_code == 303
    assert Client().get(old).status_code == 404
    assert Client().get(mailed_path(invitation)).status_code == 200
    revoke_invitation(invitation=invitation, by=people.bayu)
    assert "sudah dijawab atau dibatalkan" in browser.post(path, follow=True).content.decode()


def test_a_wrong_account_is_told_what_to_do(people: People, town: Town) -> None:
    invitation = invite_representative(organisation=town.firm, email="ani@contoh.example", by=people.bayu)
    page = signed_in(people.dewi).get(mailed_path(invitation)).content.decode()
    assert "Anda sedang masuk dengan akun lain" in page
    assert "Keluar dulu, lalu buka tautan ini lagi" in page
    assert "ani@contoh.example" not in page


# pitfall: O3
def test_nobody_comes_in_by_the_hand_of_somebody_who_has_no_say_any_more(people: People, town: Town) -> None:
    """A manager invites a second address of theirs as manager, and is removed: the link opens nothing."""
    join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    own = invite_representative(organisation=town.firm, email="lain@contoh.example", by=people.tukimin, role=MANAGER)
    path = mailed_path(own)
    end_membership(membership=Membership.objects.get(person=people.tukimin, organisation=town.firm), by=people.bayu)
    other = person("lain", "Lain Alamat")
    assert Client().get(path).status_code == 404
    with pytest.raises(Refused):
        accept_invitation(invitation=own, person=other)


# pitfall: O3
def test_who_becomes_a_representative_again_or_leaves_the_office_has_invited_nobody(people: People, town: Town) -> None:
    mine = join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    first = invite_representative(organisation=town.firm, email="satu@contoh.example", by=people.tukimin)
    change_role(membership=mine, role=REPRESENTATIVE, by=people.bayu)
    assert not Invitation.objects.get(pk=first.pk).is_open
    second = invite_representative(organisation=town.firm, email="dua@contoh.example", by=people.putri, role=MANAGER)
    dismiss(person=people.putri, office=STAFF)
    with pytest.raises(Refused):
        accept_invitation(invitation=second, person=person("dua", "Dua Warga"))
