"""What a message becomes when it leaves, and the MIME it is sent as."""

import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from mail.models import Message

LONGEST_SUBJECT = 150
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True)
class CalendarPart:
    """A meeting as mail programs understand it (RFC 6047): they offer to answer it, or put it into the calendar."""

    method: str  # REQUEST, CANCEL
    content: bytes
    name: str = "rapat.ics"


@dataclass(frozen=True)
class Letter:
    """A mail ready to be sent: one line of subject, the text first, the HTML beside it.

    `headers` may add List-Unsubscribe, References and the like; `attachments` are (name, bytes, media type);
    `calendar` stands beside text and HTML, and once more as a file for programs that only show attachments.
    """

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[tuple[str, bytes, str], ...] = ()
    calendar: CalendarPart | None = None


class Withheld(Exception):
    """Nothing may be told to this person any more; the message ends with this reason."""


def one_line(text: str) -> str:
    """A subject, whatever somebody wrote into a title: one line without control characters, not too long."""
    line = " ".join("".join(c if unicodedata.category(c) != "Cc" else " " for c in text).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def mime(message: Message, letter: Letter) -> bytes:
    """The bytes that are sent: text first, HTML second, the Message-ID that the row was born with.

    Raises:
        BadHeaderError: a header with a line break in it.
    """
    mail = EmailMultiAlternatives(
        one_line(letter.subject),
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        headers={**letter.headers, **AUTOMATIC, "Message-ID": message.message_id},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for attachment in letter.attachments:
        mail.attach(*attachment)
    if (part := letter.calendar) is not None:
        mail.attach_alternative(part.content.decode(), f"text/calendar; method={part.method}")
        mail.attach(part.name, part.content, "application/ics")
    return as_sent(mail)


def as_sent(mail: EmailMessage) -> bytes:
    """The bytes of a mail with the line ends that SMTP wants."""
    return mail.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own mixin takes it
