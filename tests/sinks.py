"""A real mail server on a free port of this machine: it keeps what it takes, and answers as it is told.

def test_…(mail_sink):
    post([…])
    drain()
    assert mail_sink.to("ratna@contoh.example")[0]["Subject"] == "…"
"""

import asyncio
import socket
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

KEEP_AND_DROP, DROP, HANG = "keep, then drop the connection", "drop the connection", "never answer"


@dataclass(frozen=True)
class Taken:
    """A mail that the server holds, whether its sender heard so or not."""

    at: float
    to: str
    raw: bytes
    session: int  # which connection it came over

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[return-value]

    @property
    def message_id(self) -> str:
        return str(self.mail["Message-ID"])


class MailSink:
    """`taken` in order of arrival. Planned answers are used up one by one; without one it is 250."""

    def __init__(self, **server: Any) -> None:
        self.taken: list[Taken] = []
        self.slow = 0.0  # seconds between taking a mail and saying so
        self.planned: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.server = server
        self.port = free_port()
        self._controller: Controller | None = None

    def plan(self, address: str, *answers: str, at: str = "RCPT") -> None:
        """What to answer this address next, after RCPT or after DATA; MAIL knows no address and takes `""`."""
        self.planned[at, address] += answers

    def to(self, address: str) -> list[EmailMessage]:
        return [one.mail for one in self.taken if one.to == address]

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self.server)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def _next(self, at: str, address: str) -> str:
        answers = self.planned[at, address]
        return answers.pop(0) if answers else "250 2.0.0 OK"

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._next("MAIL", "")

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        answer = self._next("RCPT", address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        to = envelope.rcpt_tos[0]
        answer = self._next("DATA", to)
        if answer.startswith("2") or answer in (KEEP_AND_DROP, HANG):
            self.taken.append(Taken(time.time(), to, envelope.original_content or b"", id(session)))
        if answer in (DROP, KEEP_AND_DROP):
            server.transport.abort()
        if answer == HANG:
            await asyncio.sleep(60)
        await asyncio.sleep(self.slow)
        return answer if answer[:1].isdigit() else "250 never heard"


def text_of(mail: EmailMessage) -> str:
    """The part that a program without HTML shows."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_sink(settings: Any) -> Iterator[MailSink]:
    """The mail server of this test; `mail.delivery.drain()` sends what is due to it.

    Django's own mail goes through the outbox here as it does on a site; elsewhere in tests it stays in `mail.outbox`.
    """
    sink = MailSink()
    sink.start()
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    yield sink
    sink.stop()
