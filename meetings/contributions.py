"""The meetings' shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import Demo, Handover, NavItem, Panel, Reference, Waiting
from commons.telling import DIGEST, INBOX, MAIL, DueKind, MailKind, verbs_of
from commons.windows import DESK, HOME, HOME_PUBLIC, DashboardCard, PromisePlace, SearchSource, SiteMap
from meetings import demo, emails, ical, mail_acts, permissions, personal_data, queries, search, series_offers
from meetings.actions import circulating, ratifying, reminders
from meetings.models import Decision, Meeting

SECTION = pgettext_lazy("banyak", "Rapat")
CARD = "meetings/mail/"
verb = verbs_of("meetings", SECTION, icon="calendar-days")
INVITING: dict[str, Any] = {
    "card": CARD + "meeting",
    "acts": mail_acts.ANSWERS,
    "enclose": ical.for_person,
    "still": queries.is_invited_still,
}
REMINDING: dict[str, Any] = {
    "card": CARD + "meeting",
    "acts": mail_acts.ANSWERS,
    "still": queries.is_awaited_still,
}
LOCKED = frozenset({"invited"})
# Of a meeting for all who hear of it, and of one date for who is asked to that only.
MOVED = INVITING | {"card": CARD + "moved", "icon": "history", "locked": LOCKED}
CANCELLED: dict[str, Any] = {
    "card": CARD + "cancelled",
    "icon": "circle-x",
    "enclose": ical.for_person,
    "locked": LOCKED,
}

CONTRIBUTIONS: list[Any] = [
    Handover("meetings.chaired", _("Rapat yang dipimpin"), queries.chaired, order=30),
    NavItem("meetings", _("Agenda"), "meetings:meeting_list", "calendar-days", 35, bottom=True),
    NavItem("meetings.decisions", _("Keputusan"), "meetings:decision_list", "gavel", 47),
    PromisePlace("meetings.meeting", queries.people_of_meeting, queries.takes_promises),
    *permissions.CONTRIBUTIONS,
    *mail_acts.CONTRIBUTIONS,
    *series_offers.CONTRIBUTIONS,
    Demo("meetings.meeting", demo.load, demo.counts, order=50),
    SiteMap("meetings.meeting", Meeting.objects.visible_to, order=40),
    SearchSource("meetings.meeting", _("Rapat"), "calendar-days", search.find, search.hits, order=30),
    DashboardCard(
        "meetings.next", HOME_PUBLIC, _("Rapat berikutnya"), "meetings/_panel.html", queries.next_meetings, order=40
    ),
    DashboardCard(
        "meetings.next_too", HOME, _("Rapat berikutnya"), "meetings/_panel.html", queries.next_meetings, order=20
    ),
    DashboardCard(
        "meetings.on_desk", DESK, _("Rapat berikutnya"), "meetings/_panel.html", queries.next_meetings, order=30
    ),
    SiteMap("meetings.decision", Decision.objects.visible_to, order=41),
    SearchSource("meetings.minutes", _("Notulen"), "scroll-text", search.find_minutes, search.minutes_hits, order=31),
    SearchSource("meetings.decision", _("Keputusan"), "gavel", search.find_decisions, search.decision_hits, order=32),
    DashboardCard(
        "meetings.decided",
        HOME_PUBLIC,
        _("Baru diputuskan"),
        "meetings/_decision_panel.html",
        queries.newest_decisions,
        order=45,
    ),
    DashboardCard(
        "meetings.decided_too",
        HOME,
        _("Baru diputuskan"),
        "meetings/_decision_panel.html",
        queries.newest_decisions,
        order=45,
    ),
    Reference(
        "meetings.decision",
        _("Keputusan"),
        r"/keputusan/(?P<pk>\d{1,18})-",
        queries.decision_cards,
        order=21,
    ),
    Reference(
        "meetings.meeting",
        pgettext_lazy("satu", "Rapat"),
        r"/agenda/(?P<pk>\d{1,18})-",
        queries.meeting_cards,
        order=20,
    ),
    Panel(
        "meetings.of_project",
        "projects.detail",
        SECTION,
        "meetings/_panel.html",
        queries.panel_of_project,
        order=20,
    ),
    Panel(
        "meetings.of_organisation",
        "stakeholders.organisation_detail",
        SECTION,
        "meetings/_panel.html",
        queries.panel_of_organisation,
        order=20,
    ),
    Waiting("meetings.minutes", _("Notulen belum diedarkan"), "scroll-text", order=16),
    Waiting("meetings.word", _("Notulen menunggu pendapat"), "scroll-text", order=17),
    Waiting("meetings.answer", _("Undangan rapat"), "calendar-days", queries.waiting_meetings, order=15),
    Waiting("meetings.proposal", _("Usulan agenda"), "clipboard-list", order=16),
    DueKind(circulating.RATIFY, ratifying.tell_ratify),
    DueKind(circulating.REVIEW, circulating.tell_review),
    DueKind(reminders.REMINDER, reminders.tell_reminder, reminders.tell_reminders),
    MailKind("meetings.guest", emails.guest, essential=True),
    MailKind("meetings.guest_reminder", emails.guest),
    MailKind("meetings.uninvited", emails.uninvited, essential=True),
    verb(
        "meeting_called",
        _("{actor} mengundang ke {thread}"),
        _("Undangan: {thread}, {when}"),
        {"invited": MAIL, "follows": DIGEST},
        rises=True,
        label=_("Undangan rapat"),
        **INVITING,
    ),
    verb(
        "people_invited",
        _("{actor} mengundang Anda ke {thread}"),
        _("Undangan: {thread}, {when}"),
        {"invited": MAIL},
        label=_("Undangan rapat yang menyusul"),
        **INVITING,
    ),
    verb(
        "meeting_moved",
        _("{actor} mengubah waktu atau tempat {thread}"),
        _("Berubah: {thread}, {when}"),
        {"invited": MAIL, "follows": DIGEST},
        rises=True,
        label=_("Rapat berubah"),
        **MOVED,
    ),
    verb(
        "meeting_cancelled",
        _("{actor} membatalkan {thread}"),
        _("Batal: {thread}, {when}"),
        {"invited": MAIL, "follows": DIGEST},
        rises=True,
        label=_("Rapat dibatalkan"),
        **CANCELLED,
    ),
    verb(
        "date_moved",
        _("{actor} mengubah waktu atau tempat {thread}"),
        _("Berubah: {thread}, {when}"),
        {"invited": MAIL},
        label=_("Satu rapat dari seri berubah"),
        **MOVED,
    ),
    verb(
        "date_cancelled",
        _("{actor} membatalkan {thread}"),
        _("Batal: {thread}, {when}"),
        {"invited": MAIL},
        label=_("Satu rapat dari seri dibatalkan"),
        **CANCELLED,
    ),
    verb(
        "next_week",
        _("Pengingat {thread}: {soon}{reply}"),
        _("Pengingat: {thread}, {soon}"),
        {"invited": INBOX},
        label=_("Pengingat rapat sepekan sebelumnya"),
        **REMINDING,
    ),
    verb(
        "next_days",
        _("Pengingat {thread}: {soon}{reply}"),
        _("Pengingat: {thread}, {soon}"),
        {"invited": INBOX},
        label=_("Pengingat rapat tiga hari sebelumnya"),
        **REMINDING,
    ),
    verb(
        "next_day",
        _("Pengingat {thread}: {soon}{reply}"),
        _("Pengingat: {thread}, {soon}"),
        {"invited": MAIL},
        label=_("Pengingat rapat sehari sebelumnya"),
        **REMINDING,
    ),
    verb(
        "next_hours",
        _("Pengingat {thread}: {soon}{reply}"),
        _("Pengingat: {thread}, {soon}"),
        {"concerned": MAIL, "invited": INBOX},
        at_once=True,
        label=_("Pengingat rapat dua jam sebelumnya"),
        **REMINDING,
    ),
    verb(
        "minutes_circulated",
        _("{actor} mengedarkan notulen {thread}"),
        _("Notulen diedarkan: {thread}"),
        {"your_turn": MAIL, "invited": DIGEST, "follows": DIGEST},
        rises=True,
        card=CARD + "minutes",
        acts=mail_acts.WORDS,
        label=_("Notulen diedarkan"),
        icon="scroll-text",
    ),
    verb(
        "item_proposed",
        _("{actor} mengusulkan agenda untuk {thread}"),
        _("Usulan agenda: {thread}"),
        {"your_turn": MAIL},
        card=CARD + "item",
        label=_("Usulan agenda untuk rapat Anda"),
        icon="lightbulb",
    ),
    verb(
        "item_taken",
        _("Usulan agenda Anda masuk ke {thread}"),
        _("Usulan diterima: {thread}"),
        {"asked": MAIL},
        card=CARD + "item",
        label=_("Usulan agenda diterima"),
        icon="circle-check",
    ),
    verb(
        "item_declined",
        _("Usulan agenda Anda tidak diambil di {thread}"),
        _("Usulan tidak diambil: {thread}"),
        {"asked": MAIL},
        card=CARD + "item",
        label=_("Usulan agenda tidak diambil"),
        icon="circle-x",
    ),
    verb(
        "minute_taker_named",
        _("{actor} meminta Anda mencatat {thread}"),
        _("Anda pencatat rapat: {thread}, {when}"),
        {"assigned": MAIL},
        card=CARD + "meeting",
        enclose=ical.for_person,
        label=_("Ditunjuk sebagai pencatat rapat"),
        icon="pencil",
    ),
    verb(
        "minutes_waiting",
        _("Notulen {thread} masih menunggu pendapat Anda"),
        _("Dua hari lagi: pendapat Anda tentang notulen {thread}"),
        {"your_turn": MAIL},
        card=CARD + "minutes",
        acts=mail_acts.WORDS,
        label=_("Notulen menunggu pendapat Anda"),
        icon="clock",
    ),
    verb(
        "minutes_objected",
        _("{actor} berkeberatan atas notulen {thread}"),
        _("Keberatan atas notulen {thread}"),
        {"concerned": MAIL},
        card=CARD + "objected",
        label=_("Keberatan atas notulen"),
        icon="message-square-text",
    ),
    verb(
        "minutes_ratified",
        _("Notulen {thread} disahkan"),
        _("Notulen disahkan: {thread}"),
        {"concerned": DIGEST, "invited": DIGEST, "follows": DIGEST},
        rises=True,
        card=CARD + "ratified",
        label=_("Notulen disahkan"),
        icon="shield-check",
    ),
    verb(
        "decision_published",
        _("Keputusan baru dari {thread}"),
        _("Keputusan baru: {thread}"),
        {"assigned": MAIL, "concerned": MAIL, "follows": DIGEST},
        rises=True,
        card=CARD + "decision",
        label=_("Keputusan baru"),
        icon="gavel",
    ),
    verb(
        "decision_to_review",
        _("Keputusan dari {thread} perlu ditinjau lagi"),
        _("Tinjau lagi: keputusan dari {thread}"),
        {"your_turn": MAIL},
        card=CARD + "decision",
        label=_("Keputusan perlu ditinjau lagi"),
        icon="clock",
    ),
    personal_data.CONTRIBUTION,
]
