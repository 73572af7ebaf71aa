"""What was typed survives an old form and an ended session; nobody else can plant it, and secrets are never kept."""

import re

import pytest
from django.test import Client

from commons.models import Draft
from commons.models.once import Once
from tests.people import signed_in

URL = "/direktori/daftar/"
TEXT = "Karang taruna yang merawat taman RW 05 sejak 2019."
FORM = {"name": "Karang Taruna Melati", "sector": "community", "about": TEXT, "csrfmiddlewaretoken": "lama"}
HERE = {"origin": "http://testserver"}
ELSEWHERE = {"origin": "https://jahat.example"}


def test_an_old_form_gives_the_text_back_to_be_sent_again(people):
    client = signed_in(people.putri, enforce_csrf_checks=True)
    answer = client.post(URL, FORM, headers=HERE)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert f'action="{URL}"' in html
    assert TEXT in html
    assert re.search(r'name="sector" value="community"', html)
    assert "csrfmiddlewaretoken" in html


@pytest.mark.parametrize("headers", [ELSEWHERE, {}])
def test_another_site_plants_nothing(people, headers):
    answer = signed_in(people.putri, enforce_csrf_checks=True).post(URL, FORM, headers=headers)
    assert answer.status_code == 403
    assert TEXT not in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_session_that_ended_keeps_the_text_until_one_is_back(people):
    browser = Client()
    answer = browser.post(URL, FORM, headers=HERE)
    assert answer.status_code == 403
    assert TEXT in answer.content.decode()
    assert 'href="/masuk/?next=/tulisan/"' in answer.content.decode()
    browser.force_login(people.putri)
    html = browser.get("/tulisan/").content.decode()
    assert TEXT in html
    assert f'action="{URL}"' in html


def test_a_button_pressed_too_late_leads_through_signing_in_to_its_page(people):
    browser = Client()
    answer = browser.post(
        "/kotak-masuk/dibaca/", {"once": "k" * 24}, headers=HERE | {"referer": f"{HERE['origin']}/proyek/?a=1"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/proyek/%3Fa%3D1")
    assert not Draft.objects.exists()


def test_a_button_of_nowhere_leads_to_its_own_address(db):
    for referer in ("", "https://jahat.example/proyek/"):
        answer = Client().post("/kotak-masuk/dibaca/", headers=HERE | ({"referer": referer} if referer else {}))
        assert answer["Location"] == "/masuk/?next=/kotak-masuk/dibaca/"


def test_what_is_given_back_is_done_once_however_often_it_is_sent(people):
    browser = Client()
    browser.post(URL, FORM | {"once": "k" * 24}, headers=HERE)
    browser.force_login(people.putri)
    for _ in range(2):
        html = browser.get("/tulisan/").content.decode()
        assert '<input type="hidden" name="once" value="' + "k" * 24 in html
        assert browser.post(URL, FORM | {"once": "k" * 24})["Location"] == "/direktori/daftar/keterangan/"
    assert Once.objects.filter(key="k" * 24).count() == 1


def test_another_browser_finds_nothing(people):
    Client().post(URL, FORM, headers=HERE)
    assert signed_in(people.putri).get("/tulisan/").status_code == 404


@pytest.mark.parametrize("name", ["password", "password1", "code", "otp_code", "token"])
def test_secrets_are_never_kept(db, name):
    browser = Client()
    html = browser.post(URL, FORM | {name: "sangat rahasia sekali"}, headers=HERE).content.decode()
    assert "sangat rahasia" not in html
    assert "sangat rahasia" not in str(Draft.objects.get().values)


def test_doors_start_anew_and_keep_nothing(db):
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"login": "a@contoh.example"}, headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/")
    assert not Draft.objects.exists()
