"""What the mails of the accounts say: each in both languages, with the code or the link that it is for."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from accounts import actions, emails
from accounts.models import User
from commons import contributions
from commons.models import Job
from commons.telling import MailKind
from mail.composing import Letter
from mail.delivery import drain
from mail.models import Message
from tests.accounts.conftest import ask_for_code, letters_to, sign_up
from tests.people import People
from tests.sinks import MailSink, text_of


def composed(message: Message) -> Letter:
    with translation.override(message.language):
        return contributions.one(MailKind, message.kind).compose(message)


def every_kind(person: User) -> None:
    """One row of each kind and purpose."""
    for purpose in emails.CODES:
        actions.mail_code(purpose=purpose, address=person.email, code="123456", language=person.language, person=person)
    for change in emails.CHANGES:
        actions.tell_of_change(person=person, change=change)
    for kind in ("accounts.known_address", "accounts.unknown_address"):
        actions.answer_address(kind=kind, address=person.email, language=person.language)
    actions.confirm_address(
        person=person, name=person.name, area=None, language=person.language, privacy_version=settings.PRIVACY_VERSION
    )
    actions.leave(person=person)
    job = Job.objects.create(kind="accounts.export", person=person, due_at=timezone.now())
    actions.tell_of_copy(person=person, job=job)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_mail_is_whole_in_both_languages(people: People, language: str):
    actions.set_language(person=people.rizky, language=language)
    every_kind(people.rizky)
    rows = letters_to(people.rizky.email)
    ours = {kind.code for kind in contributions.all_of(MailKind) if kind.code.startswith("accounts.")}
    assert {row.kind for row in rows} == ours
    for row in rows:
        letter = composed(row)
        assert letter.subject
        assert "\n" not in letter.subject
        assert len(letter.subject) <= 60
        assert "{{" not in letter.text + letter.html
        assert "http://testserver" in letter.text
        assert f'lang="{language}"' in letter.html


@pytest.mark.parametrize(
    ("language", "subject"), [("id", "Kode masuk Anda: {code}"), ("en", "Your sign-in code: {code}")]
)
def test_the_code_is_in_the_subject_and_the_text_says_what_to_do(
    people: People, mail_sink: MailSink, language: str, subject: str
):
    actions.set_language(person=people.rizky, language=language)
    ask_for_code(Client(), people.rizky.email)
    code = letters_to(people.rizky.email)[0].secret["code"]
    drain()
    (mail,) = mail_sink.to(people.rizky.email)
    text = text_of(mail)
    assert mail["Subject"] == subject.format(code=code)
    assert code in text
    assert "10" in text
    assert ("abaikan" if language == "id" else "ignore") in text


def test_the_code_is_not_kept_when_it_has_left(people: People, mail_sink: MailSink):
    ask_for_code(Client(), people.rizky.email)
    code = letters_to(people.rizky.email)[0].secret["code"]
    drain()
    row = Message.objects.get()
    assert row.state == Message.State.SENT
    assert code not in str(row.data)
    assert code not in str(bytes(row.content))


def test_a_code_that_is_late_is_not_sent(people: People, mail_sink: MailSink):
    ask_for_code(Client(), people.rizky.email)
    Message.objects.update(expires_at=timezone.now())
    drain()
    assert mail_sink.to(people.rizky.email) == []


def test_an_address_without_an_account_is_answered_in_the_language_of_the_page(db: None):
    english = Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    ask_for_code(english, "nobody@contoh.example")
    ask_for_code(Client(), "tak-dikenal@contoh.example")
    sign_up(english, "new@contoh.example", "New Person")
    languages = {
        address: letters_to(address)[0].language for address in Message.objects.values_list("address", flat=True)
    }
    assert languages == {"nobody@contoh.example": "en", "tak-dikenal@contoh.example": "id", "new@contoh.example": "en"}


def test_the_person_hears_of_a_new_address_at_the_old_one(people: People):
    client = Client()
    ask_for_code(client, people.rizky.email)
    client.post("/masuk/kode/", {"code": letters_to(people.rizky.email)[-1].secret["code"]})
    client.post("/akun/surel/", {"email": "rizky.baru@contoh.example", "action_add": "1"})
    client.post("/daftar/kode/", {"code": letters_to("rizky.baru@contoh.example")[-1].secret["code"]})
    assert User.objects.get(pk=people.rizky.pk).email == "rizky.baru@contoh.example"
    assert letters_to(people.rizky.email)[-1].data["change"] == "email_changed"
