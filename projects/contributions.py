"""The projects' shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
from projects import demo, mail_acts, permissions, personal_data, queries, search
from projects.actions import milestones, obstacles, reminders

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
    DashboardCard(
        "projects.obstacles",
        DESK,
        _("Kendala menurut umurnya"),
        "projects/_card_obstacles.html",
        queries.obstacles_by_age,
        order=25,
    ),
    Nearby("projects.moved_nearby", queries.moved_nearby),
    Waiting("projects.partnership", _("Undangan bermitra"), "handshake", queries.waiting_partnerships, order=10),
    Waiting("projects.obstacle", _("Kendala menunggu jawaban"), "triangle-alert", queries.asked_with_updates, order=20),
    Waiting("projects.update", _("Proyek menunggu kabar"), "clock", queries.waiting_updates, order=30),
    DueKind(reminders.DUE, reminders.tell_due),
    DueKind(reminders.STALE, reminders.tell_stale),
    DueKind(obstacles.DUE, obstacles.tell_due),
    DueKind(milestones.DUE, milestones.tell_due),
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
        label=_("Mitra baru"),
        icon="handshake",
    ),
    _verb(
        "partnership_declined",
        _("{for_whom} menolak undangan bermitra dalam {thread}"),
        _("Undangan ditolak: {thread}"),
        {"asked": MAIL},
        label=_("Undangan bermitra ditolak"),
        icon="handshake",
    ),
    _verb(
        "partnership_ended",
        _("{for_whom} tidak lagi bermitra dalam {thread}"),
        _("Kemitraan berakhir: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
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
        "status_posted",
        _("{actor} mengirim kabar {thread}"),
        _("Kabar: {thread}"),
        {"your_turn": MAIL, "mentioned": MAIL, "follows": DIGEST},
        card=CARD + "status_posted",
        label=_("Kabar proyek"),
        icon="megaphone",
    ),
    _verb(
        "obstacle_raised",
        _("{actor} mencatat kendala di {thread}"),
        _("Kendala: {thread}"),
        {"your_turn": MAIL, "concerned": MAIL, "follows": DIGEST},
        card=CARD + "obstacle_raised",
        label=_("Kendala proyek"),
        icon="triangle-alert",
    ),
    _verb(
        "obstacle_answered",
        _("{for_whom} menjawab kendala di {thread}"),
        _("Kendala dijawab: {thread}"),
        {"asked": MAIL, "follows": DIGEST},
        card=CARD + "obstacle_answered",
        label=_("Kendala proyek dijawab"),
        icon="reply",
    ),
    _verb(
        "obstacle_resolved",
        _("Satu kendala di {thread} teratasi"),
        _("Kendala teratasi: {thread}"),
        {"concerned": MAIL, "asked": INBOX, "follows": DIGEST},
        card=CARD + "obstacle_resolved",
        label=_("Kendala proyek teratasi"),
        icon="circle-check",
    ),
    _verb(
        "obstacle_due",
        _("Kendala di {thread} menunggu jawaban hari ini"),
        _("Menunggu jawaban: {thread}"),
        {"your_turn": MAIL, "concerned": MAIL},
        card=CARD + "obstacle_raised",
        label=_("Kendala proyek menunggu jawaban"),
        icon="clock",
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
        acts=("projects.report", "projects.report_on_track", "projects.report_no_change"),
    ),
    _verb(
        "stale",
        _("{thread} belum diperbarui"),
        _("{thread} belum diperbarui"),
        {"your_turn": MAIL, "follows": INBOX},
        card=CARD + "stale",
        label=_("Proyek belum diperbarui"),
        icon="clock",
        acts=("projects.report",),
    ),
    personal_data.CONTRIBUTION,
]
