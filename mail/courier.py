"""Handing one message after the other to the mail server, and what its answers mean."""

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from mail.models import Message

TIMEOUT = 20  # seconds a step; connect, MAIL, RCPT and DATA together stay below the lease of 100 s
State = Message.State


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended: the state of the row, and what the server said or why nothing was said to it."""

    state: str
    reply: str = ""
    reason: str = ""
    subject: str = ""
    blames_address: bool = False  # three of these, and only essential mail goes there
    is_ours: bool = False  # our server's trouble: does not count as an attempt
    stops: bool = False  # no use in trying the next message now


class Courier:
    """One connection, opened for the first message and used for all that follow."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def send(self, address: str, content: bytes) -> Outcome:
        """One attempt. `address` is ASCII; what a server or a network does is told in the outcome, never raised."""
        step = "connect"
        try:
            smtp = self._connected()
            step = "MAIL"
            _expect(*smtp.mail(_sender(), ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []))
            step = "RCPT"
            _expect(*smtp.rcpt(address))
            step = "DATA"
            code, text = smtp.data(content)
            _expect(code, text)
            return Outcome(State.SENT, _readable(code, text))
        except smtplib.SMTPResponseException as error:
            return self._answered(step, error)
        except OSError as error:  # refused, hung, dropped; SMTPException is one too
            self._hang_up()
            return Outcome(State.QUEUED, f"{step}: {error!r}", is_ours=step in ("connect", "MAIL"), stops=True)

    def leave(self) -> None:
        """Take leave of the server, as SMTP asks."""
        if self._smtp is not None:
            with suppress(OSError):  # it left first
                self._smtp.quit()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            backend = EmailBackend(timeout=TIMEOUT)  # Django's own: TLS, SSL and password as the settings say
            try:
                backend.open()
            except OSError:
                with suppress(OSError):  # it left first
                    backend.close()  # greeted and then refused, it is half open
                raise
            self._smtp = backend.connection
            assert self._smtp is not None, "open() raises when there is none"
            self._smtp.ehlo_or_helo_if_needed()
        return self._smtp

    def _answered(self, step: str, error: smtplib.SMTPResponseException) -> Outcome:
        code, text = error.smtp_code, error.smtp_error
        reply = f"{step}: {_readable(code, text)}"
        if step in ("connect", "MAIL") or code in (421, -1):
            self._hang_up()
            return Outcome(State.QUEUED, reply, is_ours=True, stops=True)
        self._reset()
        if code < 500 or (step == "RCPT" and _is_policy(text)):
            return Outcome(State.QUEUED, reply)
        return Outcome(State.FAILED, reply, blames_address=step == "RCPT")

    def _reset(self) -> None:
        try:
            usable = self._connected().rset()[0] == 250
        except OSError:
            usable = False
        if not usable:
            self._hang_up()


def _sender() -> str:
    return sanitize_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "utf-8")


def _expect(code: int, text: bytes) -> None:
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, text)


def _is_policy(text: bytes | str) -> bool:
    """5.7.x (RFC 3463): relaying denied, our host on a list. It says nothing about the address and may be mended."""
    return re.match(r"5\.7\.", _words(text)) is not None


def _readable(code: int, text: bytes | str) -> str:
    return f"{code} {_words(text)}"


def _words(text: bytes | str) -> str:
    return " ".join((text.decode(errors="replace") if isinstance(text, bytes) else text).replace("\x00", "").split())
