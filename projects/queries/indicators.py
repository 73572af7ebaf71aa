"""How far a project's aims are reached: each indicator with its readings as a table and as a drawing.

A period in which nothing was read stays empty in both: a line that ran through it would claim to know.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons import formats
from commons.access import can
from commons.calendar import today
from commons.statements import Given
from projects.fields import written
from projects.models import Indicator, Project, Reading
from projects.queries.charts import Chart, chart

MOST_PERIODS = 24  # the newest ones
SHOWN = 3  # on the project's page


@dataclass(frozen=True)
class Period:
    """A month (or three, six, twelve of them), and what was read last in it."""

    label: str
    reading: Reading | None

    @property
    def value(self) -> Decimal | None:
        return self.reading.value if self.reading else None


@dataclass(frozen=True)
class Entry:
    """A reading in the words that stand there."""

    pk: int
    on: str
    value: str
    source: str
    is_corrected: bool
    corrects: str  # what it corrects, in words
    author_id: int


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator as its page shows it."""

    pk: int
    name: str
    latest: str
    latest_on: str
    facts: tuple[tuple[str, str], ...]
    share: int | None
    table: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]
    chart: Chart | None


@dataclass(frozen=True)
class Aim:
    """What a project is for, and by what one sees it."""

    title: str
    indicators: tuple[ShownIndicator, ...]


