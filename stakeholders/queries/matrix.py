"""Who is where: each RW beside the four sectors, so that one sees where nobody speaks for one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.models import Area
from commons.models.area import area_name
from stakeholders.models import Organisation, Sector

PATH = "/direktori/"
STEPS = 3  # of colour, beside none


@dataclass(frozen=True)
class Cell:
    """A number and the list that it stands for; `step` 0 is nobody, 3 is where most are."""

    number: int
    url: str
    said: str
    step: int = 0


@dataclass(frozen=True)
class Line:
    """An RW: what it is called, its cells, and their sum."""

    label: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Matrix:
    """All RW, then all organisations of each sector once, and how many name no place."""

    sectors: list[str]
    lines: list[Line]
    totals: Line
    nowhere: int


def matrix(user: Any) -> Matrix:
    """Of the verified organisations that this person may see. What works in the whole kelurahan counts in each RW, as
    it stands in the list of each; so the last line is no sum of those above it, and says so. Five statements."""
    numbers = list(Area.objects.neighbourhoods().values_list("number", flat=True))
    found = Organisation.objects.visible_to(user).verified().order_by()
    links = Organisation.areas.through.objects.filter(organisation__in=found)
    whole = links.filter(area__level=Area.Level.KELURAHAN)
    everywhere = _counted(whole.values_list("organisation__sector"))
    apart = links.filter(area__level=Area.Level.RW).exclude(organisation__in=whole.values("organisation"))
    here = _counted(apart.values_list("area__number", "organisation__sector"))
    cells = {
        (number, sector): here.get((number, sector), 0) + everywhere.get((sector,), 0)
        for number in numbers
        for sector in Sector.values
    }
    all_of = _counted(found.values_list("sector"), "pk")
    placed = links.exclude(area__level=Area.Level.RT).values("organisation").distinct().count()
    most = max(cells.values(), default=0)
    return Matrix(
        sectors=[str(sector.label) for sector in Sector],
        lines=[_line(number, {one: cells[number, one] for one in Sector.values}, most) for number in numbers],
        totals=_line(None, {one: all_of.get((one,), 0) for one in Sector.values}, 0),
        nowhere=sum(all_of.values()) - placed,
    )


def _counted(rows: Any, of: str = "organisation") -> dict[tuple[Any, ...], int]:
    """By everything but the number, each organisation once."""
    return {tuple(key): number for *key, number in rows.annotate(Count(of, distinct=True))}


def _line(number: int | None, counts: Mapping[str, int], most: int) -> Line:
    label = _("Seluruhnya") if number is None else area_name(Area.Level.RW, number, "")
    cells = [
        _cell(count, label, number, sector, ceil(STEPS * count / most) if most else 0)
        for sector, count in counts.items()
    ]
    return Line(label, cells, _cell(sum(counts.values()), label, number, "", 0))


def _cell(count: int, place: str, number: int | None, sector: str, step: int) -> Cell:
    """What it leads to is said in full to those who hear the table."""
    values = {"rw": str(number or ""), "unsur": sector}
    query = urlencode({name: value for name, value in values.items() if value})
    said = ngettext("%(n)s organisasi", "%(n)s organisasi", count) % {"n": count}
    who = str(Sector(sector).label) if sector else _("semua unsur")
    return Cell(count, f"{PATH}?{query}" if query else PATH, f"{place}, {who}: {said}", step)
