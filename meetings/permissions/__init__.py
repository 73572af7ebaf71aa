"""Who may do what about a meeting, and what we say when not."""

from typing import Any

from meetings.permissions import agenda, attendance, calendars, meetings, minutes, roles, series

CONTRIBUTIONS: list[Any] = [
    *roles.CONTRIBUTIONS,
    *meetings.CONTRIBUTIONS,
    *agenda.CONTRIBUTIONS,
    *attendance.CONTRIBUTIONS,
    *minutes.CONTRIBUTIONS,
    *series.CONTRIBUTIONS,
    *calendars.CONTRIBUTIONS,
]
