"""Projects by RW and stage: each number is the list that it leads to, so what is everywhere counts in each RW."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.models import Area
from commons.narrowing import RW, Narrowing
from projects.models import Project, Stage
from projects.queries.choosing import STAGE, VIEW, found_projects, stage_name


@dataclass(frozen=True)
class Number:
    """How many, and the list of them; what it leads to is said in full to those who hear the table."""

    number: int
    url: str
    said: str


@dataclass(frozen=True)
class Place:
    """An RW: its numbers by stage, and their sum."""

    label: str
    cells: tuple[Number, ...]
    total: Number


@dataclass(frozen=True)
class ByRW:
    """All RW, then all projects once, and how many name no place."""

    stages: tuple[str, ...]
    lines: tuple[Place, ...]
    totals: Place
    nowhere: int


def by_rw(user: Any, narrowed: Narrowing) -> ByRW:
    """Two statements. The last line is no sum of those above it: what is in several RW is counted there once."""
    found = found_projects(user, narrowed).order_by()
    links = Project.areas.through.objects.filter(project__in=found.values("pk"))
    whole = links.filter(area__level=Area.Level.KELURAHAN).values("project")
    counted = _counted(
        links.filter(area__level=Area.Level.RW)
        .exclude(project__in=whole)
        .values_list("area__number", "project__stage")
        .annotate(Count("project", distinct=True))
    )
    everywhere, all_of, nowhere = Counter[str](), Counter[str](), 0
    for stage, number, spread, placed in _by_stage(found):
        everywhere[stage], all_of[stage] = spread, number
        nowhere += number - placed
    stages = tuple(stage for stage in Stage.values if all_of[stage])
    lines = [
        _place(narrowed, number, label, {one: counted[number, one] + everywhere[one] for one in stages})
        for number, label in narrowed.neighbourhoods
        if narrowed.get(RW) in ("", number)
    ]
    totals = _place(narrowed, narrowed.get(RW), _("Seluruhnya"), {one: all_of[one] for one in stages})
    return ByRW(tuple(str(Stage(one).label) for one in stages), tuple(lines), totals, nowhere)


def _by_stage(found: Any) -> Any:
    """Stage, all of it, what is in the whole kelurahan, what is placed at all."""
    everywhere = Q(areas__level=Area.Level.KELURAHAN)
    return (
        found.values("stage")
        .annotate(
            number=Count("pk", distinct=True),
            spread=Count("pk", filter=everywhere, distinct=True),
            placed=Count("pk", filter=everywhere | Q(areas__level=Area.Level.RW), distinct=True),
        )
        .values_list("stage", "number", "spread", "placed")
    )


def _counted(rows: Any) -> Counter[tuple[str, str]]:
    return Counter({(str(number), stage): count for number, stage, count in rows})


def _place(narrowed: Narrowing, number: str, label: str, counts: dict[str, int]) -> Place:
    cells = tuple(_number(narrowed, number, label, stage, count) for stage, count in counts.items())
    return Place(label, cells, _number(narrowed, number, label, narrowed.get(STAGE), sum(counts.values())))


def _number(narrowed: Narrowing, number: str, label: str, stage: str, count: int) -> Number:
    said = ngettext("%(n)s proyek", "%(n)s proyek", count) % {"n": count}
    what = stage_name(stage) if stage else _("semua tahap")
    return Number(count, narrowed.link(**{RW: number, STAGE: stage, VIEW: ""}), f"{label}, {what}: {said}")
