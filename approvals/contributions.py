"""The approvals' shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals import permissions, personal_data, queries
from approvals.actions.asking import LATE, tell_late
from approvals.actions.deputies import NAMED, TERM, WITHDRAWN, tell_term
from approvals.models.deputy import THREAD
from commons.contributions import NavItem, Reference, Waiting
from commons.telling import MAIL, DueKind, Verb

NO_ADDRESS = r"(?!)(?P<pk>0)"  # a term has no page of its own: no link leads to it

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
    Reference(THREAD, _("Pelaksana pimpinan"), NO_ADDRESS, queries.deputy_cards),
    Verb(
        NAMED,
        _("Anda ditetapkan sebagai {thread}"),
        _("Anda ditetapkan sebagai {thread}"),
        _("Persetujuan"),
        {"concerned": MAIL},
        locked=frozenset({"concerned"}),
        card="approvals/mail/deputy_named",
        label=_("Penetapan pelaksana pimpinan"),
        icon="gavel",
    ),
    Verb(
        WITHDRAWN,
        _("Masa tugas Anda sebagai {thread} diakhiri"),
        _("Masa tugas Anda sebagai {thread} diakhiri"),
        _("Persetujuan"),
        {"concerned": MAIL},
        locked=frozenset({"concerned"}),
        card="approvals/mail/deputy_withdrawn",
        label=_("Masa tugas pelaksana pimpinan diakhiri"),
        icon="gavel",
    ),
    personal_data.CONTRIBUTION,
]
