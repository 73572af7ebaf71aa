"""Who may read a meeting, call one, invite to it, change it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.permissions.roles import CALLERS, CHAIR, is_open, keeper_of
from projects.models import Project


def takes_meetings(user: Any, project: Project | None) -> bool:
    return project is None or project.archived_at is None


CONTRIBUTIONS = [
    Rule("meetings.read", _("Membaca rapat"), frozenset({"visitor"}), _("Rapat ini belum dibuka.")),
    Rule(
        "meetings.read_people",
        _("Melihat siapa yang diundang"),
        CALLERS | {"chair", "invitee"},
        _("Daftar undangan hanya untuk yang diundang, pemimpin rapat, dan petugas kelurahan."),
    ),
    Rule(
        "meetings.call_meeting",
        _("Mengadakan rapat"),
        CALLERS,
        _("Rapat diadakan oleh petugas kelurahan atau koordinator proyeknya. Sampaikan usulan Anda kepada mereka."),
        when=takes_meetings,
    ),
    Rule(
        "meetings.invite_to_meeting",
        _("Menambah undangan rapat"),
        CALLERS | {"chair"},
        _("Undangan diatur oleh pemimpin rapat, koordinator, atau petugas, sampai rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.answer_meeting",
        _("Menjawab undangan rapat"),
        frozenset({"invitee"}),
        _("Undangan ini untuk orang lain, atau rapatnya sudah selesai atau dibatalkan."),
        when=is_open,
    ),
    Rule(
        "meetings.move_meeting",
        _("Mengubah waktu atau tempat rapat"),
        CHAIR,
        _("Waktu dan tempat diubah oleh pemimpin rapat atau petugas, sampai rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.cancel_meeting",
        _("Membatalkan rapat"),
        CHAIR,
        _("Rapat dibatalkan oleh pemimpin rapat atau petugas, sebelum rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
]
