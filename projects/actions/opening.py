"""What every project begins with, whether the office opens it or somebody proposes it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from activity.actions import name_thread, open_thread
from commons.audience import give
from commons.models import Area, Audience, Theme
from forums.actions import open_forum_of
from projects.models import Milestone, Partnership, Project
from stakeholders.models import Organisation


def make_project(
    *,
    title: str,
    lead: Organisation,
    coordinator: Any,
    visibility: str,
    stage: str,
    summary: str = "",
    areas: Iterable[Area] = (),
    themes: Iterable[Theme] = (),
    starts_on: date | None = None,
    due_on: date | None = None,
    budget_idr: int | None = None,
    fund_sources: Iterable[str] = (),
    rhythm_days: int = 30,
    next_step: str = "",
    milestones: Iterable[str] = (),
) -> Project:
    """Its row, with an audience, a thread and a part of the forum of its own."""
    audience = Audience.objects.create(visibility=visibility)
    thread = open_thread("projects.project", audience)
    project = Project.objects.create(
        category=open_forum_of(title=title, audience=audience, thread=thread),
        title=title,
        summary=summary,
        lead=lead,
        coordinator=coordinator,
        starts_on=starts_on,
        due_on=due_on,
        budget_idr=budget_idr,
        fund_sources=list(fund_sources),
        rhythm_days=rhythm_days,
        next_step=next_step,
        stage=stage,
        audience=audience,
        thread=thread,
    )
    name_thread(thread, project)
    project.areas.set(areas)
    project.themes.set(themes)
    Milestone.objects.bulk_create(Milestone(project=project, title=title) for title in milestones)
    return project


def enter_leader(project: Project, by: Any) -> None:
    """The leading organisation needs no invitation; its right is a grant like every partner's."""
    if project.partnerships.current().filter(organisation=project.lead).exists():
        return
    now = timezone.now()
    Partnership.objects.create(
        project=project,
        organisation=project.lead,
        role=Partnership.Role.LEAD,
        state=Partnership.State.ACCEPTED,
        invited_by=by,
        answered_by=by,
        invited_at=now,
        answered_at=now,
    )
    give("post_status", to=project.lead.group, on=project, by=by)
