"""An organisation is part of another, and never of itself."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from commons.access import Refused
from stakeholders.actions import edit_organisation, join, register_organisation, submit_organisation
from stakeholders.models import Organisation
from tests.people import People, signed_in
from tests.stakeholders.profiles import firm, linked
from tests.town import Town

__all__ = ["firm"]


def test_the_larger_one_is_found_by_name_or_address(people: People, firm: Organisation, town: Town) -> None:
    """By somebody who has a say in both: sunarti manages the shop."""
    path = f"/direktori/{firm.pk}/ubah/"
    join(organisation=firm, person=people.sunarti, role="manager")
    address = town.shop.get_absolute_url()
    for typed in ("warung bu narti", address, f"http://testserver{address}"):
        Organisation.objects.filter(pk=firm.pk).update(parent=None)
        assert signed_in(people.sunarti).post(path, {"parent": typed}).status_code == 303
        assert Organisation.objects.get(pk=firm.pk).parent == town.shop
    html = Client().get(firm.get_absolute_url()).content.decode()
    assert town.shop.get_absolute_url() in html
    assert linked(html)["parentOrganization"]["name"] == "Warung Bu Narti"
    assert firm.get_absolute_url() in Client().get(town.shop.get_absolute_url()).content.decode()


def test_o7_nobody_puts_theirs_on_anothers_page(people: People, firm: Organisation, town: Town) -> None:
    path = f"/direktori/{firm.pk}/ubah/"
    answer = signed_in(people.bayu).post(path, {"parent": town.office.name, "about": "Milik kelurahan."})
    assert answer.status_code == 422
    assert "dicatat oleh pengelolanya sendiri" in answer.content.decode()
    assert "Milik kelurahan." in answer.content.decode()
    with pytest.raises(Refused):
        edit_organisation(organisation=firm, by=people.bayu, areas=(), themes=(), parent=town.office)
    edit_organisation(organisation=firm, by=people.putri, areas=(), themes=(), parent=town.office)
    assert signed_in(people.bayu).post(path, {"parent": town.office.name}).status_code == 303
    assert Organisation.objects.get(pk=firm.pk).parent == town.office


def test_an_unknown_larger_one_and_an_ambiguous_one_are_said(people: People, firm: Organisation) -> None:
    for _ in range(2):
        register_organisation(by=people.ratna, name="Kembar", sector="private")
    submit_organisation(by=people.rizky, name="Belum Dicek", sector="private")
    for typed, said in (
        ("Kembar", "Ada beberapa"),
        ("Belum Dicek", "Belum ada organisasi"),
        ("Entah", "Belum ada"),
    ):
        answer = signed_in(people.bayu).post(f"/direktori/{firm.pk}/ubah/", {"parent": typed})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_there_is_no_circle_however_long(people: People, firm: Organisation, town: Town) -> None:
    def put(child: Organisation, parent: Organisation) -> None:
        edit_organisation(organisation=child, by=people.ratna, areas=(), themes=(), parent=parent)

    put(town.shop, firm)
    put(town.ngo, town.shop)
    with pytest.raises(Refused, match="sendiri bagian"):
        put(firm, town.ngo)
    with pytest.raises(Refused):
        put(firm, firm)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=firm.pk).update(parent=firm.pk)


def test_a_parent_that_is_hidden_again_is_not_named(people: People, firm: Organisation, town: Town) -> None:
    edit_organisation(organisation=firm, by=people.ratna, areas=(), themes=(), parent=town.shop)
    type(town.shop.audience).objects.filter(pk=town.shop.audience_id).update(visibility="private")
    for browser in (Client(), signed_in(people.bayu)):
        assert "Warung Bu Narti" not in browser.get(firm.get_absolute_url()).content.decode()
    path = f"/direktori/{firm.pk}/ubah/"
    assert "Warung Bu Narti" not in signed_in(people.bayu).get(path).content.decode()
    assert signed_in(people.bayu).post(path, {"about": "Air."}).status_code == 303
    assert Organisation.objects.get(pk=firm.pk).parent == town.shop
