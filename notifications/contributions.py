"""What notifications offers the portal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Demo, MailKind, Panel
from notifications import demo, digest_letter, letters, personal_data

CONTRIBUTIONS: list[Any] = [
    MailKind("notifications.letter", letters.compose),
    MailKind("notifications.locked_letter", letters.compose, essential=True),
    MailKind("notifications.digest", digest_letter.compose),
    Panel(
        "notifications.account_row",
        "accounts.account_row",
        _("Pemberitahuan"),
        "notifications/_account_row.html",
        lambda person, reader: {},
    ),
    personal_data.CONTRIBUTION,
    Demo("notifications.inbox", demo.load, demo.counts, order=90),
]
