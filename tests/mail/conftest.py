"""What the tests of mail share: a mail server, and kinds of messages that exist for one test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from commons import contributions
from commons.telling import MailKind
from mail.actions import message, post
from mail.composing import Letter
from mail.models import Message
from tests.sinks import mail_sink

__all__ = ["mail_sink"]


@pytest.fixture
def offer() -> Iterator[Callable[..., None]]:
    """Offer contributions for the length of one test."""
    added: list[Any] = []

    def add(*offers: Any) -> None:
        contributions.add(*offers)
        added.extend(offers)

    yield add
    for one in added:
        del contributions._offers[type(one)][one.code]
    contributions._sorted.clear()


@pytest.fixture
def note(offer: Callable[..., None]) -> Callable[..., Message]:
    """Queue a small message: `note(to=person, key="…", subject="…")`; its kind is `test.note`."""

    def compose(message: Message) -> Letter:
        return Letter(message.data.get("title", "Catatan"), "Isi catatan.")

    offer(MailKind("test.note", compose))

    def queue(key: str = "note", **more: Any) -> Message:
        post([message("test.note", key=key, **more)])
        return Message.objects.get(key=key)

    return queue
