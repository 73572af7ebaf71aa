"""What notifications offers the portal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Demo, Panel
from commons.telling import MAIL, GoesAlong, MailKind, Verb
from notifications import carrying, demo, digest_letter, letters, personal_data, undone_letter

CONTRIBUTIONS: list[Any] = [
    MailKind("notifications.letter", letters.compose),
    MailKind("notifications.locked_letter", letters.compose, essential=True),
    MailKind("notifications.digest", digest_letter.compose),
    MailKind("notifications.undone", undone_letter.compose),
    GoesAlong("notifications.told", carrying.carry),
    # Never recorded: a row among the preferences for the coordinator's digest, which nobody but they can want.
    Verb(
        undone_letter.VERB,
        _("Ada yang belum terjadi"),
        _("Ada yang belum terjadi"),
        _("Umum"),
        {undone_letter.REASON: MAIL},
        label=_("Surel pagi: yang belum terjadi"),
        icon="clock",
    ),
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
