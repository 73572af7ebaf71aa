"""Who may do what in the registry, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.access import roles_on
from commons.contributions import RoleSource, Rule
from stakeholders.models import RW_KIND, Invitation, JoinRequest, Membership, Organisation, Residency

State = Organisation.State
STAFF = frozenset({"staff", "leader"})
MANAGERS = STAFF | {"organisation_manager"}


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
    role = (
        Membership.objects.active()
        .filter(organisation=organisation, person=user.pk)
        .values_list("role", flat=True)
        .first()
    )
    held = {"own_representative"} if role else set()
    if isinstance(obj, Membership | JoinRequest) and obj.person_id == user.pk:
        held.add("oneself")
    return held | {"organisation_manager"} if role == Membership.Role.MANAGER else held


def roles_of_residents(user: Any, obj: Any) -> set[str]:
    """*Warga terverifikasi* everywhere; of a residence itself whose it is, and who speaks for that RW."""
    if obj is None:
        return {"resident"} if Residency.objects.confirmed().filter(person=user.pk).exists() else set()
    if not isinstance(obj, Residency):
        return set()
    held = {"oneself"} if obj.person_id == user.pk else set()
    return held | {"own_representative"} if speaks_for_an_rw(user, obj.area_id) else held


def speaks_for_an_rw(user: Any, area: int | None = None) -> bool:
    """For the verified organisation of this RW, or of any."""
    found = Organisation.objects.represented_by(user).filter(kind=RW_KIND)
    return (found if area is None else found.filter(areas=area)).exists()


def may_see_residencies(user: Any, obj: Any) -> bool:
    return bool(roles_on(user, None) & {*STAFF, "administrator"}) or speaks_for_an_rw(user)


def is_undecided(user: Any, residency: Residency) -> bool:
    """Nobody confirms their own."""
    return residency.is_open and residency.person_id != user.pk


def is_not_over(user: Any, residency: Residency) -> bool:
    return residency.is_open or residency.is_confirmed


def may_join(user: Any, organisation: Organisation) -> bool:
    return organisation.is_verified and "own_representative" not in roles_on(user, organisation)


def is_asked(user: Any, request: JoinRequest) -> bool:
    return request.is_open


def is_answerable(user: Any, request: JoinRequest) -> bool:
    return request.is_open and request.organisation.is_verified


def is_verified(user: Any, obj: Any) -> bool:
    organisation = organisation_of(obj)
    return organisation is not None and organisation.is_verified


def is_alive(user: Any, organisation: Organisation) -> bool:
    return organisation.state not in (State.SUSPENDED, State.ARCHIVED, State.REFUSED)


def is_unchecked(user: Any, organisation: Organisation) -> bool:
    """Also what was returned: the office may hear by telephone what was missing."""
    return organisation.state in (State.SUBMITTED, State.RETURNED)


def is_suspended(user: Any, organisation: Organisation) -> bool:
    return organisation.state == State.SUSPENDED


def may_be_archived(user: Any, organisation: Organisation) -> bool:
    return organisation.state in (State.VERIFIED, State.SUSPENDED)


def is_archived(user: Any, organisation: Organisation) -> bool:
    return organisation.state == State.ARCHIVED


def is_active(user: Any, membership: Membership) -> bool:
    return membership.is_active


CONTRIBUTIONS = [
    RoleSource("stakeholders.organisation", roles_in_organisation),
    RoleSource("stakeholders.resident", roles_of_residents),
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
        STAFF,
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
        STAFF,
        _("Hanya petugas kelurahan yang memverifikasi, setelah organisasi dikirim untuk dicek."),
        when=is_unchecked,
    ),
    Rule(
        "stakeholders.read_people",
        _("Melihat perwakilan dan undangan"),
        MANAGERS | {"own_representative"},
        _("Daftar ini untuk perwakilan organisasi dan petugas kelurahan."),
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
        STAFF,
        _("Jenis organisasi diatur oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.keep_offices",
        _("Mencatat pengurus RT dan RW"),
        STAFF,
        _("Pengurus RT dan RW dicatat oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.invite_representative",
        _("Mengundang perwakilan"),
        MANAGERS,
        _("Perwakilan diundang oleh pengelola organisasi terverifikasi atau petugas kelurahan."),
        when=is_verified,
    ),
    Rule(
        "stakeholders.end_membership",
        _("Melepas perwakilan dan berhenti mewakili"),
        MANAGERS | {"oneself"},
        _("Perwakilan lain dilepas oleh pengelola organisasi atau petugas kelurahan."),
        when=is_active,
    ),
    Rule(
        "stakeholders.change_role",
        _("Mengubah peran perwakilan"),
        MANAGERS,
        _("Hanya pengelola organisasi dan petugas kelurahan yang dapat mengubah peran."),
        when=is_active,
    ),
    Rule(
        "stakeholders.read_role_history",
        _("Melihat riwayat peran"),
        MANAGERS,
        _("Riwayat peran untuk pengelola organisasi dan petugas kelurahan."),
    ),
    Rule(
        "stakeholders.ask_to_join",
        _("Meminta bergabung dengan organisasi"),
        frozenset({"member"}),
        _("Anggota dapat meminta bergabung dengan organisasi terverifikasi yang belum diwakilinya."),
        when=may_join,
    ),
    Rule(
        "stakeholders.withdraw_join_request",
        _("Menarik permintaan bergabung"),
        frozenset({"oneself"}),
        _("Hanya yang meminta yang dapat menariknya, selama belum dijawab."),
        when=is_asked,
    ),
    Rule(
        "stakeholders.answer_join_request",
        _("Menjawab permintaan bergabung"),
        MANAGERS,
        _("Permintaan bergabung dijawab sekali, oleh pengelola organisasi atau petugas kelurahan."),
        when=is_answerable,
    ),
    Rule(
        "stakeholders.ask_for_residency",
        _("Meminta konfirmasi domisili"),
        frozenset({"member"}),
        _("Konfirmasi surel Anda dulu, lalu minta konfirmasi domisili."),
    ),
    Rule(
        "stakeholders.see_residencies",
        _("Melihat permintaan konfirmasi domisili"),
        STAFF | {"representative"},
        _("Permintaan domisili untuk pengurus RW dan petugas kelurahan."),
        when=may_see_residencies,
    ),
    Rule(
        "stakeholders.confirm_residency",
        _("Mengonfirmasi domisili warga"),
        STAFF | {"own_representative"},
        _("Domisili dikonfirmasi sekali, oleh pengurus RW itu atau petugas, bukan oleh diri sendiri."),
        when=is_undecided,
    ),
    Rule(
        "stakeholders.end_residency",
        _("Mengakhiri domisili"),
        STAFF | {"oneself"},
        _("Domisili diakhiri oleh warganya sendiri atau petugas kelurahan, selama masih berlaku."),
        when=is_not_over,
    ),
    Rule(
        "stakeholders.suspend_organisation",
        _("Membekukan organisasi"),
        STAFF,
        _("Organisasi terverifikasi hanya dapat dibekukan oleh petugas kelurahan."),
        when=is_verified,
    ),
    Rule(
        "stakeholders.reinstate_organisation",
        _("Memulihkan organisasi"),
        STAFF,
        _("Organisasi yang dibekukan hanya dapat dipulihkan oleh petugas kelurahan."),
        when=is_suspended,
    ),
    Rule(
        "stakeholders.archive_organisation",
        _("Mengarsipkan organisasi"),
        STAFF,
        _("Organisasi yang pernah terverifikasi hanya dapat diarsipkan oleh petugas kelurahan."),
        when=may_be_archived,
    ),
    Rule(
        "stakeholders.unarchive_organisation",
        _("Mengeluarkan organisasi dari arsip"),
        STAFF,
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
        STAFF,
        _("Narahubung hanya untuk petugas kelurahan."),
    ),
    Rule(
        "stakeholders.import_organisations",
        _("Mengimpor organisasi dari berkas"),
        STAFF,
        _("Hanya petugas kelurahan yang mengimpor organisasi."),
    ),
]
