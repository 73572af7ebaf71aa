"""What gives an account or its data away asks again who sits here."""

from typing import Any

import pytest
from django.test import Client

from accounts.proof import CODE_LIVES
from tests.accounts.conftest import PASSWORD, code_to, letters_to, make_stale, sign_in, who, wrong
from tests.people import People, signed_in

PROOF = "/akun/ulangi-masuk/kode/"
SECRETS = ["/akun/keamanan/kode-cadangan/", "/akun/keamanan/kode-cadangan/unduh/"]  # are only read
GUARDED = [
    *("/akun/surel/", "/akun/keamanan/sandi-baru/", "/akun/keamanan/aplikasi/", "/akun/keamanan/aplikasi/hapus/"),
    *("/akun/keamanan/kode-cadangan/baru/", "/akun/privasi/unduh/", "/akun/privasi/tarik/", "/akun/hapus/"),
]


@pytest.mark.parametrize("path", [*GUARDED, *SECRETS])
def test_a_session_left_open_is_asked_for_a_code_first(people: People, visitor: Client, path: str):
    sign_in(visitor, people.rizky.email)
    make_stale(visitor)
    posted = [] if path in SECRETS else [visitor.post(path, {"sure": "on", "email": "x@contoh.example"})]
    for response in (visitor.get(path), *posted):
        assert response["Location"] == f"{PROOF}?next={path.replace('/', '%2F')}"
    people.rizky.refresh_from_db()
    assert people.rizky.leaves_at is None


def test_the_mailed_code_leads_on_to_where_one_wanted_to_go(people: People):
    rizky = signed_in(people.rizky)
    there = f"{PROOF}?next=/akun/hapus/"
    assert rizky.get(there).status_code == 200
    assert not letters_to(people.rizky.email)
    assert rizky.post(there, {"send": "1"}).status_code == 303
    assert rizky.get(there).status_code == 200
    assert rizky.post(there, {"code": wrong(code_to(people.rizky.email))}).status_code == 422
    assert rizky.post(there, {"code": code_to(people.rizky.email)})["Location"] == "/akun/hapus/"
    assert rizky.get("/akun/hapus/").status_code == 200


def test_a_code_for_proof_is_worth_nothing_after_three_guesses_or_ten_minutes(people: People):
    rizky = signed_in(people.rizky)
    rizky.post(PROOF, {"send": "1"})
    code = code_to(people.rizky.email)
    for _ in range(3):
        rizky.post(PROOF, {"code": wrong(code)})
    assert rizky.post(PROOF, {"code": code}).status_code == 422
    rizky.post(PROOF, {"send": "1"})
    session = rizky.session
    session["accounts_proof"]["at"] -= CODE_LIVES + 1
    session.save()
    assert rizky.post(PROOF, {"code": code_to(people.rizky.email)}).status_code == 422
    assert rizky.get("/akun/hapus/").status_code == 303


def test_only_so_many_codes_are_mailed(people: People):
    rizky = signed_in(people.rizky)
    for _ in range(7):
        rizky.post(PROOF, {"send": "1"})
    assert len(letters_to(people.rizky.email)) == 5


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "tong"])
def test_a9_the_proof_leads_to_no_other_site(people: People, to: str):
    rizky = signed_in(people.rizky)
    rizky.post(PROOF, {"send": "1"})
    response = rizky.post(f"{PROOF}?next={to}", {"code": code_to(people.rizky.email)})
    assert response["Location"] == "/akun/"


def test_who_has_a_password_may_prove_it_by_that(people: People, visitor: Client):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    sign_in(visitor, people.rizky.email)
    make_stale(visitor)
    there = visitor.get("/akun/surel/")["Location"]
    assert there == "/akun/ulangi-masuk/?next=%2Fakun%2Fsurel%2F"
    assert PROOF in visitor.get(there).content.decode()
    assert visitor.post(there, {"password": "salah-salah"}).status_code == 422
    assert visitor.post(there, {"password": PASSWORD})["Location"] == "/akun/surel/"
    assert visitor.get("/akun/surel/").status_code == 200


def test_just_signed_in_is_proof_enough(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    assert visitor.get("/akun/surel/").status_code == 200
    assert visitor.get("/akun/hapus/").status_code == 200


def test_no_password_is_written_into_the_session_on_the_way(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    make_stale(visitor)
    visitor.post("/akun/keamanan/sandi-baru/", {"password1": PASSWORD, "password2": PASSWORD})
    assert PASSWORD not in str(dict[str, Any](visitor.session.items()))
    assert who(visitor) == people.rizky
