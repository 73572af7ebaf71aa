"""Projects are opened, described, and go from stage to stage."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, name_thread, open_thread, record
from commons.access import Refused, ensure
from commons.audience import give, set_visibility
from commons.editing import ensure_not_overtaken
from commons.models import Area, Audience, Theme, Visibility
from commons.models.epoch import raise_epoch
from commons.standing import LEADER
from forums.actions import open_forum_of, rename_forum
from projects.actions.locking import locked
from projects.actions.reminders import keep_rhythm, partner_groups
from projects.models import Partnership, Project, Stage, StageChange
from projects.models.project import InvalidTransition
from projects.queries import facts_of
from stakeholders.models import Organisation


@transaction.atomic
def open_project(
    *,
    by: Any,
    title: str,
    lead: Organisation,
    coordinator: Any,
    summary: str = "",
    visibility: str = Visibility.PUBLIC,
    areas: Iterable[Area] = (),
    themes: Iterable[Theme] = (),
    starts_on: date | None = None,
    due_on: date | None = None,
    budget_idr: int | None = None,
    rhythm_days: int = 30,
    next_step: str = "",
    start_now: bool = True,
) -> Project:
    """A project that the office opens: it begins approved, and runs at once when `start_now`.

    Coordinator, leading organisation and the leaders may see it whatever its visibility; the leading organisation is
    its first partner. Its part of the forum comes with it.
    """
    audience = Audience.objects.create(visibility=visibility)
    thread = open_thread("projects.project", audience)
    category = open_forum_of(title=title, audience=audience, thread=thread)
    project = Project.objects.create(
        category=category,
        title=title,
        summary=summary,
        lead=lead,
        coordinator=coordinator,
        starts_on=starts_on,
        due_on=due_on,
        budget_idr=budget_idr,
        rhythm_days=rhythm_days,
        next_step=next_step,
        audience=audience,
        thread=thread,
    )
    name_thread(thread, project)
    project.areas.set(areas)
    project.themes.set(themes)
    StageChange.objects.create(project=project, after=Stage.APPROVED, author=by)
    _lead(project, by)
    begin_to_follow(coordinator, thread)
    record("projects.project_opened", actor=by, target=project, thread=thread,
           to=[("assigned", coordinator), ("concerned", lead.group)])  # fmt: skip
    if start_now:
        _go(project, Stage.ACTIVE, by, "")
    for one in (coordinator, lead.group, Group.objects.get_or_create(name=LEADER)[0]):
        give("see", to=one, on=audience, by=by)
    return project


def _lead(project: Project, by: Any) -> None:
    """The leading organisation needs no invitation; its right is a grant like every partner's."""
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


@transaction.atomic
def edit_project(
    *, project: Project, by: Any, areas: Iterable[Area], themes: Iterable[Theme], seen: str = "", **facts: Any
) -> Project:
    """Change what describes a project, its visibility included. Locks the project.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    project = locked(project.pk)
    ensure(by, "projects.edit_project", project)
    ensure_not_overtaken(seen, facts_of(project))
    visibility = facts.pop("visibility", project.audience.visibility)
    titles = project.title, project.title_en
    for name, value in facts.items():
        setattr(project, name, value)
    project.save(update_fields=list(facts))
    project.areas.set(areas)
    project.themes.set(themes)
    if "title" in facts:
        rename_forum(project.category_id, facts["title"])
    if visibility != project.audience.visibility:
        set_visibility(project.audience, visibility)
    if titles != (project.title, project.title_en):
        raise_epoch()  # others' texts name it
    return project


@transaction.atomic
def change_stage(
    *, project: Project, stage: str, by: Any, reason: str, acting_as: Organisation | None = None
) -> Project:
    """One step of its life, with the reason that everybody reads. Locks the project.

    Raises:
        Refused: this stage does not follow the present one.
    """
    project = locked(project.pk)
    ensure(by, "projects.change_stage", project)
    _go(project, stage, by, reason, acting_as)
    to = [("concerned", project.coordinator), *(("concerned", group) for group in partner_groups(project))]
    record("projects.stage_changed", actor=by, target=project, thread=project.thread,
           acting_as=acting_as.group if acting_as else None, to=to)  # fmt: skip
    return project


def _go(project: Project, stage: str, by: Any, reason: str, acting_as: Organisation | None = None) -> None:
    before, now = project.stage, timezone.now()
    try:
        project.move_to(stage, now)
    except InvalidTransition:
        raise Refused(
            _("Proyek ini tidak dapat langsung menjadi %(stage)s.") % {"stage": Stage(stage).label}, obj=project
        ) from None
    project.save(update_fields=["stage", "stage_since", "progress", "next_update_at"])
    StageChange.objects.create(
        project=project, before=before, after=stage, author=by, acting_as=acting_as, reason=reason, created_at=now
    )
    keep_rhythm(project)
