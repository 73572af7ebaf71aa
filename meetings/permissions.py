"""Who may do what about a meeting, and what we say when not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE
from meetings.models import Invitee, Meeting
from projects.models import Project

CHAIR = OFFICE | {"chair"}
CALLERS = OFFICE | {"coordinator"}


def meeting_of(obj: Any) -> Meeting | None:
    """The meeting that a thing belongs to."""
    if isinstance(obj, Meeting):
        return obj
    return obj.meeting if isinstance(obj, Invitee) else None


def roles_in_meeting(user: Any, obj: Any) -> set[str]:
    """Chair and coordinator by name. Of a meeting everybody is an invitee whom one of its invitations means; of one
    invitation those whom it means: the person, or whoever speaks for the organisation now."""
    meeting = meeting_of(obj)
    if meeting is None:
        return set()
    held = {"chair"} if meeting.chair_id == user.pk else set()
    if meeting.project is not None and meeting.project.coordinator_id == user.pk:
        held.add("coordinator")
    if _is_meant(user, obj):
        held.add("invitee")
    return held


def _is_meant(user: Any, obj: Any) -> bool:
    """The page's own statement has asked already (`for_page`); an action that has locked the row asks anew."""
    known = obj.__dict__.get("is_invited")
    if known is not None:
        return bool(known)
    mine = Invitee.objects.of(user)
    return (mine.filter(pk=obj.pk) if isinstance(obj, Invitee) else mine.filter(meeting=obj)).exists()


def is_open(user: Any, obj: Any) -> bool:
    meeting = meeting_of(obj)
    return meeting is not None and meeting.is_open


def takes_meetings(user: Any, project: Project | None) -> bool:
    return project is None or project.archived_at is None


def takes_minutes(user: Any, meeting: Meeting) -> bool:
    """Once it has begun; what was published is not rewritten."""
    return meeting.cancelled_at is None and meeting.starts_at <= timezone.now() and meeting.minutes_at is None


def keeper_of(obj: Any) -> Any:
    meeting = meeting_of(obj)
    return meeting.chair if meeting is not None else None


CONTRIBUTIONS = [
    RoleSource("meetings.meeting", roles_in_meeting),
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
    Rule(
        "meetings.publish_minutes",
        _("Menerbitkan notulen"),
        CHAIR,
        _("Notulen diterbitkan sekali, oleh pemimpin rapat atau petugas, setelah rapat dimulai."),
        when=takes_minutes,
        keeper=keeper_of,
    ),
]
