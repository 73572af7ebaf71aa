"""The rhythm: when the next update is due, and who is told that it did not come."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from activity.actions import When, cancel, record, schedule
from commons.standing import STAFF
from projects.models import Project

DUE, STALE = "projects.update_due", "projects.stale"
GRACE = timedelta(days=7)  # after the rhythm has passed, the office hears of it
USEFUL = timedelta(days=14)


def keep_rhythm(project: Project) -> None:
    """Set both reminders to the project's next update, or take them away when none is owed."""
    if project.next_update_at is None:
        cancel(DUE, project)
        cancel(STALE, project)
        return
    first, second = project.next_update_at, project.next_update_at + GRACE
    schedule(DUE, project, {"due": When(first, first + USEFUL)})
    schedule(STALE, project, {"late": When(second, second + USEFUL)})


def tell_due(due: Any, project: Project | None) -> str:
    """It is time to tell how things go: coordinator and partners."""
    if (outcome := _no_longer_due(project)) or project is None:
        return outcome
    record(
        DUE, actor=None, target=project, thread=project.thread, to=[("your_turn", one) for one in who_updates(project)]
    )
    return "told"


def tell_stale(due: Any, project: Project | None) -> str:
    """Nothing came: the coordinator hears it again, and the office with him."""
    if (outcome := _no_longer_due(project)) or project is None:
        return outcome
    staff = Group.objects.get_or_create(name=STAFF)[0]
    to = [("your_turn", project.coordinator), ("your_turn", staff)]
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
