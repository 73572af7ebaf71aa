"""What waits for people in the projects."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    Field,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.calendar import at
from commons.contributions import WaitingRow
from commons.models import Visibility
from projects.models import Partnership, Project


def waiting_partnerships(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Invitations to partner that one of these people may answer."""
    found = (
        Partnership.objects.waiting()
        .filter(organisation__group__user__in=people, project__in=Project.objects.taking_partners())
        .annotate(to=F("organisation__group__user"))
        .select_related("organisation", "project")
    )
    for partnership in found:
        yield WaitingRow(
            person_id=partnership.to,
            kind="projects.partnership",
            object_id=partnership.pk,
            sentence=_("%(org)s diundang bermitra dalam %(project)s.")
            % {"org": partnership.organisation.name, "project": partnership.project},
            url=reverse("projects:partnership_answer", args=[partnership.project_id, partnership.pk]),
            since=partnership.invited_at,
            due=None,
            action=_("Jawab"),
            page=partnership.project.team_url(),
            audience_id=partnership.project.audience_id,
            keeper_id=partnership.project.coordinator_id,
        )


def waiting_updates(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Running projects that owe an update, for their coordinators and partners; and obstacles that the organisations of
    these people were asked about. In one statement: a home page has few, and many who ask."""
    silent = Project.objects.silent(now)
    by_name = silent.filter(coordinator__in=people).annotate(to=F("coordinator"), **NO_OBSTACLE)
    partners = silent.filter(
        partnerships__state=Partnership.State.ACCEPTED, partnerships__organisation__group__user__in=people
    ).annotate(to=F("partnerships__organisation__group__user"), **NO_OBSTACLE)
    for project in by_name.union(partners, _asked_about(people)):
        yield _update_row(project, now) if project.obstacle is None else _obstacle_row(project)


def asked_with_updates(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Nothing of its own: `waiting_updates` brings the obstacles along."""
    return ()


# What a project has beside it where an obstacle waits: types said, for a NULL of a union has none.
OBSTACLE: dict[str, tuple[str, "Field[Any, Any]"]] = {
    "obstacle": ("pk", BigIntegerField()),
    "asked_id": ("asked", BigIntegerField()),
    "asked_name": ("asked__name", CharField()),
    "raised_at": ("created_at", DateTimeField()),
    "answer_due": ("due_on", DateField()),
    "answered": ("answered_at", DateTimeField()),
    "resolved": ("resolved_at", DateTimeField()),
}
NO_OBSTACLE = {name: Cast(Value(None), field) for name, (_path, field) in OBSTACLE.items()}


def _asked_about(people: Sequence[int]) -> Any:
    """Unanswered obstacles, as projects; a private project is named to those only who still take part."""
    beside = {name: F(f"obstacles__{path}") for name, (path, _field) in OBSTACLE.items()}
    found = Project.objects.taking_partners().annotate(to=F("obstacles__asked__group__user"), **beside)
    takes_part = Partnership.objects.accepted().filter(project=OuterRef("pk"), organisation=OuterRef("asked_id"))
    may_know = ~Q(audience__visibility=Visibility.PRIVATE) | Q(lead=F("asked_id")) | Exists(takes_part)
    return found.filter(may_know, to__in=people, answered=None, resolved=None)


def _update_row(project: Any, now: datetime) -> WaitingRow:
    days = max((now - project.updated_at).days, 1)
    return WaitingRow(
        person_id=project.to,
        kind="projects.update",
        object_id=project.pk,
        sentence=_("%(project)s belum diperbarui %(n)s hari.") % {"project": project, "n": days},
        url=reverse("projects:update_create", args=[project.pk]),
        since=project.next_update_at or project.updated_at,
        due=project.next_update_at,
        action=_("Perbarui"),
        page=project.get_absolute_url(),
        audience_id=project.audience_id,
        keeper_id=project.coordinator_id,
    )


def _obstacle_row(project: Any) -> WaitingRow:
    return WaitingRow(
        person_id=project.to,
        kind="projects.obstacle",
        object_id=project.obstacle,
        sentence=_("%(project)s meminta bantuan %(org)s.") % {"project": project, "org": project.asked_name},
        url=reverse("projects:obstacle_answer", args=[project.pk, project.obstacle]),
        since=project.raised_at,
        due=at(project.answer_due, hour=17) if project.answer_due else None,
        action=_("Jawab"),
        page=f"{project.obstacles_url()}#kendala-{project.obstacle}",
        audience_id=project.audience_id,
        keeper_id=project.coordinator_id,
    )
