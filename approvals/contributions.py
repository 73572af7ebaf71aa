"""The approvals' shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals import permissions, personal_data, queries
from approvals.actions.asking import LATE, tell_late
from approvals.actions.deputies import TERM, tell_term
from commons.contributions import MAIL, DueKind, NavItem, Verb, Waiting

CONTRIBUTIONS: list[Any] = [
    NavItem("approvals", _("Persetujuan"), "approvals:approval_list", "gavel", 37, rule="approvals.read_queue"),
    *permissions.CONTRIBUTIONS,
    Waiting("approvals.waiting", _("Menunggu keputusan"), "gavel", queries.waiting_decisions, order=25),
    DueKind(LATE, tell_late),
    DueKind(TERM, tell_term),
    Verb(
        LATE,
        _("Batas waktu keputusan tentang {thread} sudah lewat"),
        _("Terlambat diputuskan: {thread}"),
        _("Persetujuan"),
        {"your_turn": MAIL},
        locked=frozenset({"your_turn"}),
        label=_("Keputusan yang terlambat"),
        icon="circle-alert",
    ),
    personal_data.CONTRIBUTION,
]
