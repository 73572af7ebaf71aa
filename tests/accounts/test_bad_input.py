"""A7: whatever is typed into a door or a form of one's own is answered with a sentence, never with a 500."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import ask_for_code, code_to, sign_in
from tests.people import People

BAD = {
    "empty": "",
    "NUL": "a\x00b@contoh.example",
    "long": "a" * 5000 + "@contoh.example",
    "just too long": "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".example",
    "surrogate": "\ufffd\ufffe@contoh.example",
    "markup": "<script>alert(1)</script>",
    "huge number": "9" * 400,
    "not ASCII": "ädit@contöh.example",
    "line break": "a@contoh.example\r\nBcc: b@contoh.example",
}
OPEN_DOORS = {
    "/masuk/": ("login", "password", "shared", "next"),
    "/daftar/": ("name", "email", "area", "consent", "next"),
    "/lupa-sandi/": ("email", "next"),
}
OWN = {
    "/akun/profil/": ("name", "title", "biography", "area", "themes", "language", "zone", "look"),
    "/akun/surel/": ("email",),
    "/akun/hapus/": ("sure",),
    "/akun/privasi/tarik/": ("sure",),
    "/akun/keamanan/sandi-baru/": ("password1", "password2"),
    "/akun/keamanan/aplikasi/": ("code",),
    "/akun/ulangi-masuk/kode/": ("code",),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("door", OPEN_DOORS)
def test_a7_doors_answer_bad_input_with_a_sentence(db: None, visitor: Client, door: str, bad: str):
    fine = {"login": "a@contoh.example", "email": "a@contoh.example", "name": "Melati", "consent": "on"}
    for field in OPEN_DOORS[door]:
        response = visitor.post(door, fine | {field: bad})
        assert response.status_code in (303, 422, 429), (field, response.status_code)
        if response.status_code == 422:
            assert response.context["form"].errors


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("path", OWN)
def test_a7_pages_of_ones_own_answer_bad_input_with_a_sentence(people: People, path: str, bad: str):
    rizky = Client()
    sign_in(rizky, people.rizky.email)
    profile = {"name": "Rizky Maulana", "language": "id", "zone": "Asia/Jakarta"}
    for field in OWN[path]:
        response = rizky.post(path, profile | {"action_add": "1", field: bad})
        assert response.status_code in (303, 422), (field, response.status_code)


def test_a7_raw_bytes_that_are_no_text_are_no_500(people: People, visitor: Client):
    kind = "application/x-www-form-urlencoded"
    bodies = (b"login=%ff%fe%00", b"login=\xff\xfe", b"login=%ed%a0%80@contoh.example", b"&&==&", b"login[]=a&login=b")
    for body in bodies:
        assert visitor.post("/masuk/", body, content_type=kind).status_code == 422


@pytest.mark.parametrize("code", ["", "\x00", "٠١٢٣٤٥", "9" * 5000, "12345\u0000", "🙂🙂🙂🙂🙂🙂"])
def test_a7_codes_of_any_kind_are_only_wrong(people: People, code: str):
    visitor = Client()
    ask_for_code(visitor, people.rizky.email)
    assert visitor.post("/masuk/kode/", {"code": code}).status_code == 422
    assert visitor.post("/masuk/kode/", {"code": code_to(people.rizky.email)}).status_code == 303


@pytest.mark.parametrize("path", ["/orang/a%00b/", "/masuk/?next=%00", "/daftar/?email=%00", "/akun/profil/?a=%00"])
def test_a7_a_nul_byte_in_an_address_is_400(db: None, visitor: Client, path: str):
    assert visitor.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/orang/" + "a" * 3000 + "/", "/orang/Ä/", "/orang/../", "/orang/a_b/"])
def test_odd_handles_are_answered_like_any_that_nobody_has(db: None, visitor: Client, path: str):
    assert visitor.get(path).status_code == 404


def test_the_address_in_a_link_fills_the_form_and_nothing_more(db: None, visitor: Client):
    page = visitor.get("/daftar/", {"email": '"><script>alert(1)</script>@contoh.example'}).content.decode()
    assert "<script>alert" not in page


def test_opening_any_page_writes_nothing(people: People):
    rizky = Client()
    sign_in(rizky, people.rizky.email)
    rizky.get("/akun/")  # reads the greeting, which is said once
    pages = ["/akun/", "/akun/profil/", "/akun/privasi/", "/akun/keamanan/", "/akun/keamanan/perangkat/"]
    for path in ["/masuk/", "/daftar/", "/lupa-sandi/", *pages]:
        client = rizky if path in pages else Client()
        with connection.execute_wrapper(no_writing):
            assert client.get(path).status_code == 200, path
    assert User.objects.count() == 7


def no_writing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip("( ").startswith(("SELECT", "EXECUTE read_")), sql
    return execute(sql, params, many, context)
