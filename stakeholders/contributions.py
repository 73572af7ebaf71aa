"""The registry's shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import DIGEST, INBOX, MAIL, Demo, MailKind, NavItem, Reference, Verb, Waiting
from commons.windows import HOME, HOME_PUBLIC, DashboardCard, Figure, SearchSource
from stakeholders import demo, emails, permissions, personal_data, queries, search

SECTION = pgettext_lazy("banyak", "Organisasi")

CONTRIBUTIONS: list[Any] = [
    Demo("stakeholders.organisation", demo.load, demo.counts, order=20),
    NavItem("stakeholders", _("Direktori"), "stakeholders:organisation_list", "building-2", 40, bottom=True),
    *permissions.CONTRIBUTIONS,
    Reference(
        "stakeholders.organisation", _("Organisasi"), r"/direktori/(?P<pk>\d{1,18})-", queries.organisation_cards
    ),
    SearchSource("stakeholders.organisation", SECTION, "building-2", search.find, search.hits, order=40),
    Figure(
        "stakeholders.verified",
        HOME_PUBLIC,
        _("Organisasi terverifikasi"),
        queries.verified_count,
        "/direktori/",
        order=20,
    ),
    DashboardCard(
        "stakeholders.sectors",
        HOME_PUBLIC,
        _("Siapa saja di sini"),
        "stakeholders/_card_sectors.html",
        queries.sectors_card,
        order=60,
    ),
    DashboardCard(
        "stakeholders.offices",
        HOME,
        _("Pengurus RT/RW Anda"),
        "stakeholders/_card_offices.html",
        queries.offices_card,
        order=70,
    ),
    Verb(
        "stakeholders.organisation_registered",
        _("{actor} mendaftarkan {thread}"),
        _("Organisasi baru: {thread}"),
        SECTION,
        {"follows": DIGEST},
        label=_("Organisasi baru mendaftar"),
        icon="building-2",
    ),
    Verb(
        "stakeholders.organisation_submitted",
        _("{actor} mengirim {thread} untuk dicek"),
        _("Organisasi menunggu cek: {thread}"),
        SECTION,
        {"your_turn": DIGEST},
        label=_("Organisasi menunggu cek"),
        icon="clock",
    ),
    Verb(
        "stakeholders.organisation_returned",
        _("Pendaftaran {thread} perlu diperbaiki"),
        _("Perbaiki pendaftaran {thread}"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/organisation_returned",
        label=_("Pendaftaran organisasi perlu diperbaiki"),
        icon="pencil",
    ),
    Verb(
        "stakeholders.organisation_verified",
        _("{thread} sudah terverifikasi"),
        _("{thread} sudah terverifikasi"),
        SECTION,
        {"concerned": MAIL, "follows": DIGEST},
        label=_("Organisasi terverifikasi"),
        icon="badge-check",
    ),
    Verb(
        "stakeholders.organisation_suspended",
        _("{thread} dibekukan oleh kelurahan"),
        _("{thread} dibekukan"),
        SECTION,
        {"concerned": MAIL, "follows": INBOX},
        locked=frozenset({"concerned"}),
        label=_("Organisasi dibekukan"),
        icon="circle-pause",
    ),
    Verb(
        "stakeholders.representative_joined",
        _("{actor} kini mewakili {thread}"),
        _("Perwakilan baru: {thread}"),
        SECTION,
        {"concerned": MAIL, "follows": DIGEST},
        label=_("Perwakilan baru"),
        icon="user",
    ),
    Verb(
        "stakeholders.representative_left",
        _("Keanggotaan di {thread} berakhir"),
        _("Keanggotaan Anda di {thread} berakhir"),
        SECTION,
        {"concerned": MAIL},
        label=_("Keanggotaan berakhir"),
        icon="user",
    ),
    MailKind("stakeholders.invitation", emails.invitation, essential=True),
    Waiting("stakeholders.invitation", _("Undangan organisasi"), "mail", queries.waiting_invitations, order=20),
    Waiting("stakeholders.unchecked", _("Organisasi menunggu cek"), "building-2", queries.waiting_checks, order=25),
    Waiting("stakeholders.returned", _("Pendaftaran perlu diperbaiki"), "pencil", queries.waiting_repairs, order=25),
    personal_data.CONTRIBUTION,
]
