"""Staff enter an organisation that the office knows; others send theirs in, and the office checks it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from commons.access import Refused, can
from mail.composing import Withheld
from mail.models import Message
from notifications import letters
from notifications.fanout import dispatch
from notifications.queries import waiting_for
from stakeholders.actions import edit_organisation, return_organisation, submit_organisation, verify_organisation
from stakeholders.models import Organisation
from tests.people import People, person, signed_in
from tests.stakeholders.steps import FIRST, SECOND, register

NAMED = {"name": "Koperasi Melati", "sector": "community"}


@pytest.mark.parametrize(("phone", "kept"), [("", ""), ("0812-3456-7890", "+6281234567890")])
def test_an_organisation_has_a_phone_or_none(people: People, phone: str, kept: str) -> None:
    answer = register(signed_in(people.putri), NAMED, {"phone": phone})
    made = Organisation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert (made.name, made.phone, made.is_verified) == ("Koperasi Melati", kept, True)


def test_a_name_that_is_too_short_is_said_and_kept(people: People) -> None:
    answer = signed_in(people.putri).post(FIRST, NAMED | {"name": "Ko"})
    assert answer.status_code == 422
    assert 'value="Ko"' in answer.content.decode()


@pytest.fixture
def sent_in(people: People) -> Organisation:
    return submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private", kind="koperasi", about="Jahe")


def waits_for(person: User) -> list[str]:
    return [str(row.sentence) for row in waiting_for(person)]


def newest_letter(person: User) -> str:
    dispatch()
    letter = letters.compose(Message.objects.filter(kind="notifications.letter", person=person).latest("pk"))
    return f"{letter.subject}\n{letter.text}"


def test_a_member_registers_in_two_steps_and_it_waits_for_the_office(people: People) -> None:
    answer = register(signed_in(people.tukimin), NAMED | {"kind": "koperasi", "sector": "private"})
    made = Organisation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert (made.state, made.audience.visibility, made.verified_at) == ("submitted", "private", None)
    assert made.memberships.active().managers().get().person == people.tukimin
    for office in (people.putri, people.ratna):
        assert waits_for(office) == ["Koperasi Melati menunggu dicek."]
    assert waits_for(people.dewi) == []


def test_who_has_not_confirmed_an_address_registers_nothing(people: People) -> None:
    new = person("baru", "Orang Baru", confirmed_at=None)
    assert signed_in(new).post(FIRST, NAMED).status_code == 403
    assert Client().get(FIRST)["Location"].startswith("/masuk/?next=")
    assert not Organisation.objects.exists()


def test_o5_until_it_is_verified_only_its_people_and_the_office_see_it(people: People, sent_in: Organisation) -> None:
    page = sent_in.get_absolute_url()
    for browser in (Client(), signed_in(people.dewi), signed_in(people.sunarti)):
        assert browser.get(page).status_code == 404
        for address in ("/direktori/", "/direktori/?status=belum", "/direktori/?q=Koperasi"):
            assert sent_in.name not in browser.get(address).content.decode()
    for who in (people.rizky, people.putri, people.ratna):
        html = signed_in(who).get(page).content.decode()
        assert "Belum diverifikasi kelurahan" in html
        assert sent_in.name in signed_in(who).get("/direktori/?status=belum").content.decode()
        assert sent_in.name not in signed_in(who).get("/direktori/").content.decode()


def test_its_people_speak_for_it_only_when_it_is_verified(people: People, sent_in: Organisation) -> None:
    assert not Organisation.objects.represented_by(people.rizky).exists()
    assert not can(people.rizky, "stakeholders.invite_representative", sent_in)
    assert not people.rizky.groups.exists()
    verify_organisation(organisation=sent_in, by=people.putri)
    assert Organisation.objects.represented_by(people.rizky).get() == sent_in
    assert set(people.rizky.groups.values_list("name", flat=True)) == {"stakeholders", sent_in.group.name}


def test_verified_it_is_public_and_its_people_hear_of_it(people: People, sent_in: Organisation) -> None:
    decision = signed_in(people.putri).get(f"/direktori/{sent_in.pk}/verifikasi/")["Location"]
    assert signed_in(people.putri).post(f"{decision}setujui/").status_code == 303
    sent_in.refresh_from_db()
    assert (sent_in.state, sent_in.verified_by, sent_in.audience.visibility) == ("verified", people.putri, "public")
    assert Client().get(sent_in.get_absolute_url()).status_code == 200
    assert sent_in.name in Client().get("/direktori/").content.decode()
    assert "Koperasi Melati sudah terverifikasi" in newest_letter(people.rizky)
    assert waits_for(people.putri) == []
    # pitfall: O1
    assert not sent_in.audience.user_grants.exists()


def test_returned_with_a_reason_mended_and_sent_again(people: People, sent_in: Organisation) -> None:
    staff, applicant = signed_in(people.putri), signed_in(people.rizky)
    path = staff.get(f"/direktori/{sent_in.pk}/kembalikan/")["Location"]
    assert staff.post(path, {"reason": "pendek"}).status_code == 422
    assert staff.post(path, {"reason": "Lengkapi susunan pengurus."}).status_code == 303
    assert "Yang perlu diperbaiki: Lengkapi susunan pengurus." in newest_letter(people.rizky)
    assert waits_for(people.putri) == []
    assert waits_for(people.rizky) == ["Pendaftaran Koperasi Melati perlu diperbaiki."]
    form = applicant.get(f"/direktori/{sent_in.pk}/ubah/")
    assert "Lengkapi susunan pengurus." in form.content.decode()
    mended = {"name": "Koperasi Melati Putih", "sector": "private", "kind": "koperasi", "about": "Pengurus: Rizky."}
    seen = form.context["form"]["seen"].value()
    assert applicant.post(f"/direktori/{sent_in.pk}/ubah/", mended | {"seen": seen}).status_code == 303
    sent_in.refresh_from_db()
    assert (sent_in.state, sent_in.name) == ("submitted", "Koperasi Melati Putih")
    assert waits_for(people.putri) == ["Koperasi Melati Putih menunggu dicek."]
    assert waits_for(people.rizky) == []


def test_a_letter_about_a_return_is_withheld_from_who_left(people: People, sent_in: Organisation) -> None:
    return_organisation(organisation=sent_in, by=people.putri, reason="Lengkapi susunan pengurus.")
    dispatch()
    message = Message.objects.filter(kind="notifications.letter", person=people.rizky).latest("pk")
    signed_in(people.rizky).post(f"/direktori/{sent_in.pk}/anggota/{sent_in.memberships.get().pk}/lepas/")
    assert signed_in(people.rizky).get(sent_in.get_absolute_url()).status_code == 404
    with pytest.raises(Withheld):
        letters.compose(message)


@pytest.mark.parametrize(
    ("act", "state", "may"),
    [
        ("verify_organisation", "submitted", {"putri", "ratna"}),
        ("verify_organisation", "returned", {"putri", "ratna"}),
        ("verify_organisation", "verified", set()),
        ("verify_organisation", "suspended", set()),
        ("archive_organisation", "submitted", set()),
        ("archive_organisation", "verified", {"putri", "ratna"}),
        ("archive_organisation", "suspended", {"putri", "ratna"}),
        ("archive_organisation", "archived", set()),
        ("unarchive_organisation", "archived", {"putri", "ratna"}),
        ("unarchive_organisation", "verified", set()),
        ("edit_organisation", "submitted", {"putri", "ratna", "rizky"}),
        ("edit_organisation", "returned", {"putri", "ratna", "rizky"}),
        ("edit_organisation", "verified", {"putri", "ratna", "rizky"}),
        ("edit_organisation", "refused", set()),
        ("edit_organisation", "suspended", set()),
        ("edit_organisation", "archived", set()),
    ],
)
def test_who_may_do_what_in_which_state(
    people: People, sent_in: Organisation, act: str, state: str, may: set[str]
) -> None:
    sent_in.state = state
    for one in vars(people).values():
        assert bool(can(one, f"stakeholders.{act}", sent_in)) == (one.handle in may), one.handle


def test_what_ended_since_the_door_is_refused_on_the_locked_row(people: People, sent_in: Organisation) -> None:
    verify_organisation(organisation=sent_in, by=people.putri)
    with pytest.raises(Refused):
        verify_organisation(organisation=sent_in, by=people.ratna)
    with pytest.raises(Refused):
        return_organisation(organisation=sent_in, by=people.ratna, reason="Lengkapi susunan pengurus.")
    with pytest.raises(Refused):
        edit_organisation(organisation=sent_in, by=people.dewi, areas=(), themes=(), about="x")


# pitfall: O3
def test_what_the_office_vouched_for_its_managers_do_not_change(people: People, sent_in: Organisation) -> None:
    verify_organisation(organisation=sent_in, by=people.putri)
    path = f"/direktori/{sent_in.pk}/ubah/"
    typed = {"name": "Bank Besar", "sector": "external", "kind": "", "about": "Simpan pinjam."}
    assert signed_in(people.rizky).post(path, typed).status_code == 303
    sent_in.refresh_from_db()
    assert (sent_in.name, sent_in.sector, sent_in.about) == ("Koperasi Melati", "private", "Simpan pinjam.")
    with pytest.raises(Refused):
        edit_organisation(organisation=sent_in, by=people.rizky, areas=(), themes=(), name="Bank Besar")
    assert signed_in(people.putri).post(path, typed).status_code == 303
    sent_in.refresh_from_db()
    assert (sent_in.name, sent_in.kind) == ("Bank Besar", "")


# pitfall: F5
def test_whoever_saves_second_is_shown_what_the_first_saved(people: People, sent_in: Organisation) -> None:
    path = f"/direktori/{sent_in.pk}/ubah/"
    typed = {"name": "Koperasi Melati", "sector": "private", "kind": "koperasi"}
    seen = signed_in(people.rizky).get(path).context["form"]["seen"].value()
    assert signed_in(people.putri).post(path, typed | {"about": "Dari kantor.", "seen": seen}).status_code == 303
    late = signed_in(people.rizky).post(path, typed | {"about": "Dari kami.", "seen": seen})
    assert late.status_code == 409
    assert "Dari kantor." in late.content.decode()
    assert "Dari kami." in late.content.decode()


def test_a_kind_is_one_of_its_sector(people: People) -> None:
    answer = signed_in(people.tukimin).post(FIRST, NAMED | {"kind": "bank"})
    assert answer.status_code == 422
    assert "Jenis ini bukan dari unsur yang dipilih." in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        submit_organisation(by=people.tukimin, name="Koperasi Melati", sector="community", kind="bank")


# pitfall: F4
def test_sent_twice_it_is_registered_once(people: People) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    once = browser.get(SECOND).context["form"]["once"].value()
    answers = [browser.post(SECOND, {"about": "Jahe", "once": once})["Location"] for _ in range(2)]
    assert answers == [Organisation.objects.get().get_absolute_url()] * 2
