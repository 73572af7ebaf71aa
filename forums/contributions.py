"""The forum's shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import Demo, DueKind, NavItem, Panel, Reference, Waiting
from commons.telling import DIGEST, INBOX, MAIL, verbs_of
from commons.windows import DESK, HOME, HOME_PUBLIC, DashboardCard, Figure, SearchSource, SiteMap
from forums import demo, permissions, personal_data, queries, safety_permissions, search
from forums.actions import clocks
from forums.models import Category

SECTION = _("Forum")
CARD = "forums/mail/"
verb = verbs_of("forums", SECTION)

STRUCTURE_VERBS = [
    verb(
        "topic_moved",
        _("{actor} memindahkan {thread} ke kategori lain"),
        _("Topik dipindahkan: {thread}"),
        {"concerned": INBOX},
        label=_("Topik dipindahkan ke kategori lain"),
        icon="arrow-right",
    ),
    verb(
        "topic_merged",
        _("{actor} menggabungkan topik Anda ke {thread}"),
        _("Topik digabungkan: {thread}"),
        {"concerned": INBOX},
        label=_("Topik digabungkan ke topik lain"),
        icon="reply",
    ),
    verb(
        "topic_split",
        _("{actor} memisahkan kiriman Anda menjadi {thread}"),
        _("Topik baru dari kiriman Anda: {thread}"),
        {"concerned": INBOX},
        label=_("Kiriman dipisahkan menjadi topik baru"),
        icon="list",
    ),
    verb(
        "topic_archived",
        _("{actor} mengarsipkan {thread}"),
        _("Topik diarsipkan: {thread}"),
        {"concerned": INBOX},
        label=_("Topik diarsipkan"),
        icon="lock",
    ),
]
CONTRIBUTIONS: list[Any] = [
    NavItem("forums", _("Forum"), "forums:category_list", "messages-square", 30, bottom=True),
    *permissions.CONTRIBUTIONS,
    *safety_permissions.CONTRIBUTIONS,
    Panel(
        "forums.of_organisation",
        "stakeholders.organisation_detail",
        _("Forum organisasi"),
        "forums/_panel_of_organisation.html",
        queries.forum_of_organisation,
        order=40,
    ),
    Demo("forums.topic", demo.load, demo.counts, order=25),
    SearchSource(
        "forums.topic",
        pgettext_lazy("banyak", "Topik"),
        "messages-square",
        search.find_topics,
        search.topic_hits,
        order=22,
    ),
    SearchSource("forums.post", _("Tulisan"), "message-square-text", search.find_posts, search.post_hits, order=24),
    DashboardCard(
        "forums.moving", HOME_PUBLIC, _("Obrolan terbaru"), "forums/_card_topics.html", queries.moving_topics, order=50
    ),
    DashboardCard(
        "forums.moving_too", HOME, _("Obrolan terbaru"), "forums/_card_topics.html", queries.moving_topics, order=50
    ),
    SiteMap("forums.category", Category.objects.visible_to, order=30),
    SiteMap("forums.topic", queries.topics_list, "last_post_at", order=32),
    Reference(
        "forums.topic",
        pgettext_lazy("satu", "Topik"),
        r"/forum/topik/(?P<pk>\d{1,18})-",
        queries.topic_cards,
        order=20,
    ),
    Reference(
        "forums.post",
        pgettext_lazy("satu", "Kiriman"),
        r"/forum/kiriman/(?P<pk>\d{1,18})/",
        queries.post_cards,
        is_quoted=True,
        order=20,
    ),
    Reference(
        "forums.category",
        pgettext_lazy("satu", "Kategori"),
        r"/forum/(?P<pk>\d{1,18})-",
        queries.category_cards,
        order=20,
    ),
    verb(
        "topic_opened",
        _("{actor} membuat topik {thread}"),
        _("Topik baru: {thread}"),
        {"mentioned": MAIL, "follows": DIGEST},
        card=CARD + "written",
        label=_("Topik baru"),
        icon="messages-square",
        rises=True,
    ),
    verb(
        "post_published",
        _("{actor} menulis di {thread}"),
        _("Balasan baru: {thread}"),
        {"mentioned": MAIL, "follows": DIGEST},
        card=CARD + "written",
        label=_("Balasan baru"),
        icon="reply",
    ),
    Waiting(
        "forums.question", _("Pertanyaan menunggu jawaban"), "message-square-text", queries.waiting_in_forum, order=22
    ),
    Figure("forums.unanswered", DESK, _("Belum dijawab"), queries.waiting_count, "/forum/pertanyaan/", order=20),
    DueKind(clocks.DUE, clocks.tell_due),
    verb(
        "question_asked",
        _("{actor} bertanya kepada kantor: {thread}"),
        _("Pertanyaan baru: {thread}"),
        {"your_turn": MAIL, "mentioned": MAIL, "follows": DIGEST},
        card=CARD + "question_asked",
        label=_("Pertanyaan kepada kantor Anda"),
        icon="message-square-text",
        rises=True,
    ),
    verb(
        "question_answered",
        _("{actor} menjawab {thread}"),
        _("Jawaban resmi: {thread}"),
        {"asked": MAIL, "mentioned": MAIL, "follows": MAIL},
        card=CARD + "written",
        label=_("Jawaban resmi"),
        icon="circle-check",
    ),
    verb(
        "answer_marked",
        _("{actor} menandai jawaban di {thread}"),
        _("Terjawab: {thread}"),
        {"asked": MAIL, "concerned": INBOX, "follows": INBOX},
        card=CARD + "written",
        label=_("Balasan ditandai sebagai jawaban"),
        icon="circle-check",
    ),
    verb(
        "question_reopened",
        _("{actor} menyatakan {thread} belum terjawab"),
        _("Belum terjawab: {thread}"),
        {"your_turn": MAIL, "mentioned": MAIL, "follows": DIGEST},
        card=CARD + "question_asked",
        label=_("Pertanyaan dinyatakan belum terjawab"),
        icon="circle-alert",
    ),
    verb(
        "question_due",
        _("Hari ini hari terakhir untuk menjawab {thread}"),
        _("Dijawab hari ini: {thread}"),
        {"your_turn": MAIL},
        card=CARD + "question_due",
        label=_("Hari terakhir menjawab pertanyaan"),
        icon="clock",
    ),
    verb(
        "question_late",
        _("Batas waktu menjawab {thread} sudah lewat"),
        _("Terlambat dijawab: {thread}"),
        {"your_turn": MAIL, "asked": INBOX},
        card=CARD + "question_due",
        label=_("Pertanyaan yang terlambat dijawab"),
        icon="circle-alert",
        locked=frozenset({"your_turn"}),
    ),
    verb(
        "post_edited",
        _("{actor} menyebut Anda di {thread}"),
        _("Anda disebut: {thread}"),
        {"mentioned": MAIL},
        card=CARD + "written",
        label=_("Anda disebut dalam kiriman yang diubah"),
        icon="pencil",
    ),
    verb(
        "topic_closed",
        _("{actor} menutup {thread}"),
        _("Topik ditutup: {thread}"),
        {"concerned": INBOX, "follows": INBOX},
        card=CARD + "topic_closed",
        label=_("Topik ditutup"),
        icon="lock",
    ),
    verb(
        "topic_reopened",
        _("{actor} membuka lagi {thread}"),
        _("Topik dibuka lagi: {thread}"),
        {"concerned": INBOX},
        label=_("Topik dibuka lagi"),
        icon="lock-open",
    ),
    *STRUCTURE_VERBS,
    verb(
        "post_hidden",
        _("Kiriman Anda di {thread} disembunyikan"),
        _("Kiriman Anda disembunyikan: {thread}"),
        {"concerned": MAIL},
        card=CARD + "post_hidden",
        label=_("Kiriman Anda disembunyikan"),
        icon="eye",
    ),
    Waiting("forums.reported", _("Kiriman yang dilaporkan"), "flag", order=24),
    Waiting("forums.held", _("Tulisan yang menunggu dicek"), "eye", order=25),
    verb(
        "post_released",
        _("Kiriman Anda di {thread} sudah tampil"),
        _("Kiriman Anda sudah tampil: {thread}"),
        {"concerned": MAIL},
        card=CARD + "written",
        label=_("Kiriman Anda sudah dicek dan tampil"),
        icon="circle-check",
    ),
    verb(
        "post_refused",
        _("Kiriman Anda di {thread} tidak ditampilkan"),
        _("Kiriman Anda tidak ditampilkan: {thread}"),
        {"concerned": MAIL},
        card=CARD + "post_refused",
        label=_("Kiriman Anda sudah dicek dan tidak tampil"),
        icon="circle-alert",
    ),
    verb(
        "report_upheld",
        _("Kiriman di {thread} yang Anda laporkan disembunyikan"),
        _("Laporan Anda diputuskan: {thread}"),
        {"concerned": MAIL},
        card=CARD + "report_decided",
        label=_("Kiriman yang Anda laporkan disembunyikan"),
        icon="flag",
    ),
    verb(
        "report_dismissed",
        _("Kiriman di {thread} yang Anda laporkan tetap tampil"),
        _("Laporan Anda diputuskan: {thread}"),
        {"concerned": MAIL},
        card=CARD + "report_decided",
        label=_("Kiriman yang Anda laporkan tetap tampil"),
        icon="flag",
    ),
    personal_data.CONTRIBUTION,
]
