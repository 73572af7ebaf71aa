"""Send what is due over one connection, one row in flight at a time.

Claim, compose, send, mark: marking a message and claiming the next is one commit, so that a killed worker leaves
exactly one message in flight. It becomes due again when its lease ends, and leaves once more with the same Message-ID.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons import contributions
from commons.telling import MailKind
from mail import actions
from mail.composing import Letter, Withheld, mime, one_line
from mail.courier import Courier, Outcome
from mail.models import EMPTIED, MEMORY, Message

log = structlog.get_logger(__name__)
State = Message.State
MOST, BUDGET = 100, 5.0  # messages and seconds a task: short, so that a worker asked to stop soon has
PATIENCE = 60  # seconds that a mark is kept while the database is away
GIVE_UP = 16  # attempts, with pauses of 1, 2, 4 … 60 minutes: about ten hours
PAUSES = [min(2**n, 60) for n in range(GIVE_UP)]  # minutes

NEXT = """
    UPDATE mail_message AS m
    SET due_at = statement_timestamp() + %(lease)s, attempts = attempts + 1
    WHERE id = (SELECT id FROM mail_message
                WHERE state = 'queued' AND due_at <= statement_timestamp() AND id <> %(last)s
                ORDER BY priority, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING m.*, EXISTS (SELECT FROM mail_address AS a WHERE lower(a.address) = lower(m.address)
                           AND a.suppressed_at > statement_timestamp() - %(memory)s) AS refuses"""
SENT = """
    UPDATE mail_message SET state = 'sent', reply = %(reply)s, subject = %(subject)s, reason = '',
        ended_at = statement_timestamp(), content = '', data = data - %(emptied)s
    WHERE id = %(last)s"""
SENT_AND_NEXT = f"WITH marked AS ({SENT}) {NEXT}"


@dataclass(frozen=True)
class Drained:
    """How many were sent, and whether more may be waiting that can be sent right away."""

    sent: int
    unfinished: bool


def drain() -> Drained:
    """Send up to MOST messages in about BUDGET seconds; sign-in mail first."""
    courier, sent, handled, end = Courier(), 0, 0, time.monotonic() + BUDGET
    message, unfinished = _claim(), False
    try:
        while message is not None:
            outcome = _deliver(courier, message)
            sent, handled = sent + (outcome.state == State.SENT), handled + 1
            unfinished = not outcome.stops and (handled >= MOST or time.monotonic() > end)
            message = _patiently(message, outcome, goes_on=not (outcome.stops or unfinished))
    finally:
        courier.leave()
    return Drained(sent, unfinished)


def _deliver(courier: Courier, message: Message) -> Outcome:
    """Asked when it leaves, not only when it was queued. What cannot be composed is put aside and stops nobody."""
    try:
        kind = contributions.one(MailKind, message.kind)
        if (refusal := _refusal(message, kind)) is not None:
            return refusal
        with _for_its_reader(message):
            letter = Letter(message.subject, "") if message.content else kind.compose(message)
            content = bytes(message.content) or mime(message, letter)
            address = sanitize_address(message.address, "utf-8")
    except Withheld as withheld:
        return Outcome(State.WITHHELD, reason=str(withheld))
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease ends, and it is composed again
    except Exception as error:
        log.exception("message_broken", message=message.pk, kind=message.kind)
        return Outcome(State.BROKEN, reason=repr(error))
    kept = "" if message.secret else one_line(letter.subject)  # a sign-in code stands in its subject
    return replace(courier.send(address, content), subject=kept)


def _refusal(message: Message, kind: MailKind) -> Outcome | None:
    if message.expires_at is not None and message.expires_at <= timezone.now():
        return Outcome(State.EXPIRED)
    if message.attempts > GIVE_UP:  # other failures give up before: whoever sent it did not live to say how it went
        return Outcome(State.FAILED, reason=_("Pengiriman berulang kali terhenti."))
    if kind.essential:
        return None
    if message.refuses:  # type: ignore[attr-defined]
        return Outcome(State.HELD, reason=_("Alamat ini tiga kali menolak surel kami."))
    person = message.person
    if person is not None and (person.is_gone or not person.is_active):  # kept out, or asked to be erased
        return Outcome(State.WITHHELD, reason=_("Akun ini tidak aktif."))
    return None


@contextmanager
def _for_its_reader(message: Message) -> Iterator[None]:
    """In the reader's language and zone, whoever caused it; in one transaction: no link stays of a mail not made."""
    zone = message.person.zone if message.person is not None else settings.TIME_ZONE
    with translation.override(message.language), timezone.override(zone), transaction.atomic():
        yield


def _patiently(message: Message, outcome: Outcome, *, goes_on: bool) -> Message | None:
    """The server has taken the mail and the database is away: a lost mark would send it twice, so try for a minute."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _mark_and_claim(message, outcome, goes_on=goes_on)
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > end:
                raise
            time.sleep(1)


def _mark_and_claim(message: Message, outcome: Outcome, *, goes_on: bool) -> Message | None:
    """One statement and one commit on the common path."""
    if outcome.state == State.SENT and goes_on:
        return _claim(SENT_AND_NEXT, **_sent(message, outcome))
    if outcome.state == State.SENT:
        with connection.cursor() as cursor:
            cursor.execute(SENT, _sent(message, outcome))
    else:
        _mark(message, outcome)
    return _claim(last=message.pk) if goes_on else None


def _claim(statement: str = NEXT, *, last: int = 0, **params: Any) -> Message | None:
    params |= {"last": last, "lease": timedelta(seconds=settings.MAIL_LEASE), "memory": MEMORY}
    return next(iter(Message.objects.raw(statement, params)), None)


def _sent(message: Message, outcome: Outcome) -> dict[str, Any]:
    """A mail that has left is marked whoever holds the row by now."""
    return {"last": message.pk, "reply": outcome.reply[:250], "subject": outcome.subject, "emptied": EMPTIED}


@transaction.atomic
def _mark(message: Message, outcome: Outcome) -> None:
    """Every answer but `sent` counts only while nobody else has claimed the row."""
    mine = Message.objects.still_claimed_as(message)
    values: dict[str, Any] = {"reply": outcome.reply[:250], "reason": outcome.reason[:250]}
    if outcome.state == State.QUEUED and (outcome.is_ours or message.attempts < GIVE_UP):
        pause = timedelta(minutes=PAUSES[message.attempts - 1]) * settings.MAIL_PATIENCE
        values |= {"due_at": timezone.now() + pause, "attempts": message.attempts - outcome.is_ours}
    else:
        state = State.FAILED if outcome.state == State.QUEUED else outcome.state
        values |= {"state": state, "ended_at": timezone.now(), "subject": outcome.subject}
        if state not in (State.BROKEN, State.HELD):  # those may be sent again when they are mended
            values |= {"content": b"", "data": {k: v for k, v in message.data.items() if k != EMPTIED}}
    mine.update(**values)
    if outcome.blames_address:
        actions.count_refusal(message.address, outcome.reply)
    log.info("message_not_sent", message=message.pk, kind=message.kind, state=outcome.state, attempts=message.attempts)
