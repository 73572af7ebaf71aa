"""Who hears of a meeting: accounts by an activity, addresses without one by a message of their own."""

from collections.abc import Iterable
from typing import Any

from mail.actions import message, post
from mail.models import Message
from meetings.models import Invitee, Meeting, MeetingSeries, SeriesInvitee
from meetings.models.inviting import Invited

GUEST, GUEST_REMINDER = "meetings.guest", "meetings.guest_reminder"
SERIES_GUEST = "meetings.series_guest"
CALLED, MOVED, CANCELLED, MINUTES = "called", "moved", "cancelled", "minutes"
SHORTENED, ENDED = "shortened", "ended"  # of a series: it goes on as another one, or no more
ESSENTIAL = (CALLED, MOVED, CANCELLED)


def invited(invitees: Iterable[Invited], reason: str = "invited") -> list[tuple[str, Any]]:
    """The people, and the groups of the organisations, that an activity is `to`."""
    return [
        (reason, one.person if one.organisation is None else one.organisation.group)
        for one in invitees
        if not one.is_guest
    ]


def post_to_guests(invitees: Iterable[Invitee], meeting: Meeting, what: str) -> None:
    post(guest_messages(invitees, meeting, what))


def guest_messages(invitees: Iterable[Invitee], meeting: Meeting, what: str) -> list[Message]:
    """One message an address, thing and state of the meeting: told twice it is one mail."""
    kind = GUEST if what in ESSENTIAL else GUEST_REMINDER
    return [
        message(
            kind,
            key=f"{kind}:{one.pk}:{what}:{meeting.sequence}",
            address=one.email,
            about=one,
            audience=meeting.audience,
            expires_at=meeting.ends_at if what in (CALLED, MOVED) or what.startswith("reminder") else None,
            what=what,
        )
        for one in invitees
        if one.is_guest and not one.is_forgotten
    ]


def post_series_to_guests(invitees: Iterable[SeriesInvitee], series: MeetingSeries, what: str) -> None:
    """One message an address for all meetings of the series."""
    post(
        message(
            SERIES_GUEST,
            key=f"{SERIES_GUEST}:{one.pk}:{what}:{series.sequence}",
            address=one.email,
            about=one,
            audience=series.audience,
            what=what,
        )
        for one in invitees
        if one.is_guest and not one.is_forgotten
    )
