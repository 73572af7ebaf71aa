"""What the lists of projects are narrowed by: one address for the list, the board, the timeline and the files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet, Value
from django.db.models.functions import Cast, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commons.calendar import today
from commons.drawn import kept_for_the_minute
from commons.models import Epoch
from commons.narrowing import (
    RW,
    THEME,
    WORDS,
    Narrowing,
    Options,
    Select,
    about,
    in_neighbourhood,
    narrowing,
)
from commons.nearness import near
from commons.standing import sight
from projects.models import Condition, Partnership, Project, Stage
from projects.models.project import ProjectQuerySet
from stakeholders.models import Sector

STAGE, CONDITION, STALE = "tahap", "kondisi", "stale"
ARCHIVE = "arsip"  # beside the stages: what is read-only for good stands in no other list
PARTNER, LEAD, COORDINATOR, YEAR, LACKING = "mitra", "penanggung", "koordinator", "tahun", "belum"
SORT, VIEW, SINCE, PRINTED = "urut", "tampil", "mulai", "cetak"
DUE, PROGRESS, NAME = "tenggat", "progres", "nama"
BOARD, TIMELINE, BY_RW = "papan", "linimasa", "rw"
NARROWING = (STAGE, CONDITION, PARTNER, LEAD, COORDINATOR, YEAR, LACKING, RW, THEME, WORDS)
NEWEST = ("-updated_at", "-pk")
ORDERS: dict[str, tuple[str, ...]] = {DUE: ("due_on", "pk"), PROGRESS: ("-progress", "-pk"), NAME: ("lowered", "pk")}
NEVER = Cast(Value(None), DateTimeField())
MOST_YEARS = 10  # before this one, and after it
QUARTERS = frozenset(f"{year}-{quarter}" for year in range(1990, 2100) for quarter in range(1, 5))
CHIPS = {
    STAGE: [*Stage.values, ARCHIVE],
    CONDITION: [*Condition.values, STALE],
    VIEW: [BOARD, TIMELINE, BY_RW],
    SINCE: QUARTERS,
    PRINTED: ["1"],
}


def projects_narrowing(asked: Any, path: str, user: Any) -> Narrowing:
    """What the address says; the same for every view of the list and for its files."""
    partners, leads, coordinators, years = _options(user)
    nothing = _("Paling mirip") if asked.get(WORDS, "").strip() else _("Baru diperbarui")
    orders = ((DUE, _("Tenggat")), (PROGRESS, _("Kemajuan")), (NAME, _("Nama")))
    sectors = tuple((sector.value, _("Belum ada %(sector)s") % {"sector": sector.label}) for sector in Sector)
    return narrowing(
        asked,
        path,
        CHIPS,
        (
            Select(PARTNER, _("Mitra"), _("Semua mitra"), (("", partners),)),
            Select(LEAD, _("Penanggung jawab"), _("Semua penanggung jawab"), (("", leads),)),
            Select(COORDINATOR, _("Koordinator"), _("Semua koordinator"), (("", coordinators),)),
            Select(LACKING, _("Unsur yang belum ikut"), _("Tanpa memandang unsur"), (("", sectors),)),
            Select(YEAR, _("Tahun"), _("Semua tahun"), (("", years),)),
            Select(SORT, _("Urut"), nothing, (("", orders),), narrows=False),
        ),
    )


def _options(user: Any) -> tuple[Options, Options, Options, Options]:
    """Only those whom a project that this person may see names: the choices tell of no other."""
    epoch = getattr(user, "epoch", None)
    now = Epoch.objects.current() if epoch is None else epoch
    return kept_for_the_minute(lambda: _ask_for_options(user), "projects.options", sight(user), now)


def _ask_for_options(user: Any) -> tuple[Options, Options, Options, Options]:
    """All four in one statement, for the list itself is to be had with eight."""
    seen = Project.objects.visible_to(user).order_by()
    accepted = Partnership.objects.visible_to(user).accepted().order_by()
    left = ("coordinator__leaves_at", "coordinator__erased_at")
    found = accepted.values_list(Value(PARTNER), "organisation_id", "organisation__name", NEVER, NEVER).union(
        seen.values_list(Value(LEAD), "lead_id", "lead__name", NEVER, NEVER),
        seen.values_list(Value(COORDINATOR), "coordinator_id", "coordinator__name", *left),
        *(seen.values_list(Value(YEAR), _year(day), Value(""), NEVER, NEVER) for day in ("starts_on", "due_on")),
    )
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for what, number, name, leaves_at, erased_at in found:
        named[what].append((number, name_for_others(name, leaves_at, erased_at)))
    years = [year for year, _nothing in named[YEAR] if year is not None]
    return (
        _by_name(named[PARTNER]),
        _by_name(named[LEAD]),
        _by_name(named[COORDINATOR]),
        tuple((str(year), str(year)) for year in _years(years)),
    )


def _year(day: str) -> Cast:
    return Cast(ExtractYear(day), BigIntegerField())


def _by_name(pairs: Any) -> Options:
    return tuple((str(pk), name) for pk, name in sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def _years(begun_or_due: Iterable[int]) -> Iterator[int]:
    """The newest in front, this one always. A date that somebody mistyped makes no list of a hundred years."""
    now = today().year
    years = [now, *begun_or_due]
    yield from range(min(max(years), now + MOST_YEARS), max(min(years), now - MOST_YEARS) - 1, -1)


def is_narrowed(narrowed: Narrowing) -> bool:
    """Does the address leave something out, besides choosing how it is shown?"""
    return any(narrowed.get(name) for name in NARROWING)


def in_place(user: Any, narrowed: Narrowing) -> ProjectQuerySet:
    """Narrowed by everything but stage, condition and words."""
    found = in_neighbourhood(about(Project.objects.visible_to(user), narrowed.get(THEME)), narrowed.get(RW))
    if narrowed.get(LACKING):
        found = found.lacking(narrowed.get(LACKING))
    if narrowed.get(PARTNER):
        joined = Partnership.objects.accepted().filter(organisation=narrowed.get(PARTNER))
        found = found.filter(pk__in=joined.values("project"))
    if narrowed.get(LEAD):
        found = found.filter(lead=narrowed.get(LEAD))
    if narrowed.get(COORDINATOR):
        found = found.filter(coordinator=narrowed.get(COORDINATOR))
    return found.filter(_in_year(int(narrowed.get(YEAR)))) if narrowed.get(YEAR) else found


def _in_year(year: int) -> Q:
    """What has a day in it: what has no end goes on, what has neither beginning nor end is in no year."""
    return meets(date(year, 1, 1), date(year, 12, 31)) & ~Q(starts_on=None, due_on=None)


def meets(first: date, last: date) -> Q:
    """What is under way between these days; an end that nobody set is open."""
    return (Q(starts_on=None) | Q(starts_on__lte=last)) & (Q(due_on=None) | Q(due_on__gte=first))


def chosen(user: Any, narrowed: Narrowing, now: datetime | None = None) -> ProjectQuerySet:
    """Narrowed by everything but words, which every reader orders in its own way (`searched`)."""
    found, stage, condition = in_place(user, narrowed), narrowed.get(STAGE), narrowed.get(CONDITION)
    found = found.archived() if stage == ARCHIVE else found.current()
    if stage and stage != ARCHIVE:
        found = found.filter(stage=stage)
    if condition == STALE:
        return found.silent(now or timezone.now())
    return found.running().filter(condition=condition) if condition else found


def stage_name(stage: str) -> str:
    """Of a stage, or of what stands beside the stages."""
    return _("Arsip") if stage == ARCHIVE else str(Stage(stage).label)


def searched(found: Any, narrowed: Narrowing) -> Any:
    """Those whose title is what was typed, or like it."""
    return near(found, narrowed.words, "title", "title_en") if narrowed.words else found


def found_projects(user: Any, narrowed: Narrowing) -> QuerySet[Any]:
    """All that the narrowed list holds, as projects, in its order."""
    return searched(chosen(user, narrowed), narrowed)


def order(narrowed: Narrowing) -> tuple[str, ...]:
    """As chosen; else what was searched for by nearness; else the newest first."""
    if narrowed.get(SORT):
        return ORDERS[narrowed.get(SORT)]
    return ("-nearness", *NEWEST) if narrowed.words else NEWEST
