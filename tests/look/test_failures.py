"""What is answered when something goes wrong: a sentence, a way on, and the text that was typed."""

import re

import pytest
import structlog
from django.test import Client

from tests.people import signed_in

pytestmark = pytest.mark.urls("tests.look.urls")
TYPED = {"body": "Tong sudah datang, tinggal dibagi ke RT 04.", "condition": "on_track", "csrfmiddlewaretoken": "x"}
HERE = {"origin": "http://testserver"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is signed in; it shows what a person sees, not the exception."""
    return Client(raise_request_exception=False)


def test_a_request_we_cannot_read_is_answered_with_a_sentence(visitor, db):
    answer = visitor.get("/salah/")
    assert answer.status_code == 400
    assert "tidak bisa kami baca" in answer.content.decode()


def test_what_is_too_large_is_said_to_be(visitor, db):
    answer = visitor.post("/besar/")
    assert answer.status_code == 400
    assert "terlalu besar" in answer.content.decode()


def test_a_refusal_names_its_reason(people):
    answer = signed_in(people.tukimin).get("/tertutup/")
    assert answer.status_code == 403
    assert "Hanya tim proyek yang dapat mengirim kabar." in answer.content.decode()


def test_a_refusal_gives_the_text_back(people):
    html = signed_in(people.tukimin).post("/tertutup/", TYPED, headers=HERE).content.decode()
    assert TYPED["body"] in html
    assert "on_track" not in html


def test_a_refusal_shows_no_text_that_another_site_sent(people):
    html = signed_in(people.tukimin).post("/tertutup/", TYPED, headers={"origin": "https://jahat.example"})
    assert TYPED["body"] not in html.content.decode()


@pytest.mark.parametrize("url", ["/tersembunyi/", "/tidak-ada/"])
def test_the_signed_out_are_offered_to_sign_in(visitor, db, url):
    answer = visitor.get(url + "?a=1&b=2")
    assert answer.status_code == 404
    assert f'href="/masuk/?next={url}%3Fa%3D1%26b%3D2"' in answer.content.decode()
    assert "Masuk untuk melihat" in answer.content.decode()


def test_hidden_and_missing_are_the_same_bytes(visitor, db):
    hidden, missing = (visitor.get(url).content.decode() for url in ("/tersembunyi/", "/tidak-ada-ya/"))
    assert hidden.replace("tersembunyi", "…") == missing.replace("tidak-ada-ya", "…")


def test_the_signed_in_are_not_asked_to_sign_in(people):
    html = signed_in(people.tukimin).get("/tidak-ada/").content.decode()
    assert "Masuk untuk melihat" not in html


def test_a_hostile_address_stays_an_address(visitor, db):
    html = visitor.get('/"><script>alert(1)</script>/').content.decode()
    assert "<script>alert" not in html


def test_too_often_says_how_long_to_wait(visitor, db):
    answer = visitor.get("/tergesa/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "40")
    assert "Terlalu sering. Coba lagi dalam 40 detik." in answer.content.decode()


def test_a_crash_gives_a_code_and_no_secrets(stranger, db):
    answer = stranger.get("/rusak/")
    html = answer.content.decode()
    assert answer.status_code == 500
    assert re.search(r"Kode untuk petugas: <b>[0-9a-f]{8}</b>", html)
    assert "rahasia dapur" not in html
    assert "ZeroDivisionError" not in html


def test_the_code_is_that_of_the_log(stranger, db):
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logged:
        html = stranger.get("/rusak/").content.decode()
    ids = {line["request_id"][:8] for line in logged if "request_id" in line}
    assert ids == {re.search(r"<b>([0-9a-f]{8})</b>", html)[1]}


def test_a_crash_gives_the_text_back(stranger, db):
    html = stranger.post("/rusak/", TYPED, headers=HERE).content.decode()
    assert TYPED["body"] in html


def test_a_crash_needs_no_database(stranger, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert stranger.get("/rusak/").status_code == 500


def test_a_demo_says_so_even_when_it_crashes(stranger, db, settings):
    settings.PORTAL_MODE = "demo"
    assert "bukan situs resmi kelurahan" in stranger.get("/rusak/").content.decode()


def test_a_database_that_is_away_is_a_pause_not_a_crash(stranger, db):
    answer = stranger.post("/terputus/", TYPED, headers=HERE)
    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert TYPED["body"] in html
    assert "server closed" not in html


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/salah/", 400),
        ("/tertutup/", 403),
        ("/tidak-ada/", 404),
        ("/tergesa/", 429),
        ("/rusak/", 500),
        ("/terputus/", 503),
    ],
)
def test_htmx_gets_the_sentence_alone(stranger, db, url, status):
    answer = stranger.get(url, headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == status
    assert "data-failure" in html
    assert "<html" not in html
