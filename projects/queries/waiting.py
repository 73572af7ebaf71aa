"""What waits for people in the projects."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.calendar import at
from commons.contributions import WaitingRow
from commons.models import Visibility
from projects.models import Obstacle, Partnership, Project


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
    """Running projects that owe an update, for their coordinators and partners."""
    silent = Project.objects.silent(now)
    by_name = silent.filter(coordinator__in=people).annotate(to=F("coordinator"))
    partners = silent.filter(
        partnerships__state=Partnership.State.ACCEPTED, partnerships__organisation__group__user__in=people
    ).annotate(to=F("partnerships__organisation__group__user"))
    for project in by_name.union(partners):
        days = max((now - project.updated_at).days, 1)
        yield WaitingRow(
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


def waiting_obstacles(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Obstacles that the organisations of these people were asked about and have not answered.

    A private project is named to those only who still take part.
    """
    takes_part = Partnership.objects.accepted().filter(project=OuterRef("project"), organisation=OuterRef("asked"))
    may_know = ~Q(project__audience__visibility=Visibility.PRIVATE) | Q(project__lead=F("asked")) | Exists(takes_part)
    found = (
        Obstacle.objects.unanswered()
        .filter(asked__group__user__in=people, project__in=Project.objects.taking_partners())
        .filter(may_know)
        .annotate(to=F("asked__group__user"))
        .select_related("asked", "project")
    )
    for obstacle in found:
        yield WaitingRow(
            person_id=obstacle.to,
            kind="projects.obstacle",
            object_id=obstacle.pk,
            sentence=_("%(project)s meminta bantuan %(org)s.") % {"project": obstacle.project, "org": obstacle.asked},
            url=reverse("projects:obstacle_answer", args=[obstacle.project_id, obstacle.pk]),
            since=obstacle.created_at,
            due=at(obstacle.due_on, hour=17) if obstacle.due_on else None,
            action=_("Jawab"),
            page=obstacle.get_absolute_url(),
            audience_id=obstacle.project.audience_id,
            keeper_id=obstacle.project.coordinator_id,
        )
