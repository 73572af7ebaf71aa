"""The second step: set up, asked for, lost, taken off; and the administrators' door that requires it."""

import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, code_to, letters_to, make_stale, sign_in, who
from tests.environment import empty_cache
from tests.people import People, person, signed_in

APP, STEP = "/akun/keamanan/aplikasi/", "/masuk/langkah-kedua/"


def shown(secret: str) -> str:
    """What the app on the phone shows now; the code of before may be used again, as half a minute later."""
    empty_cache()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> str:
    """Set the second factor up through its page; returns the secret."""
    secret = client.get(APP).context["form"].secret
    assert client.post(APP, {"code": shown(secret)}).status_code == 303
    return secret


def signed_in_with_factor(user: User) -> tuple[Client, str]:
    client = Client()
    sign_in(client, user.email)
    return client, set_up(client)


def test_the_app_is_asked_for_after_the_mailed_code(people: People, visitor: Client):
    _here, secret = signed_in_with_factor(people.rizky)
    assert sign_in(visitor, people.rizky.email)["Location"] == STEP
    assert who(visitor) is None
    assert visitor.post(STEP, {"code": "000000"}).status_code == 422
    assert visitor.post(STEP, {"code": shown(secret)})["Location"] == "/"
    assert who(visitor) == people.rizky


def test_a_recovery_code_works_once(people: People):
    here, _secret = signed_in_with_factor(people.rizky)
    codes = here.get("/akun/keamanan/kode-cadangan/").context["unused_codes"]
    assert len(codes) == 10
    first, second = Client(), Client()
    sign_in(first, people.rizky.email)
    first.post(STEP, {"code": codes[0]})
    sign_in(second, people.rizky.email)
    second.post(STEP, {"code": codes[0]})
    assert (who(first), who(second)) == (people.rizky, None)


def test_the_pages_of_recovery_codes_open(people: People):
    here, _secret = signed_in_with_factor(people.rizky)
    paths = ("", "baru/", "unduh/")
    assert [here.get(f"/akun/keamanan/kode-cadangan/{path}").status_code for path in paths] == [200] * 3
    assert here.post("/akun/keamanan/kode-cadangan/baru/").status_code == 303
    assert here.get("/akun/keamanan/").status_code == 200


def test_a4_no_second_factor_while_an_address_is_unproven(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    EmailAddress.objects.create(user=people.rizky, email="kedua@contoh.example", verified=False)
    assert visitor.get(APP)["Location"] == "/akun/keamanan/"
    visitor.post(APP, {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_a1_taking_it_off_ends_other_sessions_and_tells_the_person(people: People):
    here, secret = signed_in_with_factor(people.rizky)
    there = Client()
    sign_in(there, people.rizky.email)
    there.post(STEP, {"code": shown(secret)})
    assert here.get(f"{APP}hapus/").status_code == 200
    assert here.post(f"{APP}hapus/").status_code == 303
    assert (who(here), who(there)) == (people.rizky, None)
    assert not Authenticator.objects.exists()
    assert letters_to(people.rizky.email, "accounts.security_changed")[-1].data["change"] == "totp_deactivated"


def test_with_a_second_factor_neither_password_nor_mailed_code_is_proof_enough(people: People):
    people.rizky.set_password(PASSWORD)
    people.rizky.save()
    here, secret = signed_in_with_factor(people.rizky)
    make_stale(here)
    there = here.get(f"{APP}hapus/")["Location"]
    assert there.startswith("/akun/ulangi-masuk/aplikasi/")
    here.post("/akun/ulangi-masuk/kode/", {"send": "1"})
    here.post("/akun/ulangi-masuk/kode/", {"code": code_to(people.rizky.email)})
    assert here.get(f"{APP}hapus/").status_code == 303
    here.post(there, {"code": shown(secret)})
    assert here.get(f"{APP}hapus/").status_code == 200


def test_a_reset_does_not_skip_the_second_step(people: People, visitor: Client):
    signed_in_with_factor(people.rizky)
    visitor.post("/lupa-sandi/", {"email": people.rizky.email})
    visitor.post("/lupa-sandi/kode/", {"code": code_to(people.rizky.email)})
    response = visitor.post("/lupa-sandi/baru/", {"password1": PASSWORD, "password2": PASSWORD})
    assert response["Location"] == STEP
    assert who(visitor) is None


def test_the_picture_to_scan_is_dark_on_white_whatever_the_page(people: People, visitor: Client):
    sign_in(visitor, people.rizky.email)
    picture = visitor.get(APP).context["totp_svg"]
    assert picture.startswith(("<svg", "<?xml"))
    assert 'fill="white"' in picture


def test_guessing_the_second_step_ends_after_five(people: People, visitor: Client):
    _here, secret = signed_in_with_factor(people.rizky)
    sign_in(visitor, people.rizky.email)
    right = shown(secret)
    for _ in range(5):
        visitor.post(STEP, {"code": "000000"})
    assert "Terlalu banyak percobaan" in visitor.post(STEP, {"code": right}).content.decode()
    assert who(visitor) is None


def test_the_administrators_door_asks_for_a_second_factor(db: None, settings: Any):
    settings.ROOT_URLCONF = "tests.accounts.admin_urls"
    root = person("root", "Operator", is_staff=True, is_superuser=True)
    client = Client()
    sign_in(client, root.email)
    there = client.get("/admin/")["Location"]
    assert client.get(there)["Location"] == APP
    set_up(client)
    assert client.get("/admin/").status_code == 200
    assert client.get(f"/admin/accounts/user/{root.pk}/change/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get("/admin/account/emailaddress/").status_code == 200
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/accounts/user/add/").status_code == 403


def test_the_administrators_door_is_closed_to_members_and_leads_visitors_to_ours(people: People, settings: Any):
    settings.ROOT_URLCONF = "tests.accounts.admin_urls"
    assert signed_in(people.ratna).get("/admin/login/").status_code == 403
    response = Client().get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/masuk/?next=")


def test_accounts_are_kept_out_and_let_in_through_the_administrators_list(people: People, settings: Any):
    settings.ROOT_URLCONF = "tests.accounts.admin_urls"
    root = person("root", "Operator", is_staff=True, is_superuser=True)
    client, _secret = signed_in_with_factor(root)
    rizky = signed_in(people.rizky)
    chosen = {"_selected_action": [people.rizky.pk, root.pk]}
    client.post("/admin/accounts/user/", {"action": "keep_out", **chosen})
    assert who(rizky) is None
    assert who(client) == root
    client.post("/admin/accounts/user/", {"action": "let_in", **chosen})
    assert User.objects.get(pk=people.rizky.pk).is_active
    other = signed_in(people.rizky)
    client.post("/admin/accounts/user/", {"action": "end_sessions", "_selected_action": [people.rizky.pk]})
    assert who(other) is None
