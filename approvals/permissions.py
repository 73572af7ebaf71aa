"""Who decides for the office, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals.models import Approval, Deputy
from approvals.models.deputy import DEPUTY
from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE, standing

DECIDING = OFFICE | {DEPUTY}


def roles_in_approvals(user: Any, obj: Any) -> set[str]:
    """*Pelaksana* while the term lasts; of one approval also who asked for it."""
    if obj is not None and not isinstance(obj, Approval):
        return set()
    held = {DEPUTY} if Deputy.objects.current().filter(person=user.pk).exists() else set()
    if obj is not None and obj.asked_by_id == user.pk:
        held.add("applicant")
    return held


def holds_office(user: Any, obj: Any = None) -> bool:
    """Roles held everywhere are remembered for a while: a term that ended this very minute is seen here."""
    if standing(user).roles & (OFFICE | {"administrator"}):
        return True
    return Deputy.objects.current().filter(person=user.pk).exists()


def may_read(user: Any, approval: Approval) -> bool:
    return approval.asked_by_id == user.pk or holds_office(user)


def is_anothers(user: Any, approval: Approval) -> bool:
    """Nobody decides about what they asked for themselves."""
    return approval.asked_by_id != user.pk and holds_office(user)


def is_open(user: Any, approval: Approval) -> bool:
    """Also what was returned: the office may hear by telephone what was missing."""
    return approval.is_open and is_anothers(user, approval)


def is_waiting(user: Any, approval: Approval) -> bool:
    return approval.is_waiting and is_anothers(user, approval)


def is_decided(user: Any, approval: Approval) -> bool:
    return approval.is_decided and is_anothers(user, approval)


def is_not_over(user: Any, deputy: Deputy) -> bool:
    return not deputy.is_over


CONTRIBUTIONS = [
    RoleSource("approvals.office", roles_in_approvals),
    Rule(
        "approvals.read_queue",
        _("Membuka daftar persetujuan"),
        DECIDING,
        _("Daftar persetujuan dibuka oleh petugas kelurahan, pimpinan, dan pelaksananya."),
        when=holds_office,
    ),
    Rule(
        "approvals.read",
        _("Membaca persetujuan dan riwayatnya"),
        DECIDING | {"applicant"},
        _("Persetujuan dibaca oleh petugas kelurahan dan yang mengajukannya."),
        when=may_read,
    ),
    Rule(
        "approvals.grant",
        _("Menyetujui permohonan"),
        DECIDING,
        _("Hanya petugas kelurahan atau pimpinan yang menyetujui, dan bukan permohonannya sendiri."),
        when=is_open,
    ),
    Rule(
        "approvals.return",
        _("Mengembalikan permohonan"),
        DECIDING,
        _("Hanya petugas kelurahan atau pimpinan yang mengembalikan permohonan yang menunggu."),
        when=is_waiting,
    ),
    Rule(
        "approvals.refuse",
        _("Menolak permohonan"),
        DECIDING,
        _("Hanya petugas kelurahan atau pimpinan yang menolak permohonan yang belum diputuskan."),
        when=is_open,
    ),
    Rule(
        "approvals.undo",
        _("Membatalkan keputusan"),
        DECIDING,
        _("Keputusan yang masih berlaku dibatalkan oleh petugas kelurahan atau pimpinan."),
        when=is_decided,
    ),
    Rule(
        "approvals.set_deputy",
        _("Menetapkan pelaksana harian atau pelaksana tugas"),
        OFFICE,
        _("Pelaksana ditetapkan oleh petugas kelurahan atau pimpinan."),
    ),
    Rule(
        "approvals.end_deputy",
        _("Mengakhiri masa tugas pelaksana"),
        OFFICE,
        _("Masa tugas yang belum berakhir diakhiri oleh petugas kelurahan atau pimpinan."),
        when=is_not_over,
    ),
]
