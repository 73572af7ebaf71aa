"""Putting messages into the outbox; nothing here talks to a server."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction

from commons import contributions
from commons.contributions import MailKind
from commons.jobs import enqueue
from mail.models import Message


def message(
    kind: str,
    *,
    key: str,
    to: Any = None,
    address: str = "",
    about: Any = None,
    audience: Any = None,
    priority: int = Message.Priority.NOW,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    language: str = "",
    **data: Any,
) -> Message:
    """A message to a person (`to`), or to an address without an account; not saved until `post`.

    `key` makes it unique: the same fact told twice to the same person is one mail.

    Raises:
        LookupError: a kind that nobody contributes.
    """
    contributions.one(MailKind, kind)
    times = {"due_at": due_at} if due_at else {}
    return Message(
        key=key,
        kind=kind,
        person=to,
        address=address or to.email,
        language=language or (to.language if to else settings.LANGUAGE_CODE),
        about=about,
        audience=audience,
        priority=priority,
        expires_at=expires_at,
        message_id=make_msgid(domain=settings.MAIL_DOMAIN),
        data=data,
        **times,
    )


@transaction.atomic
def post(messages: Iterable[Message]) -> None:
    """Queue messages in the caller's transaction; one whose key is there already is left alone."""
    Message.objects.bulk_create(messages, batch_size=500, ignore_conflicts=True)
    enqueue("mail.send")
