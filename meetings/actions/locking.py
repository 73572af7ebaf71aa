"""Whoever changes a meeting, or who is invited to it, locks its row first: two changes are one after the other."""

from typing import Any

from meetings.models import Meeting, MeetingSeries


def locked(meeting_id: int) -> Meeting:
    """The meeting's row, locked until the commit, with what the actions need beside it."""
    rows = Meeting.objects.select_for_update(of=("self",))
    joined = ("audience", "thread", "host__group", "chair", "minute_taker", "project")
    return rows.select_related(*joined).get(pk=meeting_id)


OF_SERIES = ("audience", "thread", "host__group", "host__thread", "chair", "project__thread")


def locked_series(series_id: int) -> MeetingSeries:
    """The same of a series. Its row comes before those of its meetings, which `locked_meetings` locks in one order."""
    return MeetingSeries.objects.select_for_update(of=("self",)).select_related(*OF_SERIES).get(pk=series_id)


def free_series(series_id: int) -> MeetingSeries | None:
    """The same without waiting: None while somebody else changes it."""
    rows = MeetingSeries.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.select_related(*OF_SERIES).filter(pk=series_id).first()


def locked_meetings(rows: Any) -> list[Meeting]:
    """All of these, by number: whoever changes several at once never waits for one who waits for them."""
    joined = ("audience", "thread", "host__group", "chair", "project")
    return list(rows.order_by("pk").select_for_update(of=("self",)).select_related(*joined))
