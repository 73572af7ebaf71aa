"""Whoever changes a project or a right in it locks its row first: rights end between two acts, never in one."""

from projects.models import Project


def locked(project_id: int) -> Project:
    """The project's row, locked until the commit, with what the actions need beside it."""
    rows = Project.objects.select_for_update(of=("self",))
    return rows.select_related("audience", "thread", "lead__group", "coordinator", "closing").get(pk=project_id)
