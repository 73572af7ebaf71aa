"""Who may see and note who came, and who may say so of themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.permissions.roles import CHAIR, TAKERS, keeper_of, meeting_of
from meetings.presence import has_gone_round, takes_codes, takes_names


def is_running(user: Any, obj: Any) -> bool:
    meeting = meeting_of(obj)
    return meeting is not None and takes_codes(meeting) and not has_gone_round(meeting)


def may_be_noted(user: Any, obj: Any) -> bool:
    meeting = meeting_of(obj)
    return meeting is not None and takes_names(meeting) and not has_gone_round(meeting)


CONTRIBUTIONS = [
    Rule(
        "meetings.read_attendance",
        _("Melihat daftar hadir rapat"),
        TAKERS,
        _("Daftar hadir hanya untuk pemimpin rapat, pencatat, dan petugas kelurahan."),
        keeper=keeper_of,
    ),
    Rule(
        "meetings.take_attendance",
        _("Mencatat yang hadir"),
        TAKERS,
        _("Kehadiran dicatat pemimpin rapat, pencatat, atau petugas, sampai notulen diedarkan."),
        when=may_be_noted,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.undo_attendance",
        _("Menghapus catatan hadir yang keliru"),
        CHAIR,
        _("Catatan hadir dihapus oleh pemimpin rapat atau petugas, sampai notulen diedarkan."),
        when=may_be_noted,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.check_in",
        _("Mencatat diri hadir dengan kode rapat"),
        frozenset({"visitor"}),
        _("Kehadiran dapat dicatat dari 60 menit sebelum sampai 2 jam sesudah rapat."),
        when=is_running,
    ),
]
