"""Projects in lists: rows, filters with their numbers, and cards where a project is only mentioned."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats
from commons.contributions import Card
from commons.models import area_names
from projects.models import Condition, Partnership, Project, Stage
from projects.models.project import ProjectQuerySet, address, is_stale, title_for
from projects.queries.looks import CONDITION_LOOK, STAGE_LOOK, Chip, stage_look, state_look
from stakeholders.models import Organisation

SHOWN_IN_PANEL = 10


@dataclass(frozen=True)
class Row:
    """A project in a list, in the words that stand there: what looks the same is drawn once."""

    url: str
    title: str
    lead: str
    areas: str
    progress: int
    next_step: str
    stage: Chip
    condition: Chip | None
    updated: str


def rows(projects: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Of `Project.objects….for_rows()`."""
    now = timezone.localtime()
    return [
        Row(
            url=address(p["pk"], p["title"]),
            title=title_for(p["title"], p["title_en"]),
            lead=p["lead__name"],
            areas=", ".join(area_names(p["placed_areas"])),
            progress=p["progress"],
            next_step=p["next_step"],
            stage=stage_look(p["stage"]),
            condition=state_look(
                p["stage"], p["condition"], is_stale(p["stage"], p["archived_at"], p["next_update_at"])
            ),
            updated=formats.ago(p["updated_at"], now),
        )
        for p in projects
    ]


@dataclass(frozen=True)
class Filter:
    """A value one can filter by, with what it leads to."""

    value: str
    label: str
    icon: str
    count: int


def projects_list(user: Any, *, stage: str = "", condition: str = "", now: datetime | None = None) -> ProjectQuerySet:
    """The projects a person may see, narrowed; unknown values narrow nothing."""
    found = Project.objects.visible_to(user)
    if stage in Stage.values:
        found = found.filter(stage=stage)
    if condition == "stale":
        found = found.silent(now or timezone.now())
    elif condition in Condition.values:
        found = found.running().filter(condition=condition)
    return found


def filters(user: Any) -> tuple[list[Filter], list[Filter]]:
    """Stages, and conditions of what runs, each with its number: one query, whatever the number of projects."""
    now = timezone.now()
    silent = Count("pk", filter=Q(stage=Stage.ACTIVE, next_update_at__lte=now))
    visible = Project.objects.visible_to(user).order_by()
    counted = visible.values_list("stage", "condition").annotate(many=Count("pk"), silent=silent)
    stages: Counter[str] = Counter()
    conditions: Counter[str] = Counter()
    for stage, condition, count, quiet in counted:
        stages[stage] += count
        conditions["stale"] += quiet
        if stage == Stage.ACTIVE:
            conditions[condition] += count
    by_stage = [Filter(s.value, str(s.label), STAGE_LOOK[s][1], stages[s.value]) for s in Stage if stages[s.value]]
    by_condition = [
        Filter(c.value, str(c.label), CONDITION_LOOK[c][1], conditions[c.value])
        for c in Condition
        if conditions[c.value] and c != Condition.ON_TRACK
    ]
    if conditions["stale"]:
        by_condition.append(Filter("stale", _("Belum diperbarui"), "clock", conditions["stale"]))
    return by_stage, by_condition


def project_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Projects where they are only mentioned; those the person may not see are left out."""
    found = Project.objects.visible_to(user).filter(pk__in=list(ids))
    return {project.pk: project_card(project) for project in found}


def project_card(project: Project) -> Card:
    detail = f"{Stage(project.stage).label} · {project.progress} %"
    return Card(project.pk, str(project), project.get_absolute_url(), detail, "folder-kanban")


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """An organisation's page shows the projects it takes part in, those the reader may see."""
    found = (
        Project.objects.visible_to(user)
        .filter(partnerships__organisation=organisation, partnerships__state=Partnership.State.ACCEPTED)
        .recently_active()
        .for_rows()[:SHOWN_IN_PANEL]
    )
    shown_rows = rows(found)
    return {"rows": shown_rows} if shown_rows else None
