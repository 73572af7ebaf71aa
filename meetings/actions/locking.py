"""Whoever changes a meeting, or who is invited to it, locks its row first: two changes are one after the other."""

from meetings.models import Meeting


def locked(meeting_id: int) -> Meeting:
    """The meeting's row, locked until the commit, with what the actions need beside it."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("audience", "thread", "host__group", "chair", "minute_taker", "project").get(
        pk=meeting_id
    )
