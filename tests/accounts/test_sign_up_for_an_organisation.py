"""Sign-up asks for whom: who comes for an organisation goes on to registering it, once the address is proven."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import confirm, sign_up, who
from tests.environment import empty_cache

ADDRESS = "melati@contoh.example"


def test_it_is_asked_and_neither_is_chosen_beforehand(visitor: Client, db: None) -> None:
    html = visitor.get(reverse("account_signup")).content.decode()
    assert "Untuk diri sendiri atau organisasi?" in html
    assert "checked" not in html


@pytest.mark.parametrize(
    ("chosen", "onward", "leads"),
    [
        ("organisation", "", "/direktori/daftar/"),
        ("organisation", "/proyek/", "/direktori/daftar/"),
        ("oneself", "/proyek/", "/proyek/"),
        ("oneself", "", "/"),
        ("", "", "/"),
    ],
)
def test_where_it_leads(visitor: Client, db: None, chosen: str, onward: str, leads: str) -> None:
    assert sign_up(visitor, ADDRESS, for_whom=chosen, next=onward)["Location"] == "/daftar/kode/"
    assert visitor.get("/direktori/daftar/")["Location"].startswith("/masuk/")
    assert confirm(visitor, ADDRESS)["Location"] == leads
    assert who(visitor) is not None
    assert visitor.get("/direktori/daftar/").status_code == 200


@pytest.mark.parametrize("chosen", ["https://jahat.example/", "//jahat.example", "/keluar/", "x" * 5000])
def test_another_answer_leads_nowhere_else(visitor: Client, db: None, chosen: str) -> None:
    answer = sign_up(visitor, ADDRESS, for_whom=chosen)
    assert answer.status_code == 422
    assert "jahat.example" not in answer.get("Location", "")


def test_an_address_that_has_an_account_is_not_given_away(visitor: Client, db: None) -> None:
    sign_up(visitor, ADDRESS)
    confirm(visitor, ADDRESS)
    empty_cache()
    answers = [sign_up(Client(), address, for_whom="organisation") for address in (ADDRESS, "baru@contoh.example")]
    assert {(one.status_code, one["Location"]) for one in answers} == {(303, "/daftar/kode/")}
