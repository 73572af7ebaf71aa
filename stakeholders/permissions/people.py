"""Who may do what with the people of organisations and with residents, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.access import roles_on
from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE
from stakeholders.models import RW_KIND, JoinRequest, Membership, Organisation, Residency
from stakeholders.permissions.organisations import MANAGERS, is_verified


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
    return bool(roles_on(user, None) & {*OFFICE, "administrator"}) or speaks_for_an_rw(user)


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


def is_active(user: Any, membership: Membership) -> bool:
    return membership.is_active


CONTRIBUTIONS = [
    RoleSource("stakeholders.resident", roles_of_residents),
    Rule(
        "stakeholders.read_people",
        _("Melihat perwakilan dan undangan"),
        MANAGERS | {"own_representative"},
        _("Daftar ini untuk perwakilan organisasi dan petugas kelurahan."),
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
        OFFICE | {"representative"},
        _("Permintaan domisili untuk pengurus RW dan petugas kelurahan."),
        when=may_see_residencies,
    ),
    Rule(
        "stakeholders.confirm_residency",
        _("Mengonfirmasi domisili warga"),
        OFFICE | {"own_representative"},
        _("Domisili dikonfirmasi sekali, oleh pengurus RW itu atau petugas, bukan oleh diri sendiri."),
        when=is_undecided,
    ),
    Rule(
        "stakeholders.end_residency",
        _("Mengakhiri domisili"),
        OFFICE | {"oneself"},
        _("Domisili diakhiri oleh warganya sendiri atau petugas kelurahan, selama masih berlaku."),
        when=is_not_over,
    ),
]
