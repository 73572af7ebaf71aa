"""The projects' shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.approvable import Approvable
from commons.contributions import (
    DIGEST,
    INBOX,
    MAIL,
    Demo,
    DueKind,
    Handover,
    NavItem,
    Panel,
    Reference,
    Verb,
    Waiting,
)
from commons.windows import DESK, HOME, HOME_PUBLIC, DashboardCard, Figure, Nearby, SearchSource
from projects import actions, demo, mail_acts, permissions, personal_data, queries, search, verbs
from projects.actions import completions, milestones, reminders, stages
from projects.models import PROPOSAL

SECTION = _("Proyek")
CARD = "projects/mail/"


def _verb(name: str, sentence: Any, subject: Any, channels: dict[str, str], **more: Any) -> Verb:
    return Verb(f"projects.{name}", sentence, subject, SECTION, channels, **more)


CONTRIBUTIONS: list[Any] = [
    Handover("projects.coordinated", _("Proyek yang dikoordinasi"), queries.coordinated, order=20),
    Demo("projects.project", demo.load, demo.counts, order=30),
    NavItem("projects", _("Proyek"), "projects:project_list", "folder-kanban", 20, bottom=True),
    *permissions.CONTRIBUTIONS,
    *mail_acts.CONTRIBUTIONS,
    Reference(
        "projects.project",
        pgettext_lazy("satu", "Proyek"),
        r"/proyek/(?P<pk>\d{1,18})-",
        queries.project_cards,
        order=10,
    ),
    SearchSource("projects.project", _("Proyek"), "folder-kanban", search.find_projects, search.project_hits, order=10),
    SearchSource("projects.update", _("Kabar"), "megaphone", search.find_updates, search.update_hits, order=20),
    Panel(
        "projects.of_organisation",
        "stakeholders.organisation_detail",
        _("Proyek"),
        "projects/_panel_of_organisation.html",
        queries.panel_of_organisation,
        order=10,
    ),
    Approvable(
        PROPOSAL,
        _("Usulan proyek"),
        steps=(_("Kelengkapan dicek"), _("Ditelaah")),
        action=_("Setujui"),
        effect=_("Proyek disetujui. Pengusulnya dapat mengundang mitra dan memulai."),
        passing=_("Mulai telaah"),
        passing_effect=_("Usulan terlihat oleh mereka yang dipilih pengusulnya, dan ditelaah terbuka."),
        apply=actions.follow_decision,
        passed=actions.begin_review,
        names=queries.names_of,
        shortest_refusal=40,
        order=60,
    ),
    Panel(
        "projects.of_approval",
        "approvals.approval_detail",
        _("Isian"),
        "projects/_panel_of_approval.html",
        queries.panel_of_approval,
        order=20,
    ),
    Panel(
        "projects.of_forum",
        "forums.category_detail",
        pgettext_lazy("satu", "Proyek"),
        "projects/_panel_of_category.html",
        queries.project_of_forum,
        order=10,
    ),
    Figure(
        "projects.running",
        HOME_PUBLIC,
        _("Proyek berjalan"),
        queries.running_count,
        "/proyek/?tahap=active",
        order=10,
    ),
    DashboardCard(
        "projects.moving", HOME_PUBLIC, _("Proyek bergerak"), "projects/_card_rows.html", queries.moving, order=20
    ),
    DashboardCard(
        "projects.updates",
        HOME_PUBLIC,
        _("Kabar terbaru"),
        "projects/_card_updates.html",
        queries.newest_updates,
        order=30,
    ),
    DashboardCard(
        "projects.in_my_area", HOME, _("Di RW Anda"), "projects/_card_rows.html", queries.in_my_area, order=30
    ),
    DashboardCard(
        "projects.interesting",
        HOME,
        _("Mungkin Anda minati"),
        "projects/_card_interesting.html",
        queries.interesting,
        order=60,
    ),
    DashboardCard(
        "projects.moving_too", HOME, _("Proyek bergerak"), "projects/_card_rows.html", queries.moving, order=70
    ),
    DashboardCard(
        "projects.to_look_at",
        DESK,
        _("Proyek yang perlu dilihat"),
        "projects/_card_rows.html",
        queries.to_look_at,
        order=20,
    ),
    Nearby("projects.moved_nearby", queries.moved_nearby),
    Waiting("projects.partnership", _("Undangan bermitra"), "handshake", queries.waiting, order=10),
    Waiting("projects.completion", _("Usul selesai"), "award", queries.named_here, order=15),
    Waiting("projects.update", _("Proyek menunggu kabar"), "clock", queries.named_here, order=30),
    DueKind(reminders.DUE, reminders.tell_due),
    DueKind(reminders.STALE, reminders.tell_stale),
    DueKind(milestones.DUE, milestones.tell_due),
    DueKind(stages.SILENT, completions.tell_silent),
    *verbs.CONTRIBUTIONS,
    _verb(
        "project_opened",
        _("{actor} membuka proyek {thread}"),
        _("Proyek baru: {thread}"),
        {"assigned": MAIL, "concerned": MAIL, "follows": DIGEST},
        label=_("Proyek baru"),
        icon="folder-kanban",
    ),
    _verb(
        "stage_changed",
        _("{actor} mengubah tahap {thread}"),
        _("{thread}: tahap berubah"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "stage_changed",
        label=_("Tahap proyek berubah"),
        icon="flag",
    ),
    _verb(
        "partner_invited",
        _("{actor} mengundang organisasi Anda bermitra dalam {thread}"),
        _("Undangan bermitra: {thread}"),
        {"invited": MAIL},
        card=CARD + "partner_invited",
        label=_("Undangan bermitra"),
        icon="handshake",
        acts=("projects.answer_partnership",),
    ),
    _verb(
        "partnership_accepted",
        _("{for_whom} kini bermitra dalam {thread}"),
        _("Mitra baru: {thread}"),
        {"asked": MAIL, "follows": DIGEST},
        card=CARD + "partnership",
        label=_("Mitra baru"),
        icon="handshake",
    ),
    _verb(
        "partnership_declined",
        _("{for_whom} menolak undangan bermitra dalam {thread}"),
        _("Undangan ditolak: {thread}"),
        {"asked": MAIL},
        card=CARD + "partnership",
        label=_("Undangan bermitra ditolak"),
        icon="handshake",
    ),
    _verb(
        "partnership_ended",
        _("{for_whom} tidak lagi bermitra dalam {thread}"),
        _("Kemitraan berakhir: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "partnership",
        label=_("Kemitraan berakhir"),
        icon="handshake",
    ),
    _verb(
        "own_partnership_ended",
        _("Kemitraan {thread} dalam sebuah proyek berakhir"),
        _("Kemitraan {thread} berakhir"),
        {"concerned": MAIL},
        label=_("Kemitraan organisasi Anda berakhir"),
        icon="handshake",
        locked=frozenset({"concerned"}),
    ),
    _verb(
        "invitation_withdrawn",
        _("Undangan bermitra untuk {for_whom} dalam {thread} ditarik"),
        _("Undangan ditarik: {thread}"),
        {"concerned": MAIL},
        card=CARD + "partnership",
        label=_("Undangan bermitra ditarik"),
        icon="handshake",
    ),
    _verb(
        "own_invitation_withdrawn",
        _("Undangan bermitra untuk {thread} ditarik"),
        _("Undangan bermitra untuk {thread} ditarik"),
        {"concerned": MAIL},
        label=_("Undangan bermitra kepada organisasi Anda ditarik"),
        icon="handshake",
        locked=frozenset({"concerned"}),
    ),
    _verb(
        "status_posted",
        _("{actor} mengirim kabar {thread}"),
        _("Kabar: {thread}"),
        {"your_turn": MAIL, "mentioned": MAIL, "follows": DIGEST},
        card=CARD + "status_posted",
        label=_("Kabar proyek"),
        icon="megaphone",
    ),
    _verb(
        "milestone_reached",
        _("Satu tonggak {thread} tercapai"),
        _("Tonggak tercapai: {thread}"),
        {"follows": DIGEST},
        card=CARD + "milestone_reached",
        label=_("Tonggak proyek tercapai"),
        icon="flag",
    ),
    _verb(
        "milestone_due",
        _("Satu tonggak {thread} jatuh tempo tiga hari lagi"),
        _("Tonggak jatuh tempo: {thread}"),
        {"your_turn": MAIL},
        card=CARD + "milestone_due",
        label=_("Tonggak proyek jatuh tempo"),
        icon="clock",
    ),
    _verb(
        "update_due",
        _("Waktunya memperbarui {thread}"),
        _("Perbarui status {thread}"),
        {"your_turn": MAIL},
        card=CARD + "update_due",
        label=_("Waktunya memperbarui proyek"),
        icon="clock",
        acts=("projects.report_on_track", "projects.report_no_change"),
    ),
    _verb(
        "stale",
        _("{thread} belum diperbarui"),
        _("{thread} belum diperbarui"),
        {"your_turn": MAIL, "follows": INBOX},
        label=_("Proyek belum diperbarui"),
        icon="clock",
    ),
    personal_data.CONTRIBUTION,
]
