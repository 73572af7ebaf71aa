"""The switch between the two languages."""

import pytest
from django.conf import settings

from tests.people import signed_in

HERE = {"origin": "http://testserver", "referer": "http://testserver/proyek/?tahap=active"}


def test_a_visitor_reads_english_from_then_on(visitor, db):
    answer = visitor.post("/bahasa/", {"language": "en"}, headers=HERE)
    assert (answer.status_code, answer["Location"]) == (303, "/proyek/?tahap=active")
    assert visitor.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    html = visitor.get("/beranda/").content.decode()
    assert '<html lang="en"' in html
    assert 'value="id" lang="id"' in html


def test_the_account_remembers(people):
    signed_in(people.tukimin).post("/bahasa/", {"language": "en"}, headers=HERE)
    people.tukimin.refresh_from_db()
    assert people.tukimin.language == "en"


@pytest.mark.parametrize("sender", [{"origin": "https://jahat.example"}, {}])
def test_another_site_changes_nothing(people, sender):
    client = signed_in(people.tukimin)
    answer = client.post("/bahasa/", {"language": "en"}, headers=sender)
    people.tukimin.refresh_from_db()
    assert (answer.status_code, people.tukimin.language) == (303, "id")
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("asked", ["fr", "", "id\x00", "en-US", "x" * 5000])
def test_a_language_we_do_not_speak_changes_nothing(visitor, db, asked):
    answer = visitor.post("/bahasa/", {"language": asked}, headers=HERE)
    assert answer.status_code == 303
    assert settings.LANGUAGE_COOKIE_NAME not in visitor.cookies


@pytest.mark.parametrize(
    "back", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat.example"]
)
def test_nobody_is_led_to_another_site(visitor, db, back):
    answer = visitor.post("/bahasa/", {"language": "en", "next": back}, headers={"origin": "http://testserver"})
    assert answer["Location"] == "/"


def test_looking_changes_nothing(visitor, db):
    assert visitor.get("/bahasa/").status_code == 405
