"""Who may write down what was said, who says whether it is right, and who takes over what was left."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.models import AgendaItem, Meeting, Minutes
from meetings.models.agenda import ON_AGENDA
from meetings.permissions.roles import TAKERS, is_open, keeper_of, meeting_of


def minutes_of(meeting: Meeting) -> Minutes | None:
    """None while nobody has written anything."""
    found: Minutes | None = getattr(meeting, "minutes", None)
    return found


def takes_minutes(user: Any, obj: Any) -> bool:
    """Once it has begun, about what stands on its agenda; what was circulated is not rewritten."""
    if isinstance(obj, AgendaItem) and obj.state not in ON_AGENDA:
        return False
    meeting = meeting_of(obj)
    if meeting is None or not meeting.has_begun:
        return False
    minutes = minutes_of(meeting)
    return minutes is None or minutes.is_draft


def is_over(user: Any, obj: Any) -> bool:
    """A meeting that could still be moved has no minutes to go round."""
    meeting = meeting_of(obj)
    return meeting is not None and meeting.ends_at <= timezone.now() and takes_minutes(user, meeting)


def are_circulated(user: Any, meeting: Meeting) -> bool:
    """Between circulation and ratification those who came may speak."""
    minutes = minutes_of(meeting)
    return minutes is not None and minutes.is_circulated


def has_begun(user: Any, meeting: Meeting) -> bool:
    return meeting.has_begun


CONTRIBUTIONS = [
    Rule(
        "meetings.write_minutes",
        _("Menulis notulen"),
        TAKERS,
        _("Notulen ditulis pemimpin rapat, pencatat, atau petugas, sampai diedarkan."),
        when=takes_minutes,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.circulate_minutes",
        _("Mengedarkan notulen"),
        TAKERS,
        _("Notulen diedarkan sekali, setelah rapat, oleh pemimpin rapat, pencatat, atau petugas."),
        when=is_over,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.answer_minutes",
        _("Menyetujui notulen atau mengajukan keberatan"),
        frozenset({"participant"}),
        _("Yang hadir menyetujui atau berkeberatan, sejak notulen diedarkan sampai disahkan."),
        when=are_circulated,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.hand_items_on",
        _("Membawa pokok yang belum selesai ke rapat berikutnya"),
        TAKERS,
        _("Pokok dibawa ke rapat berikutnya oleh pemimpin rapat, pencatat, atau petugas."),
        when=has_begun,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.take_items_over",
        _("Menerima pokok dari rapat sebelumnya"),
        TAKERS,
        _("Susunan acara rapat itu diatur pemimpinnya atau petugas, sampai rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.export_decisions",
        _("Mengunduh register keputusan sebagai tabel"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengunduh register keputusan. Setiap unduhan dicatat."),
    ),
]
