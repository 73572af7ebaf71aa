"""A contact person that is not shown to everybody leaves by no way with one who may not see them."""

from typing import Any

import pytest
from django.test import Client

from stakeholders.actions import edit_organisation, join
from stakeholders.models import ContactPerson, Organisation
from tests.people import People, signed_in
from tests.stakeholders.files import rows_of
from tests.stakeholders.profiles import CONTACT, NUMBERS
from tests.stakeholders.test_profile import SHOWN_AS
from tests.town import Town

NOTED = ("Ujang Catatan", "ujang@catatan.example")  # whom the office calls, from its own list
PAGE, FORM = "/direktori/{pk}/", "/direktori/{pk}/ubah/"
PAGES = (
    *(PAGE, FORM, "/direktori/{pk}/anggota/", "/direktori/{pk}/kemampuan/"),
    *("/direktori/", "/direktori/?tampil=kartu&q=sumber", "/direktori/?q=wulandari", "/direktori/rw/"),
    *("/cari/?q=sumber", "/cari/?q=wulandari", "/direktori/perjanjian/", "/direktori/impor/", "/direktori/daftar/"),
)
CARD, TABLES = "/direktori/{pk}/kontak.vcf", ("csv", "xlsx")
FILES = (*TABLES, "vcf")
OUTSIDERS = ("visitor", "tukimin", "dewi")  # nobody, a member, who manages another organisation


@pytest.fixture
def firm(people: People, town: Town) -> Organisation:
    """bayu manages it, sunarti speaks for it; its contact person is hidden, and the office knows one more."""
    join(organisation=town.firm, person=people.sunarti, role="representative")
    town.rw03.memberships.filter(person=people.tukimin).delete()
    ContactPerson.objects.create(organisation=town.firm, name=NOTED[0], email=NOTED[1])
    return edit_organisation(organisation=town.firm, by=people.ratna, areas=(), themes=(), **CONTACT, **NUMBERS)


def ways_out(people: People, firm: Organisation, who: str) -> dict[str, str]:
    """Everything that tells of the organisation, as this person gets it."""
    browser = Client() if who == "visitor" else signed_in(getattr(people, who))
    found = {page: browser.get(page.format(pk=firm.pk), follow=True).content.decode() for page in (*PAGES, CARD)}
    return found | {kind: _file(browser.post("/direktori/unduh/", {"bentuk": kind}), kind) for kind in FILES}


def _file(answer: Any, kind: str) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(rows_of(data)) if answer.streaming and kind == "xlsx" else data.decode()


def met(found: dict[str, str], *words: str) -> set[str]:
    return {way for way, text in found.items() if any(word in text for word in words)}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_meet_neither_the_hidden_contact_nor_the_numbers(
    people: People, firm: Organisation, who: str
) -> None:
    found = ways_out(people, firm, who)
    assert met(found, *SHOWN_AS, *NUMBERS.values(), *NOTED) == set()
    assert (firm.name in found["csv"]) == (who != "visitor")
    assert firm.name in found[CARD]


@pytest.mark.parametrize(
    ("who", "contact", "numbers", "noted"),
    [
        ("sunarti", {PAGE}, set(), set()),
        ("bayu", {PAGE, FORM}, {PAGE, FORM, *TABLES}, set()),
        ("putri", {PAGE, FORM}, {PAGE, FORM, *TABLES}, {PAGE, *TABLES}),
    ],
)
def test_those_who_may_see_them_meet_them_where_they_belong(
    people: People, firm: Organisation, who: str, contact: set[str], numbers: set[str], noted: set[str]
) -> None:
    found = ways_out(people, firm, who)
    assert met(found, *SHOWN_AS) == contact
    assert met(found, *NUMBERS.values()) == numbers
    assert met(found, *NOTED) == noted


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_is_shown_to_everybody_is_met_and_hidden_again_when_that_ends(
    people: People, firm: Organisation, who: str
) -> None:
    edit_organisation(organisation=firm, by=people.bayu, areas=(), themes=(), contact_is_public=True)
    assert met(ways_out(people, firm, who), *SHOWN_AS) == {PAGE}
    edit_organisation(organisation=firm, by=people.bayu, areas=(), themes=(), contact_is_public=False)
    assert met(ways_out(people, firm, who), *SHOWN_AS) == set()


def test_the_card_and_the_files_hold_what_the_organisation_gives_to_everybody(
    people: People, firm: Organisation
) -> None:
    Organisation.objects.filter(pk=firm.pk).update(email="halo@air.example", phone="+622178901234")
    found = ways_out(people, firm, "dewi")
    assert met(found, "halo@air.example") >= {CARD, PAGE, *FILES}
