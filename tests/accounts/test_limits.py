"""A3, R21: what guards one account cannot be gone around, and forty neighbours behind one address all get in."""

import time
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD, ask_for_code, letters_to, sign_in, sign_up, who
from tests.people import People, person

DOOR = "/masuk/"


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test sends arrives within the limiter's minute, however busy the machine is."""
    ticks = count(time.time(), 0.001)
    clock = SimpleNamespace(time=lambda: next(ticks), monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr("allauth.core.internal.ratelimit.time", clock)


def test_a3_guessing_one_password_ends_after_five_whatever_the_headers_say(people: People):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    answers = [
        Client().post(
            DOOR,
            {"login": people.rizky.email, "password": f"salah-salah-{n}"},
            headers={"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}"},
        )
        for n in range(8)
    ]
    assert all(answer.status_code == 422 for answer in answers)
    assert ["Terlalu banyak percobaan" in answer.content.decode() for answer in answers] == [False] * 5 + [True] * 3
    right = {"login": people.rizky.email, "password": PASSWORD}
    assert Client().post(DOOR, right, REMOTE_ADDR="198.51.100.7").status_code == 422


def test_a3_the_owner_still_gets_in_by_code_while_somebody_guesses(people: People, visitor: Client):
    for n in range(6):
        Client().post(DOOR, {"login": people.rizky.email, "password": f"salah-salah-{n}"})
    sign_in(visitor, people.rizky.email)
    assert who(visitor) == people.rizky


def test_a3_a_spoofed_header_does_not_hide_an_address_that_tries_many_accounts(db: None):
    answers = [
        Client().post(
            DOOR,
            {"login": f"orang{n}@contoh.example", "password": PASSWORD},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )
        for n in range(45)
    ]
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()
    assert "Terlalu banyak percobaan" not in answers[30].content.decode()


def test_a3_behind_a_proxy_the_address_is_read_from_the_right(db: None, settings: Any):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(60):
        Client().post(DOOR, {"login": f"a{n}@contoh.example"}, headers={"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"})
    same = Client().post(DOOR, {"login": "z@contoh.example"}, headers={"X-Forwarded-For": "8.8.8.8, 203.0.113.9"})
    other = Client().post(DOOR, {"login": "z@contoh.example"}, headers={"X-Forwarded-For": "203.0.113.9, 203.0.113.8"})
    assert (same.status_code, other.status_code) == (429, 303)


def test_r21_forty_people_behind_one_address_sign_in_within_five_minutes(db: None):
    neighbours = [person(f"warga{n}", f"Warga Nomor {n}") for n in range(40)]
    browsers = [Client(REMOTE_ADDR="203.0.113.50") for _ in neighbours]
    for browser, neighbour in zip(browsers, neighbours, strict=True):
        sign_in(browser, neighbour.email)
    assert [who(browser) for browser in browsers] == neighbours


def test_r21_an_address_that_hammers_the_door_is_told_to_wait(db: None, visitor: Client):
    answers = [visitor.post(DOOR, {"login": "bukan surel"}) for _ in range(62)]
    assert [answer.status_code for answer in answers] == [422] * 60 + [429] * 2
    assert answers[-1].headers["Retry-After"]
    assert "Tunggu" in answers[-1].content.decode()


def test_r21_five_codes_to_one_address_in_a_quarter_of_an_hour(people: People):
    answers = [ask_for_code(Client(), people.rizky.email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [422]
    assert "Tunggu 15 menit" in answers[-1].content.decode()
    assert len(letters_to(people.rizky.email)) == 5


def test_r21_five_resets_an_hour_for_one_account(people: People):
    answers = [Client().post("/lupa-sandi/", {"email": people.rizky.email}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


def test_r21_twenty_registrations_an_hour_from_one_address(db: None):
    answers = [sign_up(Client(), f"orang{n}@contoh.example") for n in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]


def test_r21_one_address_gets_no_flood_of_registration_codes(db: None):
    answers = [sign_up(Client(), "melati@contoh.example") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 429, 429]
    assert len(letters_to("melati@contoh.example")) == 1
