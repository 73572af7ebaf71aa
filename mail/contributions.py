"""What mail offers the portal."""

from typing import Any

from commons.telling import MailKind
from mail import emails, personal_data

CONTRIBUTIONS: list[Any] = [
    MailKind("mail.django", emails.stored, essential=True),
    MailKind("mail.act_code", emails.act_code, essential=True),
    MailKind("mail.act_done", emails.act_done, essential=True),
    personal_data.CONTRIBUTION,
]
