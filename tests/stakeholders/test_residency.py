"""A member asks to be confirmed as resident of an RW; those who speak for it, or the office, decide."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import erase
from commons.access import Refused
from commons.contributions import PersonalData, one
from commons.models import Area
from commons.standing import standing
from commons.telling import MailKind
from mail.composing import Withheld
from mail.models import Message
from notifications.queries import waiting_for
from stakeholders.actions import (
    ask_for_residency,
    confirm_residency,
    decline_residency,
    end_membership,
    end_residency,
    join,
    suspend_organisation,
)
from stakeholders.models import Membership, Organisation, Residency, RoleChange
from tests.people import People, person, signed_in
from tests.town import Town


@pytest.fixture
def rws(town: Town) -> list[Area]:
    """RW 3, for which tukimin speaks, and RW 4, for which nobody does."""
    kelurahan = Area.objects.filter(level="kelurahan").first() or Area.objects.create(
        level="kelurahan", name="Tanjung Barat"
    )
    made = [Area.objects.get_or_create(level="rw", number=n, parent=kelurahan)[0] for n in (3, 4)]
    Organisation.objects.filter(pk=town.rw03.pk).update(kind="rw")
    town.rw03.areas.add(made[0])
    return made


@pytest.fixture
def asked(people: People, rws: list[Area]) -> Residency:
    return ask_for_residency(person=people.sunarti, area=rws[0])


def answer(asked: Residency) -> str:
    return f"/domisili/{asked.pk}/jawab/"


def test_asking_through_the_page_without_any_nik(people: People, rws: list[Area]) -> None:
    browser = signed_in(people.sunarti)
    page = browser.get("/akun/domisili/").content.decode()
    assert "NIK tidak pernah diminta" in page
    assert 'name="nik"' not in page
    assert browser.post("/akun/domisili/", {"area": rws[0].pk}).status_code == 303
    assert "menunggu" in browser.get("/akun/domisili/").content.decode()
    assert "resident" not in standing(people.sunarti).roles


def test_those_who_speak_for_the_rw_hear_of_it(people: People, asked: Residency) -> None:
    message = Message.objects.get(kind="stakeholders.residency_asked")
    assert message.person == people.tukimin
    assert answer(asked) in one(MailKind, message.kind).compose(message).text
    assert [row.kind for row in waiting_for(people.tukimin)] == ["stakeholders.residency"]
    assert "stakeholders.residency" not in [row.kind for row in waiting_for(people.putri)]


def test_where_nobody_speaks_for_the_rw_it_waits_for_the_office(people: People, rws: list[Area]) -> None:
    ask_for_residency(person=people.sunarti, area=rws[1])
    assert [row.kind for row in waiting_for(people.putri)] == ["stakeholders.residency"]
    assert list(waiting_for(people.tukimin)) == []


def test_the_office_reads_whose_request_it_takes_back(people: People, asked: Residency) -> None:
    path = f"/domisili/{asked.pk}/akhiri/"
    office, herself = (signed_in(one).get(path).context["question"] for one in (people.putri, people.sunarti))
    assert office == f"Tarik permintaan domisili Sunarti di {asked.area}?"
    assert herself == f"Tarik permintaan domisili {asked.area}?"


def test_whoever_is_no_resident_any_more_hears_it_unless_they_said_so_themselves(
    people: People, asked: Residency
) -> None:
    confirm_residency(residency=asked, by=people.tukimin)
    told = Message.objects.filter(kind="stakeholders.residency_decided")
    end_residency(residency=asked, by=people.putri)
    confirmed, ended = told.order_by("pk")
    with pytest.raises(Withheld):  # it had not left when it was ended
        one(MailKind, confirmed.kind).compose(confirmed)
    letter = one(MailKind, ended.kind).compose(ended)
    assert letter.subject == "Domisili Anda tidak berlaku lagi"
    assert f"Petugas kelurahan mengakhiri domisili Anda di {asked.area}." in letter.text
    again = ask_for_residency(person=people.sunarti, area=asked.area)
    end_residency(residency=again, by=people.sunarti)
    assert told.count() == 2


def test_whoever_only_asked_hears_that_the_request_was_closed(people: People, asked: Residency) -> None:
    """They had no residency that could end."""
    end_residency(residency=asked, by=people.putri)
    message = Message.objects.get(kind="stakeholders.residency_decided")
    letter = one(MailKind, message.kind).compose(message)
    assert letter.subject == "Permintaan domisili Anda ditutup"
    for written in (letter.text, letter.html):
        assert "Petugas kelurahan menutup permintaan domisili Anda di RW" in written
        assert "mengakhiri" not in written


def test_confirmed_one_is_a_resident_at_once(people: People, asked: Residency) -> None:
    assert signed_in(people.tukimin).post(answer(asked), {"answer": "confirm"}).status_code == 303
    assert "resident" in standing(people.sunarti).roles
    message = Message.objects.get(kind="stakeholders.residency_decided")
    assert message.person == people.sunarti
    assert "warga terverifikasi" in one(MailKind, message.kind).compose(message).text
    entry = RoleChange.objects.get(after="resident")
    assert (entry.person, entry.by, entry.area) == (people.sunarti, people.tukimin, asked.area)


def test_declined_the_reason_is_read_by_whoever_asked(people: People, asked: Residency) -> None:
    browser = signed_in(people.putri)
    assert browser.post(answer(asked), {"answer": "decline", "reason": "Tidak"}).status_code == 422
    reason = "Belum kami kenal, datanglah ke pos."
    assert browser.post(answer(asked), {"answer": "decline", "reason": reason}).status_code == 303
    assert reason in signed_in(people.sunarti).get("/akun/domisili/").content.decode()
    assert "resident" not in standing(people.sunarti).roles


def test_nobody_else_confirms_and_nobody_their_own(people: People, town: Town, asked: Residency) -> None:
    assert signed_in(people.dewi).post(answer(asked), {"answer": "confirm"}).status_code == 404
    assert signed_in(people.sunarti).post(answer(asked), {"answer": "confirm"}).status_code == 403
    own = ask_for_residency(person=people.tukimin, area=asked.area)
    assert signed_in(people.tukimin).post(answer(own), {"answer": "confirm"}).status_code == 403
    assert signed_in(people.putri).post(answer(own), {"answer": "confirm"}).status_code == 303
    with pytest.raises(Refused):
        confirm_residency(residency=asked, by=people.dewi)


# pitfall: O7
def test_who_speaks_for_another_rw_finds_nothing(people: People, rws: list[Area]) -> None:
    other = ask_for_residency(person=people.sunarti, area=rws[1])
    assert signed_in(people.tukimin).get(answer(other)).status_code == 404
    assert "Sunarti" not in signed_in(people.tukimin).get("/domisili/").content.decode()


def test_a_right_that_ended_since_the_door_is_gone(people: People, town: Town, asked: Residency) -> None:
    suspend_organisation(organisation=town.rw03, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    with pytest.raises(Refused):
        confirm_residency(residency=asked, by=people.tukimin)
    message = Message.objects.get(kind="stakeholders.residency_asked")
    with pytest.raises(Withheld):
        one(MailKind, message.kind).compose(message)
    assert Membership.objects.filter(person=people.tukimin, until_on=None).exists()


def test_moving_ends_the_old_one(people: People, rws: list[Area], asked: Residency) -> None:
    confirm_residency(residency=asked, by=people.tukimin)
    moved = ask_for_residency(person=people.sunarti, area=rws[1])
    assert "resident" in standing(people.sunarti).roles
    confirm_residency(residency=moved, by=people.putri)
    assert [(one.area_id, one.state) for one in Residency.objects.order_by("pk")] == [
        (rws[0].pk, "ended"),
        (rws[1].pk, "confirmed"),
    ]


def test_the_database_knows_one_confirmed_and_one_that_waits(people: People, rws: list[Area], asked: Residency) -> None:
    confirm_residency(residency=asked, by=people.putri)
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Residency.objects.create(person=people.sunarti, area=rws[1], state="confirmed", asked_at=now, decided_at=now)
    ask_for_residency(person=people.sunarti, area=rws[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Residency.objects.create(person=people.sunarti, area=rws[0], asked_at=now)
    with pytest.raises(Refused):
        ask_for_residency(person=people.sunarti, area=rws[0])


def test_one_takes_back_and_ends_ones_own_only(people: People, asked: Residency) -> None:
    path = f"/domisili/{asked.pk}/akhiri/"
    assert signed_in(people.dewi).post(path).status_code == 404
    assert signed_in(people.tukimin).post(path).status_code == 403
    confirm_residency(residency=asked, by=people.tukimin)
    assert signed_in(people.sunarti).post(path).status_code == 303
    assert "resident" not in standing(people.sunarti).roles
    assert signed_in(people.sunarti).post(path).status_code == 403
    with pytest.raises(Refused):
        end_residency(residency=asked, by=people.sunarti)


def test_the_queue_is_for_the_rw_and_the_office(people: People, asked: Residency) -> None:
    assert "Sunarti" in signed_in(people.tukimin).get("/domisili/").content.decode()
    assert "Sunarti" in signed_in(people.putri).get("/domisili/").content.decode()
    assert signed_in(people.dewi).get("/domisili/").status_code == 403
    assert signed_in(person("warga", "Warga Biasa")).get("/domisili/").status_code == 403


@pytest.mark.parametrize("number", [1, 15])
def test_the_queue_asks_as_often_however_long_it_is(
    people: People, rws: list[Area], number: int, django_assert_max_num_queries: object
) -> None:
    for n in range(number):
        ask_for_residency(person=person(f"warga-{n}", f"Warga {n}"), area=rws[0])
    browser = signed_in(people.tukimin)
    browser.get("/domisili/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert browser.get("/domisili/").status_code == 200


def test_sixteen_digits_stop_a_reason(people: People, asked: Residency) -> None:
    form = {"answer": "decline", "reason": "NIK 3174012345678901 tidak cocok"}
    assert signed_in(people.putri).post(answer(asked), form).status_code == 422


def test_erased_the_residence_ends_and_the_words_go(people: People, town: Town, asked: Residency) -> None:
    resident = person("pergi", "Pergi Jauh")
    mine = ask_for_residency(person=resident, area=asked.area)
    decline_residency(residency=mine, by=people.putri, reason="Alamat belum jelas bagi kami.")
    again = ask_for_residency(person=resident, area=asked.area)
    confirm_residency(residency=again, by=people.putri)
    exported = one(PersonalData, "stakeholders").export(resident)
    assert [row["state"] for row in exported["residencies"]] == ["declined", "confirmed"]
    erase(person=resident)
    found = Residency.objects.filter(person=resident).order_by("pk")
    assert [(one.state, one.reason) for one in found] == [("declined", ""), ("ended", "")]


def test_a_mail_to_somebody_who_left_the_rw_stays_here(people: People, town: Town, asked: Residency) -> None:
    join(organisation=town.rw03, person=people.rizky, role="manager")
    end_membership(membership=Membership.objects.get(person=people.tukimin), by=people.tukimin)
    message = Message.objects.get(kind="stakeholders.residency_asked")
    with pytest.raises(Withheld):
        one(MailKind, message.kind).compose(message)
