"""The rhythm: when the next update is due, and who is told that it did not come."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.offices import group_of
from activity.actions import When, cancel, record, schedule
from commons.standing import STAFF
from projects.models import Project

DUE, STALE = "projects.update_due", "projects.stale"
USEFUL = timedelta(days=14)
REMINDED = 6  # times, each a rhythm later: who has not answered by then is called, not mailed


def keep_rhythm(project: Project) -> None:
    """Set the reminders to the project's next update, or take them away when none is owed.

    One comes with each update that is missed; after two the silence is told to those who answer for the project.
    """
    if project.next_update_at is None:
        cancel(DUE, project)
        cancel(STALE, project)
        return
    first, second = project.next_update_at, project.next_update_at + _rhythm(project)
    schedule(DUE, project, {"due": When(first, first + USEFUL)})
    schedule(STALE, project, {"late": When(second, second + USEFUL)})


def tell_due(due: Any, project: Project | None) -> str:
    """It is time to tell how things go: coordinator and partners."""
    if (outcome := _no_longer_due(project)) or project is None:
        return outcome
    record(
        DUE, actor=None, target=project, thread=project.thread, to=[("your_turn", one) for one in who_updates(project)]
    )
    _remind_again(project)
    return "told"


def _remind_again(project: Project) -> None:
    """One rhythm later, as long as nobody has told anything; but not for ever."""
    assert project.next_update_at is not None, "asked before"
    now, following = timezone.now(), project.next_update_at
    while following <= now:
        following += _rhythm(project)
    if following < project.next_update_at + REMINDED * _rhythm(project):
        schedule(DUE, project, {"due": When(following, following + USEFUL)})


def _rhythm(project: Project) -> timedelta:
    return timedelta(days=project.rhythm_days)


def tell_stale(due: Any, project: Project | None) -> str:
    """Two updates are missing: the coordinator, the organisation in the lead and the office hear it."""
    if (outcome := _no_longer_due(project)) or project is None:
        return outcome
    to = [("your_turn", one) for one in (project.coordinator, project.lead.group, group_of(STAFF))]
    record(STALE, actor=None, target=project, thread=project.thread, to=to)
    return "told"


def who_updates(project: Project) -> list[Any]:
    """The coordinator and the groups of the partners."""
    return [project.coordinator, *partner_groups(project)]


def partner_groups(project: Project) -> list[Group]:
    """The groups of the organisations whose partnership is accepted."""
    partners = project.partnerships.accepted().select_related("organisation__group")
    return [p.organisation.group for p in partners]


def _no_longer_due(project: Project | None) -> str:
    if project is None:
        return "project gone"
    if not project.is_open or project.next_update_at is None:
        return "not running"
    return "" if project.next_update_at <= timezone.now() else "updated meanwhile"
