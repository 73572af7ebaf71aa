"""Whoever changes the state of an organisation locks its row, and leaves an entry that nobody can change."""

from typing import Any

from stakeholders.models import Organisation, StateChange


def locked(pk: int) -> Organisation:
    """The organisation's row, locked until the commit, with what the actions need beside it."""
    rows = Organisation.objects.held().select_related("audience", "thread", "group")
    return rows.get(pk=pk)


def note(organisation: Organisation, *, by: Any, before: str, reason: str = "") -> None:
    """What the office decided about a registration is noted by the approvals; this is all else."""
    StateChange.objects.create(
        organisation=organisation, before=before, after=organisation.state, author=by, reason=reason
    )
