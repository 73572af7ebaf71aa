"""What Django and allauth send goes through the outbox: first in the queue, ready made, emptied when it has left."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import timezone

from mail.delivery import drain
from mail.models import Message


@pytest.mark.django_db
def test_django_mail_is_a_row_first_and_goes_first(note, mail_sink):
    note("digest", address="a@contoh.example")
    send_mail("Kode\tmasuk", "123456", None, ["b@contoh.example"])
    row = Message.objects.get(kind="mail.django")
    assert (row.priority, row.subject, b"123456" in bytes(row.content)) == (0, "Kode masuk", True)
    assert timedelta(minutes=59) < row.expires_at - timezone.now() < timedelta(minutes=61)
    drain()
    assert [one.to for one in mail_sink.taken] == ["b@contoh.example", "a@contoh.example"]
    mail = mail_sink.taken[0].mail
    assert (mail["Message-ID"], mail["Subject"], mail["Auto-Submitted"]) == (
        row.message_id,
        "Kode masuk",
        "auto-generated",
    )
    row.refresh_from_db()
    assert (bytes(row.content), row.subject, row.state) == (b"", "Kode masuk", Message.State.SENT)


@pytest.mark.django_db
def test_each_recipient_gets_a_mail_of_their_own(mail_sink):
    mail = EmailMultiAlternatives(
        "Halo", "Isi", to=["Bu Ratna <a@contoh.example>"], cc=["b@contoh.example"], bcc=["c@contoh.example"]
    )
    mail.attach_alternative("<p>Isi</p>", "text/html")
    assert mail.send() == 1
    drain()
    assert {one.to: one.mail["To"] for one in mail_sink.taken} == {
        a: a for a in ("a@contoh.example", "b@contoh.example", "c@contoh.example")
    }
    assert len({one.message_id for one in mail_sink.taken}) == 3
    assert all(one.mail["Cc"] is None for one in mail_sink.taken)


@pytest.mark.django_db
def test_django_mail_goes_to_refusing_addresses_too_and_expires(mail_sink):
    send_mail("Kode", "123456", None, ["b@contoh.example"])
    Message.objects.update(expires_at=timezone.now())
    drain()
    row = Message.objects.get()
    assert (row.state, bytes(row.content), mail_sink.taken) == (Message.State.EXPIRED, b"", [])