def aims(project: Project) -> list[Aim]:
    """Two statements, whatever the number of indicators and readings."""
    indicators = list(project.indicators.in_order())
    readings: dict[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(indicator__project=project).select_related("corrected_by").in_order():
        readings[reading.indicator_id].append(reading)
    first = {one.aim: at for at, one in reversed(list(enumerate(indicators)))}
    indicators.sort(key=lambda one: first[one.aim])
    return [
        Aim(title, tuple(_shown(one, readings[one.pk]) for one in group))
        for title, group in groupby(indicators, key=lambda one: one.aim)
    ]


def _shown(indicator: Indicator, readings: Sequence[Reading]) -> ShownIndicator:
    standing = [one for one in readings if not _is_corrected(one)]
    known = [one for one in standing if one.value is not None]
    periods, latest = _periods(indicator, standing), known[-1] if known else None
    return ShownIndicator(
        pk=indicator.pk,
        name=indicator.name,
        latest=_with_unit(latest.value, indicator) if latest else _("belum ada data"),
        latest_on=formats.short_date(latest.on) if latest else "",
        facts=tuple(_facts(indicator)),
        share=share(indicator.baseline, indicator.target, latest.value if latest else None),
        table=tuple(_line(period, indicator) for period in reversed(periods)),
        entries=tuple(_entry(one, readings, indicator) for one in reversed(readings)),
        chart=_chart(indicator, periods) if any(one.value is not None for one in periods) else None,
    )


def _is_corrected(reading: Reading) -> bool:
    return hasattr(reading, "corrected_by")


def _with_unit(value: Decimal | None, indicator: Indicator) -> str:
    return _("belum ada data") if value is None else f"{written(value)} {indicator.unit}"


def _facts(indicator: Indicator) -> list[tuple[str, str]]:
    goal = _with_unit(indicator.target, indicator) if indicator.target is not None else _("belum ditentukan")
    if indicator.target is not None and indicator.target_on:
        goal = _("%(goal)s, paling lambat %(date)s") % {
            "goal": goal,
            "date": formats.short_date(indicator.target_on),
        }
    return [
        (_("Angka awal"), _with_unit(indicator.baseline, indicator)),
        (_("Angka sasaran"), goal),
        (_("Diukur"), str(indicator.get_months_display())),
    ]


def share(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> int | None:
    """How much of the way from the baseline to the target is done, in whole percent; never less than none of it."""
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return max(0, int(100 * (value - baseline) / (target - baseline)))


def _periods(indicator: Indicator, standing: Sequence[Reading]) -> list[Period]:
    """From the first reading to now, the empty ones too."""
    if not standing:
        return []
    last_of = {_at(one.on, indicator.months): one for one in standing}
    now = _at(today(), indicator.months)
    first = max(min(last_of), now - MOST_PERIODS + 1)
    return [Period(_called(at, indicator.months), last_of.get(at)) for at in range(first, now + 1)]


def _at(day: date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _called(at: int, months: int) -> str:
    """`Nov 2026`, `Okt–Des 2026`, `2026`."""
    first, last = at * months, at * months + months - 1
    begin, end = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1)
    if months == Indicator.Rhythm.YEARLY:
        return str(begin.year)
    end_name = formats.written(end, "M Y")
    return end_name if months == 1 else f"{formats.written(begin, 'M')}–{end_name}"


def _line(period: Period, indicator: Indicator) -> tuple[str, ...]:
    """A row of the table; what is missing says so."""
    reading = period.reading
    if reading is None:
        return period.label, _("belum ada data"), "–", "–"
    return period.label, _with_unit(reading.value, indicator), formats.short_date(reading.on), reading.source


def _entry(reading: Reading, readings: Sequence[Reading], indicator: Indicator) -> Entry:
    before = next((one for one in readings if one.pk == reading.corrects_id), None)
    return Entry(
        pk=reading.pk,
        on=formats.short_date(reading.on),
        value=_with_unit(reading.value, indicator),
        source=reading.source,
        is_corrected=_is_corrected(reading),
        corrects=_with_unit(before.value, indicator) if before else "",
        author_id=reading.author_id,
    )


def _chart(indicator: Indicator, periods: Sequence[Period]) -> Chart:
    return chart(
        [period.value for period in periods],
        target=indicator.target,
        baseline=indicator.baseline,
        labels=(periods[0].label, periods[-1].label),
        said=_said(indicator, periods),
    )


def _said(indicator: Indicator, periods: Sequence[Period]) -> str:
    known = [period for period in periods if period.value is not None]
    first, last = known[0], known[-1]
    return _("%(name)s: %(first)s pada %(from)s, %(last)s pada %(to)s, dan %(missing)s kurun tanpa data") % {
        "name": indicator.name,
        "first": _with_unit(first.value, indicator),
        "from": first.label,
        "last": _with_unit(last.value, indicator),
        "to": last.label,
        "missing": len(periods) - len(known),
    }


@dataclass(frozen=True)
class Brief:
    """An indicator where it is only mentioned."""

    name: str
    latest: str
    target: str
    share: int | None


def _latest(field: str) -> Subquery:
    known = Reading.objects.standing().filter(indicator=OuterRef("pk"), value__isnull=False)
    return Subquery(known.order_by("-on", "-pk").values(field)[:1])


IN_BRIEF = ("name", "unit", "baseline", "target", "latest")


def briefs_of_one() -> Any:
    """The first few of the given project, and one more when there are; `IN_BRIEF` says of what."""
    found = Indicator.objects.filter(project=Given("project")).in_order()
    return found.annotate(latest=_latest("value"))[: SHOWN + 1]


def exact(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `IN_BRIEF` whose amounts came as text."""
    amounts = {name: row[name] and Decimal(row[name]) for name in ("baseline", "target", "latest")}
    return {**row, **amounts}


def briefs(rows: Sequence[Mapping[str, Any]]) -> list[Brief]:
    """Of `IN_BRIEF`."""
    return [_brief(row) for row in rows]


def _brief(row: Mapping[str, Any]) -> Brief:
    latest, target = row["latest"], row["target"]
    return Brief(
        name=row["name"],
        latest=f"{written(latest)} {row['unit']}" if latest is not None else "",
        target=f"{written(target)} {row['unit']}" if target is not None else "",
        share=share(row["baseline"], target, latest),
    )


@dataclass(frozen=True)
class Column:
    """Of the table of readings."""

    label: Any
    number: bool = False


READING_COLUMNS = (
    Column(gettext_lazy("Kurun")),
    Column(gettext_lazy("Angka"), number=True),
    Column(gettext_lazy("Tanggal")),
    Column(gettext_lazy("Sumber")),
)


def facts_of_reading(reading: Reading) -> dict[str, Any]:
    """What the form of a correction begins with."""
    return {"on": reading.on, "value": reading.value, "source": reading.source, "corrects": reading.pk}


def correctable(indicator: Indicator, user: Any) -> Any:
    """Its readings that this person may correct: one's own; the project's team corrects every one. One partner does not
    strike out what another has read."""
    standing = indicator.readings.standing()
    return standing if can(user, "projects.keep_indicators", indicator) else standing.filter(author=user.pk)
