"""Names that are invisible, turned round or look like another's, wherever the registry takes a name (A6, A7)."""

from typing import Any

import pytest

from commons.models import Area
from stakeholders.actions import register_organisation
from stakeholders.models import Capability, Invitation, OfficeTerm, Organisation, OrganisationKind
from stakeholders.queries.duplicates import alike
from tests.people import People, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, faults, imported, row
from tests.town import Town

ODD = {
    "nothing to see": "\u200b" * 15,
    "a letter that shows nothing": "\u3164" * 4,
    "turned round": "Pak RT\u202e 30 WR",
    "a control character": "Bank\u000fSampah",
    "a NUL": "Bank\x00Sampah",
    "a joiner of nothing": "\u2060\ufeff",
}


def doors(people: People, town: Town) -> dict[str, tuple[Any, str, str, dict[str, Any], type[Any]]]:
    """Who types, where, into which field, with what else; and what must not come to be."""
    rw = Area.objects.get_or_create(
        level="rw", number=3, parent=Area.objects.get_or_create(level="kelurahan", defaults={"name": "T"})[0]
    )[0]
    firm, bayu, putri = f"/direktori/{town.firm.pk}", people.bayu, people.putri
    office = {"area": rw.pk, "office": "head", "decree": "12/2024", "since_on": "2026-01-05"}
    invited = {"emails": "ani@contoh.example", "role": "representative"}
    kind = {"sector": "private", "order": "50"}
    return {
        "organisation": (putri, "/direktori/daftar/", "name", {"sector": "private"}, Organisation),
        "kind": (putri, "/direktori/jenis/baru/", "name", kind, OrganisationKind),
        "office": (putri, "/direktori/pengurus/baru/", "name", office, OfficeTerm),
        "title": (bayu, f"{firm}/anggota/undang/", "title", invited, Invitation),
        "capability": (bayu, f"{firm}/kemampuan/tambah/", "what", {"category": "labour"}, Capability),
        "contact": (bayu, f"{firm}/ubah/", "contact_name", {"about": "Air."}, Organisation),
    }


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("door", ["organisation", "kind", "office", "title", "capability", "contact"])
def test_a6_a7_an_odd_name_is_refused_with_a_sentence_or_is_none(
    people: People, town: Town, door: str, what: str
) -> None:
    """What is blank counts as not filled in: where a name is needed it is asked for, else nothing is kept of it."""
    who, path, field, rest, model = doors(people, town)[door]
    browser, known = signed_in(who), set(model.objects.values_list("pk", flat=True))
    browser.raise_request_exception = False
    answer = browser.post(path, {field: ODD[what], **rest})
    assert answer.status_code in (303, 422), answer.status_code
    for made in model.objects.exclude(pk__in=known):
        kept = getattr(made, field, "")
        assert kept == "", (what, kept)
    town.firm.refresh_from_db()
    assert town.firm.contact_name == ""


@pytest.mark.parametrize("what", ODD)
def test_a6_an_odd_name_in_a_file_is_a_fault_in_words(people: People, what: str) -> None:
    name = ODD[what]
    batch = imported(signed_in(people.putri), as_csv([HEADINGS, row(name), row("Melati", Nama_narahubung=name)]))
    assert batch.state == "read"
    first = [(number, column) for number, column, _ in faults(batch) if number == 2]
    assert first == [(2, "Nama organisasi")]


def test_a6_two_spaces_are_one(people: People, town: Town) -> None:
    answer = signed_in(people.putri).post(f"/direktori/{town.firm.pk}/ubah/", {
        "name": "PT  Sumber \u00a0 Air ", "sector": "private", "about": "Air.",
    })  # fmt: skip
    assert answer.status_code == 303
    assert Organisation.objects.get(pk=town.firm.pk).name == "PT Sumber Air"


@pytest.mark.parametrize(
    "lookalike",
    [
        "Kоpеrаsi Mеlаti",
        "KOPERASI MELATI",
        "Kope\u0301rasi Me\u0300lati",
        "\uff2boperasi \uff2delati",
        "Koperasi  Melati.",
    ],
)
def test_a6_what_looks_like_another_is_shown_before_it_is_sent(people: People, town: Town, lookalike: str) -> None:
    """Also with letters of another script in it."""
    there = register_organisation(by=people.ratna, name="Koperasi Melati", sector="private")
    found = alike(people.rizky, {"name": lookalike})
    assert there in [one.organisation for one in found]
    assert all(one.reasons for one in found)
