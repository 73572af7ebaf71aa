"""The directory: who does what here, narrowed by sector, kind, place and subject."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from commons.models import with_places
from commons.narrowing import Narrowing, about, in_neighbourhood
from commons.nearness import near
from stakeholders.models import Organisation, Sector, with_kind
from stakeholders.queries.kinds import known_kinds
from stakeholders.queries.organisations import ICONS

SECTOR, KIND, STATE = "unsur", "jenis", "status"
UNCHECKED = "belum"
WAITING = (Organisation.State.SUBMITTED, Organisation.State.RETURNED)


def chips() -> dict[str, Collection[str]]:
    """The list's own parameters, and the values they may have."""
    return {SECTOR: Sector.values, KIND: [kind.code for kind in known_kinds()], STATE: [UNCHECKED]}


@dataclass(frozen=True)
class Chip:
    """A value one can narrow by, with the number of organisations that it leads to."""

    label: str
    url: str
    icon: str
    count: int
    current: bool


@dataclass(frozen=True)
class Choices:
    """The rows of chips above the directory, and how many organisations the list has."""

    sectors: list[Chip]
    kinds: list[Chip]
    total: int


def directory(user: Any, narrowed: Narrowing) -> QuerySet[Organisation]:
    """The verified organisations, or those that wait to be, which only the office and their own people see."""
    found = _in_place(user, narrowed)
    found = found.filter(state__in=WAITING) if narrowed.get(STATE) else found.verified()
    for name, field in ((SECTOR, "sector"), (KIND, "kind")):
        if narrowed.get(name):
            found = found.filter(**{field: narrowed.get(name)})
    return with_kind(with_places(found.annotate(lowered=Lower("name"))))


def order(narrowed: Narrowing) -> tuple[str, ...]:
    """By name; what was searched for by nearness first."""
    return ("-nearness", "lowered", "pk") if narrowed.words else ("lowered", "pk")


def _in_place(user: Any, narrowed: Narrowing) -> Any:
    found = in_neighbourhood(about(Organisation.objects.visible_to(user), narrowed.get("bidang")), narrowed.get("rw"))
    return near(found, narrowed.words, "name") if narrowed.words else found


def choices(user: Any, narrowed: Narrowing) -> Choices:
    """All four sectors, also those nobody speaks for: an empty one is what one comes to see. One query."""
    shown = [*WAITING, Organisation.State.VERIFIED]
    counted = _in_place(user, narrowed).filter(state__in=shown).order_by().values_list("state", "sector", "kind")
    counts: Counter[tuple[bool, str, str]] = Counter()
    for state, sector, kind, number in counted.annotate(number=Count("pk")):
        counts[state in WAITING, sector, kind] += number
    unchecked, sector, kind = bool(narrowed.get(STATE)), narrowed.get(SECTOR), narrowed.get(KIND)

    def many(*, waits: bool = unchecked, of: str = "", called: str = "") -> int:
        return sum(
            number
            for (waiting, one, its_kind), number in counts.items()
            if waiting == waits and of in ("", one) and called in ("", its_kind)
        )

    return Choices(
        sectors=list(_sectors(narrowed, many)),
        kinds=[
            Chip(one.name, narrowed.link(jenis="" if kind == one.code else one.code), "", count, kind == one.code)
            for one in known_kinds()
            if one.sector == sector and ((count := many(of=sector, called=one.code)) or kind == one.code)
        ],
        total=many(of=sector, called=kind),
    )


def _sectors(narrowed: Narrowing, many: Any) -> Iterator[Chip]:
    chosen, unchecked = narrowed.get(SECTOR), bool(narrowed.get(STATE))
    yield Chip(
        _("Semua"), narrowed.link(unsur="", jenis="", status=""), "", many(waits=False), not chosen and not unchecked
    )
    for one in Sector:
        link = narrowed.link(unsur=one, jenis="")
        yield Chip(str(one.label), link, ICONS[one], many(of=one), chosen == one)
    if waiting := many(waits=True):
        link = narrowed.link(unsur="", jenis="", status=UNCHECKED)
        yield Chip(_("Belum terverifikasi"), link, "clock", waiting, unchecked)
