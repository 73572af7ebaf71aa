"""EMAIL_BACKEND: what Django and allauth send goes through the outbox too, first in the queue."""

from collections.abc import Sequence
from copy import copy
from datetime import timedelta
from email.utils import parseaddr
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import get_language

from mail.actions import new_message_id, post
from mail.composing import AUTOMATIC, as_sent, one_line
from mail.models import Message

KIND = "mail.django"
LIFE = timedelta(hours=1)  # a code or a link to sign in is of no use later


class OutboxBackend(BaseEmailBackend):
    """One row a recipient, ready to be sent: nobody sees who else got it, and one refused address stops no other."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        post(_row(mail, str(address)) for mail in email_messages for address in mail.recipients())
        return len(email_messages)


def _row(mail: EmailMessage, recipient: str) -> Message:
    row = Message(
        key=f"{KIND}:{uuid4()}",
        kind=KIND,
        priority=Message.Priority.SIGN_IN,
        address=parseaddr(recipient)[1],
        language=(get_language() or "id")[:2],
        subject=one_line(str(mail.subject)),
        message_id=new_message_id(),
        expires_at=timezone.now() + LIFE,
    )
    mine = copy(mail)
    mine.subject, mine.to, mine.cc, mine.bcc = row.subject, [row.address], [], []
    mine.extra_headers = {**mail.extra_headers, **AUTOMATIC, "Message-ID": row.message_id}
    row.content = as_sent(mine)
    return row
