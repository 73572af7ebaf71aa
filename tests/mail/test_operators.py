"""What operators see of the outbox, and what they can do: hold, release, send again, forget a refusal."""

from io import StringIO

import pytest
from django.contrib.admin.sites import site
from django.core.management import call_command
from django.test import RequestFactory

from mail.actions import count_refusal
from mail.admin import AddressAdmin, MessageAdmin
from mail.delivery import drain
from mail.models import Address, Message


def outbox(*words: str) -> str:
    out = StringIO()
    call_command("outbox", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_R16_an_operator_holds_the_outbox_and_lets_it_go(note, mail_sink):
    note("a", address="a@contoh.example")
    note("b", address="b@contoh.example")
    assert outbox("hold") == "2 held.\n"
    drain()
    assert mail_sink.taken == []
    assert outbox("release") == "2 queued again.\n"
    assert outbox().startswith("queued            2\n")
    drain()
    assert "Oldest that should have left: none" in outbox("show")
    assert len(mail_sink.taken) == 2


@pytest.fixture
def admin_request(people, monkeypatch):
    request = RequestFactory().get("/")
    request.user = people.ratna
    monkeypatch.setattr(MessageAdmin, "message_user", lambda *args: None)
    return request


@pytest.mark.django_db
def test_what_was_refused_or_broken_is_sent_again_and_what_was_sent_is_not(note, mail_sink, admin_request):
    for key in ("failed", "sent", "expired"):
        note(key, address=f"{key}@contoh.example")
        Message.objects.filter(key=key).update(state=key, attempts=16, reason="dahulu")
    MessageAdmin(Message, site).send_again(admin_request, Message.objects.all())
    drain()
    assert [one.to for one in mail_sink.taken] == ["failed@contoh.example"]
    assert Message.objects.get(key="failed").reason == ""


@pytest.mark.django_db
def test_operators_can_forget_a_refusal_and_change_nothing_by_hand(admin_request):
    count_refusal("a@contoh.example", "550 5.1.1")
    admin = AddressAdmin(Address, site)
    admin.forgive(admin_request, Address.objects.all())
    assert not Address.objects.exists()
    assert not any(
        ask(admin_request)
        for ask in (admin.has_add_permission, admin.has_change_permission, admin.has_delete_permission)
    )


def test_operators_do_not_see_what_a_mail_says():
    assert not {"data", "content"} & {*MessageAdmin.fields, *MessageAdmin.list_display}
