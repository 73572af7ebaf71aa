"""What the tests of the accounts share: the mailbox as the outbox knows it, and the ways in."""

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from commons.models import Area
from mail.models import Message
from tests.sinks import mail_sink

__all__ = ["mail_sink"]
PASSWORD = "pisang-goreng-hangat"


def letters_to(address: str, kind: str = "") -> list[Message]:
    """Rows of the outbox to this address, oldest first."""
    rows = Message.objects.filter(address=address).order_by("pk")
    return list(rows.filter(kind=kind) if kind else rows)


def code_to(address: str) -> str:
    """The six digits that were mailed last."""
    return letters_to(address, "accounts.code")[-1].secret["code"]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def sign_up(client: Client, email: str, name: str = "Melati Wulandari", **more: Any) -> Any:
    return client.post(reverse("account_signup"), {"name": name, "email": email, "consent": "on", **more})


def confirm(client: Client, email: str) -> Any:
    return client.post(reverse("account_email_verification_sent"), {"code": code_to(email)})


def ask_for_code(client: Client, email: str, **more: Any) -> Any:
    return client.post(reverse("account_login"), {"login": email, **more})


def sign_in(client: Client, email: str, **more: Any) -> Any:
    """By mailed code, through both pages."""
    ask_for_code(client, email, **more)
    next_ = {"next": more["next"]} if "next" in more else {}
    return client.post(reverse("account_confirm_login_code"), {"code": code_to(email), **next_})


def who(client: Client) -> User | None:
    """Who is signed in in this browser, asked at a page of one's own."""
    response = client.get(reverse("accounts:account_detail"))
    return response.wsgi_request.user if response.status_code == 200 else None


def make_stale(client: Client) -> None:
    """As if the person had proved who they are six minutes ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 360
    session.save()


@pytest.fixture
def rw_03(db: None) -> Area:
    kelurahan = Area.objects.filter(level="kelurahan").first() or Area.objects.create(
        level="kelurahan", name="Tanjung Barat"
    )
    return Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
