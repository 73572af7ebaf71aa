"""How meetings go: who comes to them, and whether what was decided is done. Of what the reader may see, and of an own
past only; nobody is ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import ExtractQuarter, ExtractYear, TruncDate
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from commitments.models import Commitment, State
from commons import formats
from commons.calendar import at, today
from commons.chips import Chip
from meetings.models import AgendaItem, Attendance, Decision, Meeting
from stakeholders.models import Organisation, Sector

YEAR = "tahun"
PATH = "/agenda/statistik/"
EARLIEST, LATEST = 2000, 2199


@dataclass(frozen=True)
class Bar:
    """A line of a chart: `width` in hundredths of the longest."""

    label: str
    number: str
    width: int


@dataclass(frozen=True)
class Statistics:
    """One year of meetings. Tables are lists of ready text, one cell a column."""

    year: int
    years: list[Chip]
    held: str
    present: str
    decisions: str
    in_time: str
    sectors: list[Bar]
    areas: list[Bar]
    quarters: list[list[str]]

    @property
    def is_empty(self) -> bool:
        return self.held == "0"


def asked_year(values: Mapping[str, str]) -> int:
    """This year unless the address says another that there is."""
    text = values.get(YEAR, "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if EARLIEST <= year <= LATEST else today().year


def statistics(user: Any, year: int) -> Statistics:
    """Six statements, however many meetings there were."""
    held = Meeting.objects.visible_to(user).over().filter(cancelled_at=None)
    of_year = held.filter(_in_year("starts_at", year))
    there = Attendance.objects.filter(meeting__in=of_year.values("pk"))
    sectors = {row["sector"]: row["n"] for row in _by_sector(there)}
    areas = list(there.exclude(area=None).values("area__level", "area__number", "area__parent__number", "area__name")
                 .annotate(n=Count("pk")).order_by("area__number", "area__parent__number"))  # fmt: skip
    quarters = _quarters(user, of_year, year)
    kept, due = sum(row["kept"] for row in quarters), sum(row["due"] for row in quarters)
    return Statistics(
        year=year,
        years=[_tab(one, year) for one in _years(held, year)],
        held=formats.number(sum(row["held"] for row in quarters)),
        present=formats.number(sum(sectors.values())),
        decisions=formats.number(sum(row["decided"] for row in quarters)),
        in_time=_share(kept, due),
        sectors=_bars((str(Sector(one).label), sectors.get(one, 0)) for one in Sector.values),
        areas=_bars(_rw(areas)),
        quarters=[_line(row) for row in quarters],
    )


def _in_year(moment: str, year: int) -> Q:
    """By the days of the office, whatever the reader's clock says."""
    return Q(**{f"{moment}__gte": at(date(year, 1, 1)), f"{moment}__lt": at(date(year + 1, 1, 1))})


def _quarter(moment: str) -> ExtractQuarter:
    return ExtractQuarter(moment, tzinfo=get_default_timezone())


def _tab(year: int, now: int) -> Chip:
    return Chip(str(year), url=f"{PATH}?{YEAR}={year}", current=year == now)


def _years(held: Any, year: int) -> list[int]:
    found = (
        held.annotate(y=ExtractYear("starts_at", tzinfo=get_default_timezone()))
        .order_by()
        .values_list("y", flat=True)
        .distinct()
    )
    return sorted({*found, today().year, year}, reverse=True)


def _by_sector(there: Any) -> Any:
    """Who came for no verified organisation came as a resident."""
    verified = When(organisation__state=Organisation.State.VERIFIED, then=F("organisation__sector"))
    sector = Case(verified, default=Value(Sector.COMMUNITY.value))
    return there.annotate(sector=sector).order_by().values("sector").annotate(n=Count("pk"))


def _rw(areas: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """By the number of the RW, never by who came most; an RT counts to its RW."""
    found: dict[int, int] = {}
    for row in areas:
        number = {"rw": row["area__number"], "rt": row["area__parent__number"]}.get(row["area__level"])
        if number is not None:
            found[number] = found.get(number, 0) + row["n"]
    return [(f"RW {number:02d}", found[number]) for number in sorted(found)]


def _bars(counted: Iterable[tuple[str, int]]) -> list[Bar]:
    found = list(counted)
    most = max((n for _label, n in found), default=0)
    return [Bar(label, formats.number(n), 100 * n // most if most else 0) for label, n in found]


def _quarters(user: Any, of_year: Any, year: int) -> list[dict[str, int]]:
    """Held, decided, and of the promises that fell due how many were kept by their day, a quarter of the year each."""
    held = dict(of_year.annotate(q=_quarter("starts_at")).order_by().values_list("q").annotate(Count("pk")))
    decided = dict(
        Decision.objects.visible_to(user).filter(_in_year("published_at", year)).annotate(q=_quarter("published_at"))
        .order_by().values_list("q").annotate(Count("pk"))
    )  # fmt: skip
    promises = {row["q"]: row for row in _promises(user, year)}
    nothing = {"due": 0, "kept": 0}
    return [
        {
            "q": q,
            "held": held.get(q, 0),
            "decided": decided.get(q, 0),
            "due": promises.get(q, nothing)["due"],
            "kept": promises.get(q, nothing)["kept"],
        }
        for q in range(1, 5)
    ]


def _promises(user: Any, year: int) -> Any:
    """Those made in meetings whose day has come; kept in time is kept by the last day that was agreed on."""
    kind = ContentType.objects.get_for_model(AgendaItem)
    last = min(today(), date(year, 12, 31))
    found = Commitment.objects.visible_to(user).filter(
        source_type=kind, due_on__year=year, due_on__lte=last
    ).exclude(state=State.WITHDRAWN)  # fmt: skip
    in_time = Q(state=State.KEPT, closed_on__lte=F("due_on"))
    counts = {"due": Count("pk"), "kept": Count("pk", filter=in_time)}
    closed_on = TruncDate("closed_at", tzinfo=get_default_timezone())
    return found.annotate(q=ExtractQuarter("due_on"), closed_on=closed_on).order_by().values("q").annotate(**counts)


def _share(kept: int, due: int) -> str:
    return formats.percent(100 * kept / due) if due else "–"


def _line(row: Mapping[str, int]) -> list[str]:
    quarter = _("Triwulan %(n)s") % {"n": row["q"]}
    numbers = (row["held"], row["decided"], row["due"], row["kept"])
    return [quarter, *(formats.number(n) for n in numbers), _share(row["kept"], row["due"])]


def quarter_columns() -> list[dict[str, Any]]:
    """What the columns of `Statistics.quarters` say."""
    names = [_("Rapat"), _("Keputusan"), _("Tindak lanjut jatuh tempo"), _("Ditepati tepat waktu"), _("Tepat waktu")]
    return [{"label": _("Waktu")}, *({"label": name, "number": True} for name in names)]
