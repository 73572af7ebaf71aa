"""Signing in: a mailed code or a password, where one arrives, and how long it lasts."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from mail.actions import count_refusal
from tests.accounts.conftest import PASSWORD, ask_for_code, code_to, letters_to, sign_in, who, wrong
from tests.people import People, signed_in

DOOR, CODE = "/masuk/", "/masuk/kode/"


def test_a_mailed_code_signs_in(people: People, visitor: Client):
    response = ask_for_code(visitor, people.rizky.email)
    assert (response.status_code, response["Location"]) == (303, CODE)
    assert visitor.get(CODE).status_code == 200
    response = visitor.post(CODE, {"code": code_to(people.rizky.email)})
    assert (response.status_code, response["Location"]) == (303, "/")
    assert who(visitor) == people.rizky


# pitfall: E10
def test_whose_mail_is_refused_is_told_until_a_mailed_code_arrives(people: People, visitor: Client):
    for _refusal in range(3):
        count_refusal(people.rizky.email, "550 5.1.1 no such user")
    browser = signed_in(people.rizky)
    for address in ("/", reverse("accounts:account_detail")):
        assert "Surel Anda ditolak" in browser.get(address).content.decode()
    assert "Surel Anda ditolak" not in signed_in(people.dewi).get("/").content.decode()
    sign_in(visitor, people.rizky.email)
    assert "Surel Anda ditolak" not in visitor.get("/").content.decode()


def test_the_code_may_be_pasted_with_spaces_or_a_hyphen(people: People, visitor: Client):
    ask_for_code(visitor, people.rizky.email)
    code = code_to(people.rizky.email)
    visitor.post(CODE, {"code": f" {code[:3]}-{code[3:]} "})
    assert who(visitor) == people.rizky


def test_the_code_page_helps_phones_to_fill_it_in(people: People, visitor: Client):
    ask_for_code(visitor, people.rizky.email)
    page = visitor.get(CODE).content.decode()
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page


def test_a_password_signs_in_where_there_is_one(people: People, visitor: Client):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    response = visitor.post(DOOR, {"login": people.rizky.email.upper(), "password": PASSWORD})
    assert response["Location"] == "/"
    assert who(visitor) == people.rizky
    assert letters_to(people.rizky.email) == []


def test_a_wrong_password_is_told_and_the_address_is_kept(people: People, visitor: Client):
    response = visitor.post(DOOR, {"login": people.rizky.email, "password": PASSWORD})
    page = response.content.decode()
    assert response.status_code == 422
    assert "tidak cocok" in page
    assert people.rizky.email in page
    assert PASSWORD not in page


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(people: People, visitor: Client):
    ask_for_code(visitor, people.rizky.email)
    code = code_to(people.rizky.email)
    statuses = [visitor.post(CODE, {"code": wrong(code)}).status_code for _ in range(3)]
    visitor.post(CODE, {"code": code})
    assert statuses == [422, 422, 303]
    assert who(visitor) is None


def test_a_code_of_eleven_minutes_ago_is_worth_nothing(people: People, visitor: Client, monkeypatch: Any):
    ask_for_code(visitor, people.rizky.email)
    code = code_to(people.rizky.email)
    session = visitor.session
    login = session["account_login"]
    login["state"]["stages"]["login_by_code"]["data"]["at"] -= 11 * 60
    session["account_login"] = login
    session.save()
    visitor.post(CODE, {"code": code})
    assert who(visitor) is None


def test_a_code_works_only_in_the_browser_that_asked(people: People, visitor: Client):
    ask_for_code(visitor, people.rizky.email)
    other = Client()
    ask_for_code(other, people.dewi.email)
    other.post(CODE, {"code": code_to(people.rizky.email)})
    assert who(other) is None


def test_a_new_code_makes_the_old_one_worthless(people: People, visitor: Client):
    ask_for_code(visitor, people.rizky.email)
    old = code_to(people.rizky.email)
    visitor.post(CODE, {"action": "resend"})
    new = code_to(people.rizky.email)
    assert visitor.post(CODE, {"code": old}).status_code == 422 or old == new
    visitor.post(CODE, {"code": new})
    assert who(visitor) == people.rizky


def test_the_browser_speaks_the_accounts_language_from_then_on(people: People, visitor: Client):
    actions.set_language(person=people.dewi, language="en")
    response = sign_in(visitor, people.dewi.email)
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert visitor.get("/akun/")["Content-Language"] == "en"


def test_a_shared_computer_is_signed_out_after_half_an_hour(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email, shared="on")
    left = Session.objects.get(session_key=visitor.session.session_key).expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    assert visitor.session["shared_computer"] is True


def test_a_shared_computer_counts_for_passwords_too(people: People, visitor: Client):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    visitor.post(DOOR, {"login": people.rizky.email, "password": PASSWORD, "shared": "on"})
    assert visitor.session.get_expiry_age() <= 30 * 60


def test_ones_own_computer_keeps_one_signed_in_for_thirty_days_from_signing_in(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    until = visitor.session.get_expiry_date()
    session = visitor.session
    session["touched"] = True
    session.save()
    assert abs(visitor.session.get_expiry_date() - until) < timedelta(seconds=2)
    assert timedelta(days=29) < until - timezone.now() <= timedelta(days=30)


def test_a_shared_computer_stays_shared_for_nobody_else(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email, shared="on")
    visitor.post("/keluar/")
    sign_in(visitor, people.dewi.email)
    assert visitor.session.get_expiry_age() > 24 * 60 * 60


EVIL = [
    *("//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/"),
    *("/\t/evil.example", "\x01/akun/", "http:///evil.example", "///evil.example", "http://testserver/akun/"),
]


@pytest.mark.parametrize("to", EVIL)
def test_a9_after_signing_in_one_never_arrives_at_another_site(people: People, visitor: Client, to: str):
    response = sign_in(visitor, people.rizky.email, next=to)
    assert response["Location"] == "/"
    assert who(visitor) == people.rizky


def test_a9_next_is_followed_within_the_site_through_both_pages(people: People, visitor: Client):
    response = ask_for_code(visitor, people.rizky.email, next="/akun/profil/?a=1")
    page = visitor.get(response["Location"]).content.decode()
    assert 'name="next" value="/akun/profil/?a=1"' in page
    response = visitor.post(CODE, {"code": code_to(people.rizky.email), "next": "/akun/profil/?a=1"})
    assert response["Location"] == "/akun/profil/?a=1"


def test_a_page_of_ones_own_leads_through_the_door_and_back(people: People, visitor: Client):
    response = visitor.get("/akun/profil/")
    assert response["Location"] == "/masuk/?next=/akun/profil/"
    page = visitor.get(response["Location"]).content.decode()
    assert 'name="next" value="/akun/profil/"' in page


def test_signing_out_is_a_post_and_ends_the_session_on_the_server(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    key = visitor.session.session_key
    assert visitor.get("/keluar/").status_code == 200
    assert who(visitor) == people.rizky
    visitor.post("/keluar/")
    assert not Session.objects.filter(session_key=key).exists()
    assert who(visitor) is None


def test_who_is_kept_out_gets_no_code_and_is_told_with_the_right_password(people: People, visitor: Client):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    actions.set_active(person=people.rizky, is_active=False)
    ask_for_code(visitor, people.rizky.email)
    assert [m.kind for m in letters_to(people.rizky.email)] == ["accounts.unknown_address"]
    response = Client().post(DOOR, {"login": people.rizky.email, "password": PASSWORD})
    assert response["Location"] == reverse("account_inactive")


def test_an_operators_account_proves_its_address_at_the_first_sign_in(db: None, visitor: Client):
    from accounts.models import User

    root = User.objects.create_superuser("root@contoh.example", PASSWORD, name="Operator")
    visitor.post(DOOR, {"login": root.email, "password": PASSWORD})
    visitor.post("/daftar/kode/", {"code": code_to(root.email)})
    assert who(visitor) == root
