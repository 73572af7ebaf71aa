"""Parties of an agreement are picked out of thousands by name, without a script; nothing that was picked gets lost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons import drafts
from stakeholders.actions import register_organisation, submit_organisation
from stakeholders.models import Agreement
from tests.people import People, signed_in
from tests.stakeholders.dealings import signed
from tests.town import Town

NEW = "/direktori/perjanjian/baru/"


@pytest.fixture
def staff(people: People) -> Client:
    return signed_in(people.putri)


def typed(names: str = "", parties: tuple[Any, ...] = (), **more: Any) -> dict[str, Any]:
    return {
        "kind": "cooperation", "title": "Taman bacaan RW 03", "signed_on": "2026-01-05", "sight": "public",
        "names": names, "parties": parties, **more,
    }  # fmt: skip


def boxes(html: str) -> dict[str, bool]:
    """Whom one can tick, and who is ticked."""
    found = re.findall(r'<label[^>]*>\s*<input type="checkbox" name="parties"([^>]*)>\s*([^<]*)', html)
    return {name.strip(): "checked" in attributes for attributes, name in found}


def written(html: str) -> str:
    found = re.search(r'<textarea name="names"[^>]*>\s*([^<]*)', html)
    assert found is not None
    return found[1].strip()


def test_names_and_addresses_pick(people: People, town: Town, staff: Client) -> None:
    address = f"https://rembuk.example{town.ngo.get_absolute_url()}?x=1"
    answer = staff.post(NEW, typed(f"pengurus rw 03\n{address}\n\n", (town.shop.pk,)))
    assert answer.status_code == 303
    assert set(Agreement.objects.get().parties.all()) == {town.rw03, town.ngo, town.shop}


def test_the_page_holds_nobody_but_who_is_picked(people: People, town: Town, staff: Client) -> None:
    assert boxes(staff.get(NEW).content.decode()) == {}
    assert boxes(staff.get(f"{NEW}?organisasi={town.firm.pk}").content.decode()) == {"PT Sumber Air": True}
    agreement = signed(people, town)
    html = staff.get(f"/direktori/perjanjian/{agreement.pk}/ubah/").content.decode()
    assert boxes(html) == {"Kelurahan Tanjung Barat": True, "PT Sumber Air": True}


def test_of_a_name_that_is_not_quite_right_the_nearest_are_offered(people: People, town: Town, staff: Client) -> None:
    register_organisation(by=people.ratna, name="Karang Taruna Mawar", sector="community")
    answer = staff.post(NEW, typed("karang tarna\nPT Sumber Air"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert boxes(html) == {"Karang Taruna Mawar": False, "Karang Taruna Pelita": False}
    assert "“karang tarna”: centang yang Anda maksud" in html
    assert written(html) == "karang tarna\nPT Sumber Air"
    assert staff.post(NEW, typed(written(html), asked="karang tarna")).status_code == 422
    assert staff.post(NEW, typed(written(html), (town.youth.pk,), asked="karang tarna")).status_code == 303
    assert set(Agreement.objects.get().parties.all()) == {town.firm, town.youth}


def test_who_was_ticked_before_is_no_answer_to_a_name_that_is_written_now(
    people: People, town: Town, staff: Client
) -> None:
    other = register_organisation(by=people.ratna, name="Karang Taruna Mawar", sector="community")
    both = (town.firm.pk, town.youth.pk)
    html = staff.post(NEW, typed("karang taruna mawr", both)).content.decode()
    assert boxes(html) == {"PT Sumber Air": True, "Karang Taruna Pelita": True, "Karang Taruna Mawar": False}
    assert 'name="asked" value="karang taruna mawr"' in html
    sent = typed("karang taruna mawr", (*both, other.pk), asked="karang taruna mawr")
    assert staff.post(NEW, sent).status_code == 303
    assert set(Agreement.objects.get().parties.all()) == {town.firm, town.youth, other}


def test_two_of_one_name_are_both_offered(people: People, town: Town, staff: Client) -> None:
    for _ in range(2):
        register_organisation(by=people.ratna, name="Posyandu Melati", sector="community")
    html = staff.post(NEW, typed("Posyandu Melati", (town.firm.pk,))).content.decode()
    assert html.count("Posyandu Melati") >= 2
    assert len(re.findall(r'name="parties"', html)) == 3


def test_what_was_picked_and_written_stays_when_something_is_wrong(people: People, town: Town, staff: Client) -> None:
    answer = staff.post(NEW, typed("LSM Kali Bersih\nZwqpty4826", (town.firm.pk,), title="", number="12/MoU"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert boxes(html) == {"PT Sumber Air": True}
    assert written(html) == "LSM Kali Bersih\nZwqpty4826"
    assert "Belum ada organisasi terverifikasi seperti “Zwqpty4826”" in html
    assert 'value="12/MoU"' in html


def test_those_one_may_not_see_or_who_are_not_verified_are_not_picked(
    people: People, town: Town, staff: Client
) -> None:
    hidden = submit_organisation(by=people.sunarti, name="Jahit Tersembunyi", sector="private")
    for wrong in (typed("Jahit Tersembunyi", (town.firm.pk,)), typed("", (town.firm.pk, hidden.pk))):
        answer = staff.post(NEW, wrong)
        assert answer.status_code == 422
        assert "Jahit Tersembunyi" not in boxes(answer.content.decode())
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "names", ["a\x00b", "%_\\", "x" * 3000, "\n".join(f"Warga {n}" for n in range(50)), "\u202e", "🌿"]
)
def test_whatever_is_written_is_answered_in_words(people: People, town: Town, staff: Client, names: str) -> None:
    answer = staff.post(NEW, typed(names, (town.firm.pk, "x", "9" * 30)))
    assert answer.status_code == 422
    assert boxes(answer.content.decode())["PT Sumber Air"]


def test_a_draft_brings_the_picked_back(people: People, town: Town, staff: Client) -> None:
    agreement = signed(people, town)
    for path, kind in ((NEW, "new"), (f"/direktori/perjanjian/{agreement.pk}/ubah/", str(agreement.pk))):
        pairs = [("parties", str(town.ngo.pk)), ("parties", str(town.shop.pk)), ("names", "Lain")]
        drafts.save(person=people.putri, kind=f"stakeholders.agreement:{kind}", action=path, pairs=pairs)
        html = staff.get(f"{path}?draf=lanjut").content.decode()
        assert boxes(html) == {"LSM Kali Bersih": True, "Warung Bu Narti": True}
        assert written(html) == "Lain"


def test_it_asks_as_many_statements_for_many_organisations_as_for_few(
    people: People, town: Town, staff: Client
) -> None:
    def statements() -> int:
        staff.get(NEW)
        with CaptureQueriesContext(connection) as seen:
            html = staff.get(f"{NEW}?organisasi={town.firm.pk}").content.decode()
        assert len(boxes(html)) == 1
        return len(seen)

    few = statements()
    for n in range(40):
        register_organisation(by=people.ratna, name=f"Warga {n}", sector="community")
    assert statements() == few
