"""Registering on a phone: two short steps, nothing lost between, and what is there already shown before sending."""

from typing import Any

import pytest
from django.test import Client

from commons.audience import give
from commons.models import Area, Draft
from stakeholders.actions import join, register_organisation, submit_organisation
from stakeholders.models import Organisation, OrganisationKind
from tests.people import People, signed_in
from tests.stakeholders.steps import FIRST, SECOND, register

NAMED = {"name": "Koperasi Melati Putih", "sector": "private", "kind": "koperasi"}


def test_the_first_step_registers_nothing_and_waits_as_a_draft(people: People) -> None:
    browser = signed_in(people.tukimin)
    assert browser.post(FIRST, NAMED)["Location"] == SECOND
    assert not Organisation.objects.exists()
    assert Draft.objects.get(person=people.tukimin).kind == "stakeholders.organisation:new"
    assert "Koperasi Melati Putih" in browser.get(SECOND).content.decode()
    assert "?draf=lanjut" in browser.get(FIRST).content.decode()
    assert 'value="Koperasi Melati Putih"' in browser.get(f"{FIRST}?draf=lanjut").content.decode()


def test_both_steps_arrive_and_no_draft_is_left(people: People) -> None:
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    areas = [Area.objects.get_or_create(level="rw", number=n, parent=kelurahan)[0].pk for n in (3, 5)]
    about = {"about": "Simpan pinjam.", "website": "melati.example", "nib": "1234-5678-90123"}
    assert register(signed_in(people.tukimin), NAMED | {"areas": areas}, about).status_code == 303
    made = Organisation.objects.get()
    assert (made.name, made.kind, made.about, made.website) == (
        "Koperasi Melati Putih",
        "koperasi",
        "Simpan pinjam.",
        "https://melati.example",
    )
    assert (made.nib, made.state) == ("1234567890123", "submitted")
    assert set(made.areas.values_list("pk", flat=True)) == set(areas)
    assert not Draft.objects.exists()


def test_going_back_keeps_what_the_second_step_says(people: People) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    back = browser.post(SECOND, {"about": "Simpan pinjam warga.", "kembali": "1"})
    assert back["Location"] == f"{FIRST}?draf=lanjut"
    onward = browser.post(FIRST, NAMED | {"name": "Koperasi Melati Biru"})["Location"]
    assert onward == f"{SECOND}?draf=lanjut"
    html = browser.get(onward).content.decode()
    assert "Koperasi Melati Biru" in html
    assert "Simpan pinjam warga." in html


def test_the_second_step_alone_leads_to_the_first_and_loses_nothing(people: People) -> None:
    browser = signed_in(people.tukimin)
    assert browser.get(SECOND)["Location"] == FIRST
    assert browser.post(SECOND, {"about": "Simpan pinjam warga."})["Location"] == FIRST
    assert not Organisation.objects.exists()
    onward = browser.post(FIRST, NAMED)["Location"]
    assert "Simpan pinjam warga." in browser.get(onward).content.decode()


def test_what_became_impossible_between_the_steps_is_asked_again(people: People) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    OrganisationKind.objects.filter(code="koperasi").update(is_active=False)
    assert browser.post(SECOND, {"about": "Simpan pinjam."})["Location"] == f"{FIRST}?draf=lanjut"
    assert not Organisation.objects.exists()


def test_ones_draft_is_nobody_elses(people: People) -> None:
    signed_in(people.tukimin).post(FIRST, NAMED)
    assert signed_in(people.dewi).get(SECOND)["Location"] == FIRST


@pytest.mark.parametrize(
    ("there", "typed", "reason"),
    [
        ({"name": "Koprasi Melati Puti"}, {}, "nama mirip"),
        ({"website": "https://www.melati.example/kontak"}, {"website": "http://melati.example"}, "situs web sama"),
        ({"email": "halo@melati.example"}, {"email": "INFO@MELATI.example"}, "surel dari alamat yang sama"),
        ({"phone": "+622178901234"}, {"phone": "021 7890 1234"}, "telepon sama"),
        ({"nib": "1234567890123"}, {"nib": "1234567890123"}, "NIB sama"),
    ],
)
def test_what_may_be_the_same_is_shown_before_sending(
    people: People, there: dict[str, str], typed: dict[str, str], reason: str
) -> None:
    known = register_organisation(by=people.ratna, sector="private", **({"name": "Warung Zaitun"} | there))
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    asked = browser.post(SECOND, typed | {"about": "Simpan pinjam warga."})
    html = asked.content.decode()
    assert asked.status_code == 422
    assert reason in html
    assert f'href="{known.get_absolute_url()}"' in html
    assert "Ini organisasi kami" in html
    assert "Simpan pinjam warga." in html
    assert Organisation.objects.get() == known
    assert browser.post(SECOND, typed | {"about": "Simpan pinjam warga.", "bukan": known.pk}).status_code == 303
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ({"email": "melati@gmail.com"}, {"email": "mawar@gmail.com"}),
        ({"website": "https://instagram.com/warung"}, {"website": "https://www.instagram.com/koperasi"}),
        ({"website": "https://melati.example"}, {"website": "https://tidak-melati.example"}),
        ({"contact_phone": "+622178901234"}, {"phone": "021 7890 1234"}),
        ({"contact_email": "sari@melati.example"}, {"email": "info@melati.example"}),
        ({"name": "Dapur Bu Sun"}, {}),
    ],
)
def test_what_everybody_shares_or_what_is_hidden_tells_nobody_apart(
    people: People, there: dict[str, str], typed: dict[str, str]
) -> None:
    register_organisation(by=people.ratna, sector="private", **({"name": "Warung Zaitun"} | there))
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    assert browser.post(SECOND, typed | {"about": ""}).status_code == 303


