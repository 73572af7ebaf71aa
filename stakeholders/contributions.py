"""The registry's shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import DIGEST, INBOX, MAIL, Demo, JobKind, MailKind, NavItem, Panel, Reference, Verb, Waiting
from commons.models import Job
from commons.windows import HOME_PUBLIC, DashboardCard, Figure, SearchSource
from stakeholders import actions, demo, emails, permissions, personal_data, queries, search
from stakeholders.models import Import

SECTION = pgettext_lazy("banyak", "Organisasi")


def preview_import(job: Job) -> tuple[str, bytes]:
    """The file that a person downloads lists what is to be put right; the preview itself is a page."""
    return str(_("kesalahan-impor.csv")), actions.read_import(batch=Import.objects.for_page().get(pk=job.data["batch"]))


CONTRIBUTIONS: list[Any] = [
    Demo("stakeholders.organisation", demo.load, demo.counts, order=20),
    NavItem("stakeholders", _("Direktori"), "stakeholders:organisation_list", "building-2", 40, bottom=True),
    *permissions.CONTRIBUTIONS,
    Panel(
        "stakeholders.contacts",
        "stakeholders.organisation_detail",
        _("Narahubung menurut catatan kelurahan"),
        "stakeholders/_panel_contacts.html",
        queries.contacts_panel,
        order=90,
    ),
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
    JobKind(queries.PREVIEW, _("Pratinjau impor"), preview_import, rule="stakeholders.import_organisations"),
    MailKind("stakeholders.invitation", emails.invitation, essential=True),
    Waiting("stakeholders.invitation", _("Undangan organisasi"), "mail", queries.waiting_invitations, order=20),
    Waiting("stakeholders.unchecked", _("Organisasi menunggu cek"), "building-2", queries.waiting_checks, order=25),
    Waiting("stakeholders.returned", _("Pendaftaran perlu diperbaiki"), "pencil", queries.waiting_repairs, order=25),
    personal_data.CONTRIBUTION,
]
