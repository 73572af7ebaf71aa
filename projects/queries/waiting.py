"""What waits for people in the projects."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Q, Subquery, TextField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from approvals.models import Approval
from commons.audience import seen_by_each
from commons.contributions import WaitingRow
from commons.standing import LEADER, STAFF
from projects.models import PROPOSAL, Completion, Partnership, Project, Stage
from projects.models.project import title_for
from stakeholders.models import Sector


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


def waiting_for_a_step(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Projects said to be done, for those who may confirm it; proposals sent back, for those who mend them. One query,
    because every home page asks it."""
    for what, pk, project, persons, title, title_en, audience, keeper, since, due in _to_confirm(people).union(
        _to_mend(people), all=True
    ):
        returned = what == "returned"
        said = _("Usulan %(project)s perlu diperbaiki.") if returned else _("%(project)s diusulkan selesai.")
        for person in persons:
            yield WaitingRow(
                person_id=person,
                kind=f"projects.{what}",
                object_id=pk,
                sentence=said % {"project": title_for(title, title_en)},
                url=f"/proyek/usulan/{project}/" if returned else f"/proyek/{project}/selesai/{pk}/",
                since=since,
                due=due,
                action=_("Perbaiki") if returned else _("Konfirmasi"),
                audience_id=None if returned else audience,  # what was sent back is between the office and its sender
                keeper_id=None if returned else keeper,
            )


def _to_confirm(people: Sequence[int]) -> Any:
    """Partners of another sector, and the office where it is not the office that asks."""
    partners = (
        Partnership.objects.accepted()
        .filter(project=OuterRef(OuterRef("project")))
        .exclude(organisation__sector=OuterRef(OuterRef("sector")))
    )
    office = Q(groups__name__in=(STAFF, LEADER)) & ~Q(side=Sector.GOVERNMENT)
    asked = (
        User.objects.filter(pk__in=people)
        .exclude(pk=OuterRef("proposed_by"))
        .annotate(there=OuterRef("project__audience"), side=ExpressionWrapper(OuterRef("sector"), TextField()))
        .filter(Q(groups__in=partners.values("organisation__group")) | office)
        .filter(seen_by_each("pk", "there"))
    )
    waiting = Completion.objects.waiting().filter(project__stage=Stage.ACTIVE)
    return waiting.order_by().values_list(
        Value("completion", TextField()), "pk", "project", ArraySubquery(asked.order_by().values("pk").distinct()),
        "project__title", "project__title_en", "project__audience", "project__coordinator", "proposed_at", "due_at",
    )  # fmt: skip


def _to_mend(people: Sequence[int]) -> Any:
    returned = Approval.objects.filter(kind=PROPOSAL, object_id=OuterRef("pk"), state=Approval.State.RETURNED)
    proposer = User.objects.filter(pk=OuterRef("proposal__proposed_by"))
    found = Project.objects.filter(stage=Stage.PROPOSED, proposal__proposed_by__in=people)
    sent_back = Subquery(returned.order_by().values("decided_at")[:1])
    return found.annotate(sent_back=sent_back).exclude(sent_back=None).order_by().values_list(
        Value("returned", TextField()), "pk", F("pk"), ArraySubquery(proposer.order_by().values("pk")),
        "title", "title_en", "audience", "coordinator", "sent_back", Value(None, DateTimeField()),
    )  # fmt: skip
