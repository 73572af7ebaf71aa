"""Projects are opened by the office, and described."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.offices import group_of
from activity.actions import begin_to_follow, record
from commons.access import ensure
from commons.audience import give, set_visibility
from commons.editing import ensure_not_overtaken
from commons.models import Area, Theme, Visibility
from commons.models.epoch import raise_epoch
from commons.standing import LEADER
from forums.actions import rename_forum
from projects.actions.locking import locked
from projects.actions.opening import enter_leader, make_project
from projects.actions.stages import go
from projects.models import Project, Proposal, Stage, StageChange
from projects.queries import facts_of, wished_visibility


@transaction.atomic
def open_project(*, by: Any, visibility: str = Visibility.PUBLIC, start_now: bool = True, **facts: Any) -> Project:
    """A project that the office opens (`facts` are those of `make_project`): it begins approved, and runs at once when
    `start_now`.

    Coordinator, leading organisation and the leaders may see it whatever its visibility; the leading organisation is
    its first partner. Its part of the forum comes with it.
    """
    project = make_project(visibility=visibility, stage=Stage.APPROVED, **facts)
    coordinator, lead, thread = project.coordinator, project.lead, project.thread
    StageChange.objects.create(project=project, after=Stage.APPROVED, author=by)
    enter_leader(project, by)
    begin_to_follow(coordinator, thread)
    record("projects.project_opened", actor=by, target=project, thread=thread,
           to=[("assigned", coordinator), ("concerned", lead.group)])  # fmt: skip
    if start_now:
        go(project, Stage.ACTIVE, by=by)
    for one in (coordinator, lead.group, group_of(LEADER)):
        give("see", to=one, on=project.audience, by=by)
    return project


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
    visibility = facts.pop("visibility", wished_visibility(project))
    titles = project.title, project.title_en
    for name, value in facts.items():
        setattr(project, name, value)
    project.save(update_fields=list(facts))
    project.areas.set(areas)
    project.themes.set(themes)
    if "title" in facts:
        rename_forum(project.category_id, facts["title"])
    if visibility != wished_visibility(project):
        _show_to(project, visibility)
    if titles != (project.title, project.title_en):
        raise_epoch()  # others' texts name it
    return project


def _show_to(project: Project, visibility: str) -> None:
    """What nobody has looked at yet stays hidden: of a proposal it is a wish."""
    if project.stage == Stage.PROPOSED:
        Proposal.objects.filter(pk=project.pk).update(visibility=visibility)
    else:
        set_visibility(project.audience, visibility)
