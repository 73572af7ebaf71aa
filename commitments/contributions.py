"""The promise ledger's shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments import demo, mail_acts, permissions, personal_data, queries, search
from commitments.actions import reminders
from commitments.queries import dated
from commons.contributions import CalendarSource, Demo, Handover, NavItem, Panel, Reference, Waiting
from commons.telling import DIGEST, INBOX, MAIL, DueKind, verbs_of
from commons.windows import SearchSource

SECTION = _("Komitmen")
CARD = "commitments/mail/"
verb = verbs_of("commitments", SECTION, icon="circle-check")
CONTRIBUTIONS: list[Any] = [
    NavItem("commitments", _("Komitmen"), "commitments:commitment_list", "circle-check", 45),
    *permissions.CONTRIBUTIONS,
    *mail_acts.CONTRIBUTIONS,
    SearchSource("commitments.commitment", _("Komitmen"), "circle-check", search.find, search.hits, order=25),
    Demo("commitments.commitment", demo.load, demo.counts, order=29),
    Handover("commitments.promised", _("Komitmen atas namanya"), queries.promised, order=25),
    Reference(
        "commitments.commitment", _("Komitmen"), r"/komitmen/(?P<pk>\d{1,18})/", queries.commitment_cards, order=15
    ),
    Panel(
        "commitments.of_project",
        "projects.detail",
        _("Komitmen"),
        "commitments/_panel_of_project.html",
        queries.panel_of_project,
        order=10,
    ),
    Panel(
        "commitments.of_organisation",
        "stakeholders.organisation_detail",
        _("Komitmen"),
        "commitments/_panel_of_organisation.html",
        queries.panel_of_organisation,
        order=15,
    ),
    Waiting("commitments.due", _("Komitmen jatuh tempo"), "circle-check", queries.waiting_commitments, order=20),
    CalendarSource(
        dated.SOURCE,
        _("Tenggat komitmen"),
        "circle-check",
        dated.due_promises,
        "due_on",
        dated.COLUMNS,
        dated.due_promise,
        order=40,
    ),
    DueKind(reminders.DUE, reminders.tell_due),
    verb(
        "commitment_made",
        _("{actor} mencatat komitmen Anda: {thread}"),
        _("Komitmen untuk Anda: {thread}"),
        {"assigned": MAIL},
        card=CARD + "commitment",
        label=_("Komitmen baru untuk Anda"),
    ),
    verb(
        "due",
        _("Komitmen jatuh tempo {when}: {thread}"),
        _("Jatuh tempo {when}: {thread}"),
        {"your_turn": MAIL},
        card=CARD + "commitment",
        label=_("Komitmen jatuh tempo"),
        icon="clock",
        acts=("commitments.keep",),
    ),
    verb(
        "late",
        _("Komitmen terlambat, tenggatnya {when}: {thread}"),
        _("Terlambat: {thread}"),
        {"your_turn": MAIL, "concerned": MAIL},
        card=CARD + "commitment",
        label=_("Komitmen terlambat"),
        icon="clock",
        acts=("commitments.keep",),
    ),
    verb(
        "commitment_kept",
        _("Komitmen ditepati: {thread}"),
        _("Ditepati: {thread}"),
        {"concerned": INBOX, "follows": DIGEST},
        card=CARD + "entry",
        label=_("Komitmen ditepati"),
        rises=True,
    ),
    verb(
        "commitment_moved",
        _("{actor} mengubah tenggat komitmen: {thread}"),
        _("Tenggat berubah: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "entry",
        label=_("Tenggat komitmen berubah"),
        icon="calendar-days",
        rises=True,
    ),
    verb(
        "commitment_handed",
        _("{actor} menyerahkan komitmen: {thread}"),
        _("Komitmen diserahkan: {thread}"),
        {"assigned": MAIL, "concerned": MAIL, "follows": DIGEST},
        card=CARD + "entry",
        label=_("Komitmen diserahkan"),
        icon="users",
    ),
    verb(
        "keeping_undone",
        _("Ternyata belum ditepati: {thread}"),
        _("Belum ditepati: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "entry",
        label=_("Tanda ditepati dibatalkan"),
        icon="history",
        rises=True,
    ),
    verb(
        "commitment_withdrawn",
        _("{actor} menarik komitmen: {thread}"),
        _("Ditarik: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "entry",
        label=_("Komitmen ditarik"),
        icon="reply",
        rises=True,
    ),
    personal_data.CONTRIBUTION,
]
