"""Who may do what in a project, and what we say when not."""

from typing import Any

from projects.permissions import life, projects, proposals, roles, work

CONTRIBUTIONS: list[Any] = [
    *roles.CONTRIBUTIONS,
    *proposals.CONTRIBUTIONS,
    *projects.CONTRIBUTIONS,
    *work.CONTRIBUTIONS,
    *life.CONTRIBUTIONS,
]
