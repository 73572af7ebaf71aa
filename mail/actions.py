"""Putting messages into the outbox, holding and repeating them; nothing here talks to a server."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from commons import contributions
from commons.jobs import enqueue
from commons.telling import MailKind
from mail.models import EMPTIED, MEMORY, MOST_REFUSALS, Address, Message, MessageQuerySet

log = structlog.get_logger(__name__)


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
    secret: dict[str, Any] | None = None,
    **data: Any,
) -> Message:
    """A message to a person (`to`), or to an address without an account; not saved until `post`.

    `key` makes it unique: the same fact told twice to the same person is one mail. `secret` is what only this mail may
    say (a code): `message.secret` while it is composed, emptied when it has ended.

    Raises:
        LookupError: a kind that nobody contributes.
    """
    contributions.one(MailKind, kind)
    return Message(
        key=key,
        kind=kind,
        person=to,
        address=address or (to.email or "" if to else ""),
        language=language or (to.language if to else settings.LANGUAGE_CODE),
        about=about,
        audience=audience,
        priority=priority,
        expires_at=expires_at,
        message_id=new_message_id(),
        data=data | ({EMPTIED: secret} if secret else {}),
        **({"due_at": due_at} if due_at else {}),
    )


def new_message_id() -> str:
    """Fixed once, at birth: a repeated delivery carries the same."""
    return make_msgid(domain=settings.MAIL_DOMAIN)


@transaction.atomic
def post(messages: Iterable[Message]) -> None:
    """Queue messages in the caller's transaction; one whose key is there already is left alone.

    People known by their phone number alone have no address: nothing is queued for them.
    """
    addressed = [one for one in messages if one.address]
    Message.objects.bulk_create(addressed, batch_size=500, ignore_conflicts=True)
    enqueue("mail.send")


@transaction.atomic
def send_again(messages: MessageQuerySet) -> int:
    """Queue what was refused, broken or held once more; the number of them. What expired or was sent stays as it is."""
    again = messages.stuck().update(state=Message.State.QUEUED, attempts=0, due_at=Now(), ended_at=None, reason="")
    enqueue("mail.send")
    return again


@transaction.atomic
def hold_queued(reason: str) -> int:
    """Nothing that is queued leaves until somebody says so; the number held.

    After a restore: what was queued then may have been sent since.
    """
    return Message.objects.queued().update(state=Message.State.HELD, reason=reason[:250], ended_at=Now())


def count_refusal(address: str, reply: str) -> None:
    """A server said for good that it takes nothing for this address: the third time within 30 days suspends it."""
    table = Address._meta.db_table
    count = "CASE WHEN a.hard_at > statement_timestamp() - %(memory)s THEN a.hard + 1 ELSE 1 END"
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"address": address, "reply": reply[:250], "memory": MEMORY, "most": MOST_REFUSALS}
        cursor.execute(
            f"INSERT INTO {table} AS a (address, hard, hard_at, last_reply)"
            " VALUES (%(address)s, 1, statement_timestamp(), %(reply)s) ON CONFLICT (lower(address)) DO UPDATE"
            f" SET hard = {count}, hard_at = statement_timestamp(), last_reply = excluded.last_reply,"
            f" suppressed_at = CASE WHEN {count} >= %(most)s THEN statement_timestamp() END",
            values,
        )
    log.info("address_refused")


def forgive(address: str) -> None:
    """The person has shown anew that mail arrives there: its refusals are forgotten."""
    Address.objects.of(address).delete()
