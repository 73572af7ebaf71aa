"""Who may do what with organisations and the directory, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals.models import Approval
from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE
from stakeholders.models import REGISTRATION, Invitation, JoinRequest, Membership, Organisation

State = Organisation.State
MANAGERS = OFFICE | {"organisation_manager"}


def organisation_of(obj: Any) -> Organisation | None:
    """The organisation that a thing of the registry belongs to."""
    if isinstance(obj, Organisation):
        return obj
    return obj.organisation if isinstance(obj, Membership | Invitation | JoinRequest) else None


def roles_in_organisation(user: Any, obj: Any) -> set[str]:
    """*Perwakilan* and *pengelola* of just this organisation, from the active membership; and whose own one it is."""
    organisation = organisation_of(obj)
    if organisation is None:
        return set()
    role = _role_in(organisation, user)
    held = {"own_representative"} if role else set()
    if isinstance(obj, Membership | JoinRequest) and obj.person_id == user.pk:
        held.add("oneself")
    return held | {"organisation_manager"} if role == Membership.Role.MANAGER else held


def _role_in(organisation: Organisation, user: Any) -> str | None:
    """As its page's door has asked for it, else from the active membership."""
    if organisation.__dict__.get("read_by") == user.pk:
        return organisation.__dict__["own_role"]
    mine = Membership.objects.active().filter(organisation=organisation, person=user.pk)
    return mine.values_list("role", flat=True).first()


def is_verified(user: Any, obj: Any) -> bool:
    organisation = organisation_of(obj)
    return organisation is not None and organisation.is_verified


def is_alive(user: Any, organisation: Organisation) -> bool:
    return organisation.state not in (State.SUSPENDED, State.ARCHIVED, State.REFUSED)


def is_unchecked(user: Any, organisation: Organisation) -> bool:
    """Also what was returned: the office may hear by telephone what was missing."""
    return organisation.state in (State.SUBMITTED, State.RETURNED)


def is_vouched_for(user: Any, organisation: Organisation) -> bool:
    """Verified by whoever entered it, and not by a decision, which would be undone where it was taken."""
    granted = Approval.objects.about(REGISTRATION, organisation.pk).filter(state=Approval.State.GRANTED)
    return organisation.is_verified and not granted.exists()


def is_suspended(user: Any, organisation: Organisation) -> bool:
    return organisation.state == State.SUSPENDED


def may_be_archived(user: Any, organisation: Organisation) -> bool:
    return organisation.state in (State.VERIFIED, State.SUSPENDED)


def is_archived(user: Any, organisation: Organisation) -> bool:
    return organisation.state == State.ARCHIVED


CONTRIBUTIONS = [
    RoleSource("stakeholders.organisation", roles_in_organisation),
    Rule("stakeholders.read", _("Membaca profil organisasi"), frozenset({"visitor"}), _("Profil ini belum dibuka.")),
    Rule(
        "stakeholders.follow",
        _("Mengikuti organisasi"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengikuti organisasi ini."),
    ),
    Rule(
        "stakeholders.register_organisation",
        _("Mendaftarkan organisasi"),
        frozenset({"member"}),
        _("Konfirmasi surel Anda dulu, lalu daftarkan organisasi Anda."),
    ),
    Rule(
        "stakeholders.vouch_for_organisation",
        _("Mendaftarkan organisasi yang langsung terverifikasi"),
        OFFICE,
        _("Organisasi yang Anda daftarkan dicek dulu oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.edit_organisation",
        _("Mengubah keterangan organisasi"),
        MANAGERS,
        _("Keterangan organisasi diubah oleh pengelolanya atau petugas kelurahan."),
        when=is_alive,
    ),
    Rule(
        "stakeholders.verify_organisation",
        _("Memverifikasi organisasi"),
        OFFICE,
        _("Hanya petugas kelurahan yang memverifikasi, setelah organisasi dikirim untuk dicek."),
        when=is_unchecked,
    ),
    Rule(
        "stakeholders.read_contact",
        _("Melihat narahubung yang tidak ditampilkan"),
        MANAGERS | {"own_representative"},
        _("Narahubung ini hanya terlihat oleh perwakilan organisasi dan petugas kelurahan."),
    ),
    Rule(
        "stakeholders.read_numbers",
        _("Melihat NIB dan NPWP organisasi"),
        MANAGERS,
        _("NIB dan NPWP hanya terlihat oleh pengelola organisasi dan petugas kelurahan."),
    ),
    Rule(
        "stakeholders.keep_kinds",
        _("Mengatur jenis organisasi"),
        OFFICE,
        _("Jenis organisasi diatur oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.keep_offices",
        _("Mencatat pengurus RT dan RW"),
        OFFICE,
        _("Pengurus RT dan RW dicatat oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.undo_verification",
        _("Membatalkan verifikasi organisasi yang dicatat petugas"),
        OFFICE,
        _("Verifikasi tanpa pendaftaran dibatalkan petugas. Keputusan pendaftaran dibatalkan di persetujuannya."),
        when=is_vouched_for,
    ),
    Rule(
        "stakeholders.suspend_organisation",
        _("Membekukan organisasi"),
        OFFICE,
        _("Organisasi terverifikasi hanya dapat dibekukan oleh petugas kelurahan."),
        when=is_verified,
    ),
    Rule(
        "stakeholders.reinstate_organisation",
        _("Memulihkan organisasi"),
        OFFICE,
        _("Organisasi yang dibekukan hanya dapat dipulihkan oleh petugas kelurahan."),
        when=is_suspended,
    ),
    Rule(
        "stakeholders.archive_organisation",
        _("Mengarsipkan organisasi"),
        OFFICE,
        _("Organisasi yang pernah terverifikasi hanya dapat diarsipkan oleh petugas kelurahan."),
        when=may_be_archived,
    ),
    Rule(
        "stakeholders.unarchive_organisation",
        _("Mengeluarkan organisasi dari arsip"),
        OFFICE,
        _("Organisasi dikeluarkan dari arsip oleh petugas kelurahan."),
        when=is_archived,
    ),
    Rule(
        "stakeholders.export_directory",
        _("Mengunduh direktori sebagai tabel atau kartu kontak"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengunduh direktori. Setiap unduhan dicatat."),
    ),
    Rule(
        "stakeholders.read_contacts",
        _("Melihat narahubung yang dicatat kelurahan"),
        OFFICE,
        _("Narahubung hanya untuk petugas kelurahan."),
    ),
    Rule(
        "stakeholders.import_organisations",
        _("Mengimpor organisasi dari berkas"),
        OFFICE,
        _("Hanya petugas kelurahan yang mengimpor organisasi."),
    ),
]
