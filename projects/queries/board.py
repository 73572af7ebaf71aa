"""The projects beside one another by their stage, each with the stages to which this reader may move it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from commons.access import can
from commons.chips import Chip
from commons.narrowing import Narrowing
from commons.standing import standing
from projects.models import Project, Stage
from projects.queries.choosing import NEWEST, STAGE, VIEW, found_projects
from projects.queries.lists import Filter, Filters, Row, rows
from projects.queries.looks import stage_look

SHOWN_IN_COLUMN = 12


@dataclass(frozen=True)
class Move:
    """A stage that a project may go to, and the page that asks why."""

    label: str
    icon: str
    url: str


@dataclass(frozen=True)
class BoardCard:
    """A project on the board."""

    row: Row
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Column:
    """A stage with its newest projects; `url` leads to all of them. On a phone only the current one is seen."""

    code: str
    look: Chip
    count: int
    cards: tuple[BoardCard, ...]
    url: str
    current: bool

    @property
    def label(self) -> str:
        return self.look.label

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Board:
    """The columns, and the tabs by which a phone goes from one to the other."""

    columns: list[Column]
    tabs: list[Filter]


def board(user: Any, narrowed: Narrowing, filters: Filters) -> Board:
    """A column for each stage that has projects, or only for the chosen one; the filters know how many there are."""
    stages = [code for code in Stage.values if filters.by_stage.get(code)]
    wanted = [code for code in stages if narrowed.get(STAGE) in ("", code)]
    cards = _cards(user, narrowed)
    current = narrowed.get(STAGE) or next((code for code in (Stage.ACTIVE, *wanted) if code in wanted), "")
    columns = [
        Column(
            code,
            stage_look(code),
            filters.by_stage[code],
            tuple(cards.get(code, ())),
            narrowed.link(**{STAGE: code, VIEW: ""}),
            code == current,
        )
        for code in wanted
    ]
    label = stage_look(current).label if current else ""
    return Board(columns, [replace(one, current=one.label == label) for one in filters.stages[1:]])


def _cards(user: Any, narrowed: Narrowing) -> dict[str, list[BoardCard]]:
    """Two statements; one for the signed out."""
    nth = Window(RowNumber(), partition_by=F("stage"), order_by=[F("updated_at").desc(), F("pk").desc()])
    newest = found_projects(user, narrowed).annotate(nth=nth).filter(nth__lte=SHOWN_IN_COLUMN)
    found = list(Project.objects.filter(pk__in=newest.values("pk")).for_rows().order_by(*NEWEST))
    moves = _moves(user, [row["pk"] for row in found])
    columns: dict[str, list[BoardCard]] = {}
    for row, shown in zip(found, rows(found), strict=True):
        columns.setdefault(row["stage"], []).append(BoardCard(shown, moves.get(row["pk"], ())))
    return columns


def _moves(user: Any, ids: list[int]) -> Mapping[int, tuple[Move, ...]]:
    """Of each project that this person may move: what the rule says of each of them, without a statement for each."""
    if not standing(user).roles - {"visitor"}:
        return {}
    projects = Project.objects.filter(pk__in=ids).with_partner(user)
    return {
        project.pk: tuple(
            Move(look.label, look.icon, f"/proyek/{project.pk}/tahap/?ke={stage}")
            for stage in project.next_stages()
            for look in [stage_look(stage)]
        )
        for project in projects
        if can(user, "projects.change_stage", project)
    }
