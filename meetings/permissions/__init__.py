"""Who may do what about a meeting, and what we say when not."""

from typing import Any

from meetings.permissions import calendars, meetings, minutes, roles

CONTRIBUTIONS: list[Any] = [
    *roles.CONTRIBUTIONS,
    *meetings.CONTRIBUTIONS,
    *calendars.CONTRIBUTIONS,
    *minutes.CONTRIBUTIONS,
]
