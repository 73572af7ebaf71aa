"""Projects in lists: rows, filters with their numbers, and cards where a project is only mentioned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats
from commons.chips import Chip
from commons.contributions import Card
from commons.drawn import kept_for_the_minute
from commons.models import area_names
from commons.narrowing import Narrowing
from commons.paging import SIZE, Page
from commons.standing import READER, reader, sight
from commons.statements import Given, Statement
from forums.models import Category
from projects.models import Condition, Partnership, Project, Stage
from projects.models.project import address, is_stale, title_for
from projects.queries.choosing import (
    ARCHIVE,
    CONDITION,
    NAME,
    NARROWING,
    NEWEST,
    SORT,
    STAGE,
    STALE,
    chosen,
    in_place,
    is_narrowed,
    searched,
)
from projects.queries.looks import CONDITION_LOOK, STAGE_LOOK, stage_look, state_look
from stakeholders.models import Organisation

SHOWN_IN_PANEL = 10
PLACED = tuple(name for name in NARROWING if name not in (STAGE, CONDITION))
ENDED = (Stage.DONE, Stage.CANCELLED)
FIRST = Statement(lambda: Project.objects.visible_to(READER).current().for_rows().order_by(*NEWEST)[: SIZE + 1])


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
    due: str  # empty where nothing is due any more


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
            due=formats.short_date(p["due_on"]) if p["due_on"] and p["stage"] not in ENDED else "",
        )
        for p in projects
    ]


@dataclass(frozen=True)
class Filter:
    """A value one can narrow by: where it leads, and to how many."""

    label: str
    url: str
    icon: str
    count: int
    current: bool


@dataclass(frozen=True)
class Filters:
    """The rows of chips above the list, and how many projects it has."""

    stages: list[Filter]
    conditions: list[Filter]
    total: int
    by_stage: dict[str, int]


def projects_list(user: Any, narrowed: Narrowing, now: datetime | None = None) -> QuerySet[Any, Any]:
    """The projects a person may see, narrowed, as rows (`for_rows`)."""
    found = searched(chosen(user, narrowed, now).for_rows(), narrowed)
    return found.annotate(lowered=Lower("title")) if narrowed.get(SORT) == NAME else found


def newest_projects(user: Any) -> list[dict[str, Any]]:
    """The first page of the list that nobody narrowed, and one row more: what most people open."""
    return FIRST(**reader(user))


@dataclass(frozen=True)
class Listed:
    """The chips and the rows of a page, drawn, and how many projects the list has."""

    html: str
    total: int


def listed(shown: Page, user: Any, narrowed: Narrowing) -> Listed:
    """A page of the list, drawn.

    The rows are those that the database has just given. The numbers beside the chips may be of this minute's beginning,
    where nothing that this person sees of the page has changed since.
    """

    def draw() -> Listed:
        known = filters(user, narrowed)
        context = {"page": shown, "rows": rows(shown.rows), "filters": known, "is_narrowed": is_narrowed(narrowed)}
        return Listed(render_to_string("projects/_listed.html", context), known.total)

    if narrowed.words:
        return draw()
    return kept_for_the_minute(draw, "projects.listed", sight(user), narrowed.chosen, shown)


def _counted(projects: Any, now: Any) -> Any:
    """By stage and condition: how many, how many of them owe an update; and how many are in the archive."""
    silent = Count("pk", filter=Q(stage=Stage.ACTIVE, next_update_at__lte=now))
    many, away = Count("pk", filter=Q(archived_at=None)), Count("archived_at")
    return projects.order_by().values("stage", "condition").annotate(many=many, silent=silent, away=away)


ALL = Statement(lambda: _counted(Project.objects.visible_to(READER), Given("now")))


def filters(user: Any, narrowed: Narrowing) -> Filters:
    """Stages, and conditions of what runs, each with its number: one query, whatever the number of projects."""
    now = timezone.now()
    if any(narrowed.get(name) for name in PLACED):
        counts = _counted(searched(in_place(user, narrowed), narrowed), now)
    else:
        counts = ALL(now=now, **reader(user))
    stages: Counter[str] = Counter()
    conditions: Counter[str] = Counter()
    away = 0
    for row in counts:
        stage, condition, count, quiet = row["stage"], row["condition"], row["many"], row["silent"]
        stages[stage] += count
        away += row["away"]
        conditions[STALE] += quiet
        if stage == Stage.ACTIVE:
            conditions[condition] += count
    return Filters(
        [*_stage_chips(narrowed, stages), *_archive_chip(narrowed, away)],
        list(_condition_chips(narrowed, conditions)),
        away if narrowed.get(STAGE) == ARCHIVE else _total(narrowed, stages, conditions),
        _by_stage(narrowed, stages, conditions),
    )


def _stage_chips(narrowed: Narrowing, counts: Counter[str]) -> Iterator[Filter]:
    chosen, condition = narrowed.get(STAGE), narrowed.get(CONDITION)
    yield Filter(_("Semua"), narrowed.link(tahap="", kondisi=""), "", counts.total(), not chosen and not condition)
    for stage in Stage:
        if counts[stage.value] or chosen == stage:
            link = narrowed.link(tahap=stage, kondisi="")
            yield Filter(str(stage.label), link, STAGE_LOOK[stage][1], counts[stage.value], chosen == stage)


def _archive_chip(narrowed: Narrowing, count: int) -> Iterator[Filter]:
    chosen = narrowed.get(STAGE) == ARCHIVE
    if count or chosen:
        yield Filter(_("Arsip"), narrowed.link(tahap=ARCHIVE, kondisi=""), "history", count, chosen)


def _condition_chips(narrowed: Narrowing, counts: Counter[str]) -> Iterator[Filter]:
    """What runs and wants attention; what is on track needs no chip of its own."""
    looks = [(c.value, str(c.label), CONDITION_LOOK[c][1]) for c in Condition if c != Condition.ON_TRACK]
    for value, label, icon in (*looks, (STALE, _("Belum diperbarui"), "clock")):
        chosen = narrowed.get(CONDITION) == value
        if counts[value] or chosen:
            yield Filter(label, narrowed.link(kondisi=value, tahap=""), icon, counts[value], chosen)


def _total(narrowed: Narrowing, stages: Counter[str], conditions: Counter[str]) -> int:
    stage, condition = narrowed.get(STAGE), narrowed.get(CONDITION)
    if condition:
        return conditions[condition] if stage in ("", Stage.ACTIVE) else 0
    return stages[stage] if stage else stages.total()


def _by_stage(narrowed: Narrowing, stages: Counter[str], conditions: Counter[str]) -> dict[str, int]:
    """Only what runs has a condition."""
    condition = narrowed.get(CONDITION)
    return {Stage.ACTIVE.value: conditions[condition]} if condition else dict(stages)


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


def project_of_forum(category: Category, user: Any) -> dict[str, Any] | None:
    """The page of a project's part of the forum leads back to the project."""
    if not category.is_owned:
        return None
    project = Project.objects.visible_to(user).filter(category=category.pk).first()
    return None if project is None else {"project": project}
