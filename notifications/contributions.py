"""What notifications offers the portal."""

from typing import Any

from commons.contributions import MailKind
from notifications import digest_letter, letters, personal_data

CONTRIBUTIONS: list[Any] = [
    MailKind("notifications.letter", letters.compose),
    MailKind("notifications.locked_letter", letters.compose, essential=True),
    MailKind("notifications.digest", digest_letter.compose),
    personal_data.CONTRIBUTION,
]
