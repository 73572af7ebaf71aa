"""The registry's shop window."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.approvable import Approvable
from commons.contributions import Demo, Handover, JobKind, NavItem, Panel, Reference, Waiting
from commons.models import Job
from commons.telling import DIGEST, INBOX, MAIL, MailKind, Verb
from commons.windows import HOME, HOME_PUBLIC, DashboardCard, Figure, SearchSource, SiteMap, Trail
from stakeholders import actions, demo, emails, permissions, personal_data, queries, search
from stakeholders.dealings.offers import CONTRIBUTIONS as DEALINGS
from stakeholders.models import Import, Organisation
from stakeholders.queries import trails

SECTION = pgettext_lazy("banyak", "Organisasi")


def preview_import(job: Job) -> tuple[str, bytes]:
    """The file that a person downloads lists what is to be put right; the preview itself is a page."""
    return str(_("kesalahan-impor.csv")), actions.read_import(batch=Import.objects.for_page().get(pk=job.data["batch"]))


CONTRIBUTIONS: list[Any] = [
    Demo("stakeholders.organisation", demo.load, demo.counts, order=20),
    NavItem("stakeholders", _("Direktori"), "stakeholders:organisation_list", "building-2", 40, bottom=True),
    NavItem(
        "residencies",
        _("Domisili"),
        "stakeholders:residency_list",
        "house",
        85,
        rule="stakeholders.vouch_for_organisation",
    ),
    *permissions.CONTRIBUTIONS,
    *DEALINGS,
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
    Approvable(
        "stakeholders.organisation",
        _("Pendaftaran organisasi"),
        steps=(_("Dicek kelurahan"),),
        action=_("Verifikasi"),
        effect=_("Setelah terverifikasi, profilnya terbuka untuk umum dan perwakilannya dapat bermitra."),
        apply=actions.follow_decision,
        names=queries.names_of,
    ),
    Panel(
        "stakeholders.of_approval",
        "approvals.approval_detail",
        _("Yang didaftarkan"),
        "stakeholders/_panel_of_approval.html",
        queries.panel_of_approval,
    ),
    Panel(
        "stakeholders.registration",
        "stakeholders.organisation_detail",
        _("Pendaftaran"),
        "stakeholders/_panel_registration.html",
        queries.panel_of_registration,
        order=5,
    ),
    SiteMap("stakeholders.organisation", lambda user: Organisation.objects.visible_to(user).verified(), order=20),
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
        "stakeholders.organisation_received",
        _("Pendaftaran {thread} sudah kami terima"),
        _("Kami terima: pendaftaran {thread}"),
        SECTION,
        {"asked": MAIL},
        card="stakeholders/mail/organisation_received",
        label=_("Pendaftaran organisasi diterima"),
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
        "stakeholders.organisation_refused",
        _("Pendaftaran {thread} ditolak"),
        _("Pendaftaran {thread} ditolak"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/organisation_refused",
        label=_("Pendaftaran organisasi ditolak"),
        icon="circle-x",
    ),
    Verb(
        "stakeholders.organisation_undone",
        _("Keputusan atas pendaftaran {thread} dibatalkan"),
        _("Keputusan dibatalkan: {thread}"),
        SECTION,
        {"concerned": MAIL},
        locked=frozenset({"concerned"}),
        card="stakeholders/mail/organisation_undone",
        label=_("Keputusan pendaftaran dibatalkan"),
        icon="undo-2",
    ),
    Verb(
        "stakeholders.organisation_archived",
        _("{thread} diarsipkan oleh kelurahan"),
        _("{thread} diarsipkan"),
        SECTION,
        {"concerned": MAIL, "follows": INBOX},
        locked=frozenset({"concerned"}),
        card="stakeholders/mail/organisation_put_away",
        label=_("Organisasi diarsipkan"),
        icon="history",
    ),
    Verb(
        "stakeholders.organisation_suspended",
        _("{thread} dibekukan oleh kelurahan"),
        _("{thread} dibekukan"),
        SECTION,
        {"concerned": MAIL, "follows": INBOX},
        locked=frozenset({"concerned"}),
        card="stakeholders/mail/organisation_put_away",
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
        _("Anda tidak lagi mewakili {thread}"),
        _("Anda tidak lagi mewakili {thread}"),
        SECTION,
        {"concerned": MAIL},
        label=_("Tidak lagi mewakili organisasi"),
        icon="user",
    ),
    Verb(
        "stakeholders.role_changed",
        _("Peran Anda di {thread} diubah"),
        _("Peran Anda di {thread} diubah"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/role_changed",
        label=_("Peran Anda diubah"),
        icon="user",
    ),
    Verb(
        "stakeholders.join_accepted",
        _("Permintaan Anda bergabung dengan {thread} diterima"),
        _("Anda kini mewakili {thread}"),
        SECTION,
        {"concerned": MAIL},
        label=_("Permintaan bergabung diterima"),
        icon="circle-check",
    ),
    Verb(
        "stakeholders.join_declined",
        _("Permintaan Anda bergabung dengan {thread} ditolak"),
        _("Ditolak: bergabung dengan {thread}"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/join_declined",
        label=_("Permintaan bergabung ditolak"),
        icon="circle-x",
    ),
    JobKind(queries.PREVIEW, _("Pratinjau impor"), preview_import, rule="stakeholders.import_organisations"),
    MailKind("stakeholders.invitation", emails.invitation, essential=True),
    MailKind("stakeholders.join_asked", emails.join_asked),
    MailKind("stakeholders.residency_asked", emails.residency_asked),
    MailKind("stakeholders.residency_decided", emails.residency_decided),
    Handover(
        "stakeholders.organisations",
        _("Organisasi yang dikelola"),
        queries.organisations_to_hand_over,
        keep=actions.ensure_can_be_missed,
        order=10,
    ),
    Handover("stakeholders.invitations", _("Undangan yang belum dijawab"), queries.invitations_to_hand_over, order=40),
    Panel(
        "stakeholders.residency_row",
        "accounts.account_row",
        _("Domisili"),
        "stakeholders/_residency_row.html",
        queries.residency_row,
        order=20,
    ),
    Waiting("stakeholders.invitation", _("Undangan, permintaan, perbaikan"), "users", queries.waiting_people, order=20),
    Trail("stakeholders.exports", _("Unduhan"), trails.exports, trails.export_lines, order=20),
    Trail("stakeholders.states", _("Keadaan organisasi"), trails.states, trails.state_lines, order=30),
    Trail("stakeholders.grants", _("Hak per hal"), trails.grants, trails.grant_lines, order=40),
    personal_data.CONTRIBUTION,
]