SAME: dict[str, Any] = {
    "website": "https://melati.example",
    "email": "halo@melati.example",
    "phone": "+622178901234",
    "nib": "1234567890123",
}


def test_what_one_may_not_see_is_neither_shown_nor_in_the_way(people: People) -> None:
    hidden = submit_organisation(by=people.rizky, name=NAMED["name"], sector="private", **SAME)
    for who in (people.tukimin, people.dewi):
        browser = signed_in(who)
        browser.post(FIRST, NAMED)
        assert browser.post(SECOND, SAME).status_code == 303
    assert Organisation.objects.count() == 3
    granted = signed_in(people.sunarti)
    give("see", to=people.sunarti, on=hidden.audience)
    granted.post(FIRST, NAMED)
    asked = granted.post(SECOND, SAME)
    assert [one.organisation for one in asked.context["alike"]] == [hidden]


def test_another_that_came_meanwhile_is_shown_too(people: People) -> None:
    first = register_organisation(by=people.ratna, name="Koperasi Melati Puti", sector="private")
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    register_organisation(by=people.ratna, name="Koperasi Melati Putih", sector="private")
    assert browser.post(SECOND, {"about": "", "bukan": first.pk}).status_code == 422
    assert browser.post(SECOND, {"about": "", "bukan": ["x", "9" * 30, first.pk]}).status_code == 422


@pytest.mark.parametrize(
    "number", ["3174091203450001", "3174 0912 0345 0001", "3174.0912.0345.0001", "317409-120345-0001"]
)
@pytest.mark.parametrize(("step", "field"), [(FIRST, "name"), (SECOND, "about")])
def test_sixteen_digits_stop_the_form_with_a_way_on(people: People, step: str, field: str, number: str) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    answer = browser.post(step, NAMED | {field: f"Ketua {number}"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Ada 16 angka berurutan" in html
    assert "empat angka terakhirnya" in html
    assert f"Ketua {number}" in html


@pytest.mark.parametrize(
    ("nib", "kept"),
    [("", ""), ("1234567890123", "1234567890123"), ("1234.5678.9012.3", "1234567890123")],
)
def test_a_nib_has_thirteen_digits_or_is_none(people: People, nib: str, kept: str) -> None:
    assert register(signed_in(people.tukimin), NAMED, {"nib": nib}).status_code == 303
    assert Organisation.objects.get().nib == kept


@pytest.mark.parametrize("nib", ["123456789012", "12345678901234", "abc", "1234567890123x", "١٢٣٤٥٦٧٨٩٠١٢٣", "9" * 500])
def test_another_nib_is_said_and_kept(people: People, nib: str) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    answer = browser.post(SECOND, {"nib": nib})
    assert answer.status_code == 422
    assert "NIB terdiri dari 13 angka" in answer.content.decode()
    assert nib in answer.content.decode()


def test_no_form_of_the_registry_asks_for_a_persons_number(people: People) -> None:
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    for page in (FIRST, SECOND, "/daftar/"):
        html = (Client() if page == "/daftar/" else browser).get(page).content.decode()
        assert 'name="nik"' not in html
        assert 'name="npwp"' not in html


def test_whoever_finds_theirs_asks_to_join_it_and_what_was_typed_waits(people: People) -> None:
    known = register_organisation(by=people.ratna, sector="private", name="Koperasi Melati Puti")
    browser, about = signed_in(people.tukimin), "Simpan pinjam warga."
    browser.post(FIRST, NAMED)
    shown = browser.post(SECOND, {"about": about}).content.decode()
    assert f'name="kami" value="{known.pk}"' in shown
    answer = browser.post(SECOND, {"about": about, "bukan": known.pk, "kami": known.pk})
    assert (answer.status_code, answer["Location"]) == (303, f"/direktori/{known.pk}/bergabung/")
    assert "Minta bergabung dengan Koperasi Melati Puti" in browser.get(answer["Location"]).content.decode()
    assert Organisation.objects.get() == known
    assert about in browser.get(f"{SECOND}?draf=lanjut").content.decode()
    assert Draft.objects.get(kind="stakeholders.organisation:new about").values == [["about", about]]


def test_of_one_that_they_represent_already_they_see_the_page(people: People) -> None:
    known = register_organisation(by=people.ratna, sector="private", name="Koperasi Melati Puti")
    join(organisation=known, person=people.tukimin, role="representative")
    browser = signed_in(people.tukimin)
    browser.post(FIRST, NAMED)
    assert browser.post(SECOND, {"about": "", "kami": known.pk})["Location"] == known.get_absolute_url()


def test_what_they_may_not_know_of_is_not_theirs(people: People) -> None:
    hidden = submit_organisation(by=people.rizky, sector="private", name="Warung Zaitun")
    browser = signed_in(people.tukimin)
    for asked in (hidden.pk, "x", "9" * 30):
        browser.post(FIRST, NAMED)
        assert "bergabung" not in browser.post(SECOND, {"about": "", "kami": asked}).get("Location", "")
