"""R28: a page says nothing about who has an account; the mail says it to the owner of the address."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, letters_to, sign_up
from tests.people import People

UNKNOWN = "tak-dikenal@contoh.example"


def bare(response: Any, address: str) -> tuple[int, str, str]:
    """Status, location and body, without the token and the address that was typed."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", response.content.decode())
    return response.status_code, response.headers.get("Location", ""), body.replace(address, "ADDRESS")


def steps(door: str, field: str, address: str, **more: str) -> list[tuple[int, str, str]]:
    """What a browser sees: the answer, the page it leads to, a wrong code there, a new code asked for."""
    visitor = Client()
    seen = [visitor.post(door, {field: address, **more})]
    there = seen[0].headers.get("Location", "")
    if there:
        seen.append(visitor.get(there))
        seen.append(visitor.post(there, {"code": "000000"}))
        seen.append(visitor.post(there, {"action": "resend"}))
        seen.append(visitor.get(there))
    return [bare(response, address) for response in seen]


DOORS: dict[str, tuple[str, str, dict[str, str]]] = {
    "sign in by code": ("/masuk/", "login", {}),
    "sign in by password": ("/masuk/", "login", {"password": PASSWORD}),
    "reset": ("/lupa-sandi/", "email", {}),
    "sign up": ("/daftar/", "email", {"name": "Melati", "consent": "on"}),
}


@pytest.mark.parametrize(("door", "field", "more"), DOORS.values(), ids=DOORS.keys())
def test_r28_known_and_unknown_addresses_look_the_same(people: People, door: str, field: str, more: dict[str, str]):
    assert steps(door, field, people.dewi.email, **more) == steps(door, field, UNKNOWN, **more)


@pytest.mark.parametrize(("door", "field", "more"), DOORS.values(), ids=DOORS.keys())
def test_r28_whom_the_office_keeps_out_looks_the_same_too(people: People, door: str, field: str, more: dict[str, str]):
    User.objects.filter(pk=people.dewi.pk).update(is_active=False)
    assert steps(door, field, people.dewi.email, **more) == steps(door, field, UNKNOWN, **more)


def test_r28_nor_is_it_told_to_scripts(people: People):
    def answer(address: str) -> tuple[int, str, str]:
        headers = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
        written = {"name": "Melati", "email": address, "consent": "on"}
        return bare(Client().post("/daftar/", written, headers=headers), address)

    assert answer(people.dewi.email) == answer(UNKNOWN) == (303, "/daftar/kode/", "")


def test_the_mails_say_which_it_was(people: People):
    sign_up(Client(), people.dewi.email)
    Client().post("/masuk/", {"login": UNKNOWN})
    assert [m.kind for m in letters_to(people.dewi.email)] == ["accounts.known_address"]
    assert [m.kind for m in letters_to(UNKNOWN)] == ["accounts.unknown_address"]
    assert not User.objects.filter(email=UNKNOWN).exists()


def test_signing_up_with_a_known_address_changes_nothing_of_the_account(people: People):
    visitor = Client()
    sign_up(visitor, people.dewi.email, name="Bukan Dewi")
    people.dewi.refresh_from_db()
    assert people.dewi.name == "Dewi Lestari"
    assert User.objects.count() == 7
    assert visitor.post("/daftar/kode/", {"code": ""}).status_code == 422
