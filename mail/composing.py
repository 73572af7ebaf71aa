"""What a message becomes when it leaves."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """A mail ready to be sent: one line of subject, the text first, the HTML beside it.

    `headers` may add List-Unsubscribe, References and the like; `attachments` are (name, bytes, media type).
    """

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[tuple[str, bytes, str], ...] = ()


class Withheld(Exception):
    """Nothing may be told to this person any more; the message ends with this reason."""
