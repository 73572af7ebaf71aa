"""What is suspended or archived acts no more, and its history stays readable for whoever could read it."""

from typing import Any

import pytest
from django.test import Client

from commons.access import Refused
from notifications.fanout import dispatch
from stakeholders.actions import (
    archive_organisation,
    reinstate_organisation,
    suspend_organisation,
    unarchive_organisation,
)
from stakeholders.models import Organisation
from tests.people import People, signed_in
from tests.town import Town, members

WHY = "Sudah bubar sejak tahun lalu."


def test_archived_with_a_reason_it_leaves_the_directory_and_its_page_stays(people: People, town: Town) -> None:
    browser, path = signed_in(people.putri), f"/direktori/{town.firm.pk}/arsipkan/"
    assert browser.post(path, {"reason": "bubar"}).status_code == 422
    assert browser.post(path, {"reason": WHY}).status_code == 303
    town.firm.refresh_from_db()
    assert (town.firm.state, members(town.firm.group)) == ("archived", set())
    assert town.firm.name not in Client().get("/direktori/").content.decode()
    page = town.firm.get_absolute_url()
    for one in (Client(), signed_in(people.dewi), signed_in(people.bayu)):
        assert "Riwayatnya tetap dapat dibaca" in one.get(page).content.decode()
    for one, reads in ((people.bayu, True), (people.putri, True), (people.dewi, False)):
        assert (WHY in signed_in(one).get(page).content.decode()) == reads
    dispatch()


@pytest.mark.parametrize("was", ["verified", "suspended"])
def test_out_of_the_archive_it_is_what_it_was(people: People, town: Town, was: str) -> None:
    if was == "suspended":
        suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    unarchive_organisation(organisation=town.firm, by=people.ratna, reason="Ternyata masih aktif.")
    town.firm.refresh_from_db()
    assert (town.firm.state, members(town.firm.group)) == (was, {"bayu"} if was == "verified" else set())


@pytest.mark.parametrize("act", [archive_organisation, unarchive_organisation])
def test_neither_its_manager_nor_a_neighbour_archives(people: People, town: Town, act: Any) -> None:
    if act is unarchive_organisation:
        archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    for one in (people.bayu, people.dewi):
        with pytest.raises(Refused):
            act(organisation=town.firm, by=one, reason=WHY)
    assert signed_in(people.bayu).get(f"/direktori/{town.firm.pk}/arsipkan/").status_code == 403


def test_every_change_leaves_an_entry(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    reinstate_organisation(organisation=town.firm, by=people.ratna)
    archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    found = Organisation.objects.get(pk=town.firm.pk).state_changes.values_list("before", "after", "author", "reason")
    assert list(found) == [
        ("draft", "verified", people.ratna.pk, ""),
        ("verified", "suspended", people.putri.pk, "Pengurus tidak dapat dihubungi."),
        ("suspended", "verified", people.ratna.pk, ""),
        ("verified", "archived", people.putri.pk, WHY),
    ]


def test_asked_twice_it_is_archived_once(people: People, town: Town) -> None:
    archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    with pytest.raises(Refused):
        archive_organisation(organisation=town.firm, by=people.ratna, reason=WHY)
