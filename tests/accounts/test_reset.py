"""Resetting a password: by a code to a proven address, and links that lead nowhere else."""

from allauth.account.models import EmailAddress
from django.test import Client

from accounts import emails
from accounts.models import User
from mail.delivery import drain
from mail.models import Message
from tests.accounts.conftest import PASSWORD, code_to, letters_to, wrong
from tests.people import People
from tests.sinks import MailSink

DOOR, CODE, NEW = "/lupa-sandi/", "/lupa-sandi/kode/", "/lupa-sandi/baru/"


def test_a_code_to_the_address_allows_a_new_password(people: People, visitor: Client):
    visitor.post(DOOR, {"email": people.rizky.email})
    assert visitor.post(CODE, {"code": code_to(people.rizky.email)})["Location"] == NEW
    assert visitor.get(NEW).status_code == 200
    visitor.post(NEW, {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(pk=people.rizky.pk).check_password(PASSWORD)


def test_without_the_code_there_is_no_new_password(people: People, visitor: Client):
    visitor.post(DOOR, {"email": people.rizky.email})
    assert visitor.get(NEW)["Location"] == CODE
    visitor.post(CODE, {"code": wrong(code_to(people.rizky.email))})
    visitor.post(NEW, {"password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.get(pk=people.rizky.pk).has_usable_password()


def test_weak_and_unequal_passwords_are_refused_with_a_sentence(people: People, visitor: Client):
    visitor.post(DOOR, {"email": people.rizky.email})
    visitor.post(CODE, {"code": code_to(people.rizky.email)})
    for first, second in (("pendek", "pendek"), ("1234567890", "1234567890"), (PASSWORD, PASSWORD + "x"), ("", "")):
        response = visitor.post(NEW, {"password1": first, "password2": second})
        assert response.status_code == 422
        assert response.context["form"].errors
    assert not User.objects.get(pk=people.rizky.pk).has_usable_password()


def test_a5_an_address_that_was_never_proven_gets_no_reset(people: People, visitor: Client):
    EmailAddress.objects.create(user=people.rizky, email="kedua@contoh.example", verified=False)
    assert visitor.post(DOOR, {"email": "kedua@contoh.example"}).status_code == 303
    assert [m.kind for m in letters_to("kedua@contoh.example")] == ["accounts.unknown_address"]


def test_who_asked_for_a_new_password_is_not_told_of_the_page_to_sign_in(people: People, visitor: Client):
    visitor.post(DOOR, {"email": "siapa@contoh.example"})
    (message,) = letters_to("siapa@contoh.example", "accounts.unknown_address")
    text = emails.unknown_address(message).text
    assert "karena alamat ini diketik di situs kami." in text


def test_a5_nor_a_code_to_sign_in(people: People, visitor: Client):
    EmailAddress.objects.create(user=people.rizky, email="kedua@contoh.example", verified=False)
    visitor.post("/masuk/", {"login": "kedua@contoh.example"})
    assert [m.kind for m in letters_to("kedua@contoh.example")] == ["accounts.unknown_address"]


def test_a2_an_unknown_host_gets_400_and_no_mail(people: People, visitor: Client):
    assert visitor.post(DOOR, {"email": people.rizky.email}, headers={"Host": "evil.example"}).status_code == 400
    assert not Message.objects.exists()


def test_a2_links_lead_to_our_own_address_whatever_the_headers_say(
    people: People, visitor: Client, mail_sink: MailSink
):
    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    visitor.post(DOOR, {"email": people.rizky.email}, headers=headers)
    visitor.post("/masuk/", {"login": "tak-dikenal@contoh.example"}, headers=headers)
    drain()
    texts = [taken.mail.as_string() for taken in mail_sink.taken]
    assert len(texts) == 2
    assert not any("evil" in text for text in texts)
    assert "http://testserver/daftar/" in texts[1]
