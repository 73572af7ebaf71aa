"""What an organisation can give: kept by its managers and staff, read by everybody, found by matching."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from commons.access import Refused
from commons.calendar import today
from commons.models import Area
from stakeholders.actions import join, suspend_organisation
from stakeholders.actions.capabilities import add_capability, change_capability, offer_capability
from stakeholders.models import MOST_CAPABILITIES, Capability
from tests.people import People, signed_in
from tests.stakeholders.dealings import ahead
from tests.town import REPRESENTATIVE, Town

FUNDS = {"category": "funds", "what": "Dana TJSL untuk air bersih", "amount_idr": "50 juta"}


@pytest.fixture
def areas(db: None) -> dict[str, Area]:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    made = {n: Area.objects.get_or_create(level="rw", number=n, parent=whole)[0] for n in (3, 5)}
    rt = Area.objects.get_or_create(level="rt", number=2, parent=made[3])[0]
    return {"whole": whole, "rw3": made[3], "rw5": made[5], "rt": rt}


def path(town: Town) -> str:
    return f"/direktori/{town.firm.pk}/kemampuan/"


def give(town: Town, by: Any, **facts: Any) -> Capability:
    return add_capability(organisation=town.firm, by=by, **({"category": "labour", "what": "Relawan"} | facts))


def test_a_manager_adds_funds_and_everybody_reads_them(people: People, town: Town, visitor: Client) -> None:
    assert signed_in(people.bayu).post(f"{path(town)}tambah/", FUNDS).status_code == 303
    assert Capability.objects.get().amount_idr == 50_000_000
    shown = visitor.get(town.firm.get_absolute_url()).content.decode()
    assert "Dana TJSL untuk air bersih" in shown
    assert "50.000.000" in shown
    assert "Kelola kemampuan" not in shown


def test_staff_may_too_and_nobody_else(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    one = give(town, people.putri)
    for other in (people.sunarti, people.dewi):
        browser = signed_in(other)
        for act in ("", "tambah/", f"{one.pk}/ubah/", f"{one.pk}/tawarkan/"):
            assert browser.get(path(town) + act).status_code == 403
        for deed in (
            lambda by: give(town, by),
            lambda by: change_capability(capability=one, by=by, what="Direbut"),
            lambda by: offer_capability(capability=one, by=by, is_active=False),
        ):
            with pytest.raises(Refused):
                deed(other)
    assert Client().get(path(town)).status_code == 302


def test_o7_another_organisations_row_is_not_found_under_ones_own(people: People, town: Town) -> None:
    theirs = add_capability(organisation=town.ngo, by=people.dewi, category="expertise", what="Pelatihan")
    assert signed_in(people.bayu).get(f"{path(town)}{theirs.pk}/ubah/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "funds", "amount": "3"},
        {"category": "labour", "amount_idr": "1000"},
        {"category": "labour", "unit": "orang"},
        {"category": "labour", "amount": "1,5"},
        {"category": "labour", "amount": "0"},
        {"category": "x"},
        {"category": "labour", "from_on": "2026-05-02", "until_on": "2026-05-01"},
        {"category": "labour", "what": "3174012345678901"},
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(people: People, town: Town, wrong: dict[str, str]) -> None:
    answer = signed_in(people.bayu).post(f"{path(town)}tambah/", {"what": "Relawan kerja bakti", **wrong})
    assert answer.status_code == 422
    assert wrong.get("what", "Relawan kerja bakti") in answer.content.decode()
    assert not Capability.objects.exists()


def test_the_database_keeps_funds_and_counts_apart(people: People, town: Town) -> None:
    one = give(town, people.putri, amount=4, unit="orang")
    for wrong in ({"category": "funds"}, {"amount_idr": 5}, {"amount": None}, {"what": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Capability.objects.filter(pk=one.pk).update(**wrong)


def test_there_is_room_for_so_many(people: People, town: Town) -> None:
    for n in range(MOST_CAPABILITIES):
        give(town, people.putri, what=f"Relawan {n}")
    with pytest.raises(Refused):
        give(town, people.putri)


def test_f5_who_saves_second_sees_both(people: People, town: Town) -> None:
    one = give(town, people.bayu)
    first, second = signed_in(people.bayu), signed_in(people.putri)
    where = f"{path(town)}{one.pk}/ubah/"
    seen = second.get(where).context["form"].fields["seen"].initial
    assert first.post(where, {"category": "labour", "what": "Dua puluh relawan", "seen": seen}).status_code == 303
    answer = second.post(where, {"category": "labour", "what": "Sepuluh relawan", "seen": seen})
    assert answer.status_code == 409
    assert "Dua puluh relawan" in answer.content.decode()
    assert "Sepuluh relawan" in answer.content.decode()
    assert Capability.objects.get().what == "Dua puluh relawan"


def test_what_is_not_offered_now_leaves_the_profile_and_comes_back(people: People, town: Town, visitor: Client) -> None:
    one = give(town, people.bayu, what="Truk bak terbuka")
    browser = signed_in(people.bayu)
    assert browser.post(f"{path(town)}{one.pk}/tawarkan/").status_code == 303
    assert "Truk bak terbuka" not in visitor.get(town.firm.get_absolute_url()).content.decode()
    assert "Tidak ditawarkan" in browser.get(path(town)).content.decode()
    browser.post(f"{path(town)}{one.pk}/tawarkan/")
    assert "Truk bak terbuka" in visitor.get(town.firm.get_absolute_url()).content.decode()


def test_matching_finds_by_category_place_and_day(people: People, town: Town, areas: dict[str, Area]) -> None:
    def found(category: str = "labour", area: str | None = "rw3", on: Any = None) -> set[str]:
        there = areas[area] if area else None
        return set(Capability.objects.offering(category, there, on or today()).values_list("what", flat=True))

    give(town, people.putri, what="di RW 3", areas=[areas["rw3"]])
    give(town, people.putri, what="di RW 5", areas=[areas["rw5"]])
    give(town, people.putri, what="di kelurahan", areas=[areas["whole"]])
    give(town, people.putri, what="di mana saja")
    give(town, people.putri, what="bulan depan", from_on=ahead(20), until_on=ahead(40))
    give(town, people.putri, what="keahlian", category="expertise")
    gone = give(town, people.putri, what="tidak lagi")
    offer_capability(capability=gone, by=people.putri, is_active=False)
    everywhere = {"di kelurahan", "di mana saja"}
    assert found() == everywhere | {"di RW 3"}
    assert found(area="rt") == everywhere | {"di RW 3"}
    assert found(area="rw5") == everywhere | {"di RW 5"}
    assert found(area=None) == found(area="whole") == everywhere | {"di RW 3", "di RW 5"}
    assert "bulan depan" in found(on=ahead(30))
    assert "bulan depan" not in found(on=ahead(41))
    assert found("expertise") == {"keahlian"}
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    assert found() == set()
