"""What somebody is in a meeting."""

from typing import Any

from commitments.models import Commitment
from commons.contributions import RoleSource
from commons.standing import OFFICE
from meetings.models import AgendaItem, Attendance, Decision, Invitee, Meeting, Minutes

CHILDREN = (AgendaItem, Attendance, Decision, Invitee, Minutes)

CHAIR = OFFICE | {"chair"}
TAKERS = CHAIR | {"minute_taker"}
CALLERS = OFFICE | {"coordinator"}


def meeting_of(obj: Any) -> Meeting | None:
    """The meeting that a thing belongs to."""
    if isinstance(obj, Meeting):
        return obj
    return obj.meeting if isinstance(obj, CHILDREN) else None


def roles_in_meeting(user: Any, obj: Any) -> set[str]:
    """Chair, minute-taker and coordinator by name. Of a meeting everybody is an invitee whom one of its invitations
    means; of one invitation those whom it means: the person, or whoever speaks for the organisation now. Participants
    are those who stand in the list of who came."""
    meeting = meeting_of(obj)
    if meeting is None:
        return set()
    named = {"chair": meeting.chair_id, "minute_taker": meeting.minute_taker_id}
    held = {role for role, who in named.items() if who is not None and who == user.pk}
    if meeting.project is not None and meeting.project.coordinator_id == user.pk:
        held.add("coordinator")
    if _is_meant(user, obj):
        held.add("invitee")
    if _was_there(user, meeting):
        held.add("participant")
    return held


def _was_there(user: Any, meeting: Meeting) -> bool:
    """The page's own statement has asked already (`for_page`); an action that has locked the row asks anew."""
    known = meeting.__dict__.get("was_there")
    if known is not None:
        return bool(known)
    return meeting.has_begun and Attendance.objects.filter(meeting=meeting).of(user).exists()


def roles_at_commitment(user: Any, obj: Any) -> set[str]:
    """Of what was promised in a meeting: its chair, who looks after it as a coordinator does in a project."""
    if not isinstance(obj, Commitment):
        return set()
    return {"coordinator"} if Meeting.objects.filter(thread=obj.place_id, chair=user.pk).exists() else set()


def _is_meant(user: Any, obj: Any) -> bool:
    """The page's own statement has asked already (`for_page`); an action that has locked the row asks anew."""
    known = obj.__dict__.get("is_invited")
    if known is not None:
        return bool(known)
    mine = Invitee.objects.of(user)
    return (mine.filter(pk=obj.pk) if isinstance(obj, Invitee) else mine.filter(meeting=meeting_of(obj))).exists()


def is_open(user: Any, obj: Any) -> bool:
    meeting = meeting_of(obj)
    return meeting is not None and meeting.is_open


def keeper_of(obj: Any) -> Any:
    meeting = meeting_of(obj)
    return meeting.chair if meeting is not None else None


CONTRIBUTIONS = [
    RoleSource("meetings.meeting", roles_in_meeting),
    RoleSource("meetings.promised", roles_at_commitment),
]
