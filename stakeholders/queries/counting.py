"""How many organisations each choice of the directory leads to: all of them in one statement.

A choice is counted with everything else that is chosen, and without what it would replace. What one may see is said by
the queryset and by nothing here: its SQL is the first part of the statement.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.calendar import today
from commons.models import Area, Theme
from commons.narrowing import RW, THEME, Narrowing
from stakeholders.models import Capability, Organisation, Sector
from stakeholders.queries.directory import (
    CARDS,
    GIVES,
    KIND,
    SECTOR,
    SHOWN,
    STATE,
    UNCHECKED,
    VIEW,
    WAITING,
    searched,
)
from stakeholders.queries.kinds import known_kinds
from stakeholders.queries.organisations import ICONS

AREAS, THEMES = (getattr(Organisation, name).through._meta.db_table for name in ("areas", "themes"))
AREA, SUBJECT = Area._meta.db_table, Theme._meta.db_table
COUNTED = f"""WITH matched (id, state, sector, kind) AS MATERIALIZED ({{matched}}),
whole AS MATERIALIZED (
    SELECT x.organisation_id FROM {AREAS} x JOIN {AREA} a ON a.id = x.area_id WHERE a.level = 'kelurahan'),
here AS MATERIALIZED (
    SELECT organisation_id FROM whole UNION SELECT x.organisation_id FROM {AREAS} x JOIN {AREA} a ON a.id = x.area_id
    WHERE a.level = 'rw' AND a.number = %(rw)s),
about AS MATERIALIZED (
    SELECT x.organisation_id FROM {THEMES} x JOIN {SUBJECT} t ON t.id = x.theme_id WHERE t.code = %(theme)s),
offered (organisation_id, category) AS MATERIALIZED (SELECT DISTINCT * FROM ({{offered}}) o),
gives AS MATERIALIZED (SELECT organisation_id FROM offered WHERE category = %(gives)s),
placed AS MATERIALIZED (
    SELECT * FROM matched c WHERE {{is_here}} AND {{is_about}} AND {{is_giving}}),
chosen AS MATERIALIZED (
    SELECT * FROM matched c WHERE (state = ANY(%(waiting)s)) = %(waits)s
        AND (%(sector)s = '' OR sector = %(sector)s) AND (%(kind)s = '' OR kind = %(kind)s))
SELECT 'kind', (state = ANY(%(waiting)s))::text, sector, kind, count(*) FROM placed GROUP BY 2, 3, 4
UNION ALL
SELECT 'theme', t.code, '', '', count(*) FROM chosen c JOIN {THEMES} x ON x.organisation_id = c.id
    JOIN {SUBJECT} t ON t.id = x.theme_id WHERE {{is_here}} AND {{is_giving}} GROUP BY t.code
UNION ALL
SELECT 'gives', x.category, '', '', count(*) FROM chosen c JOIN offered x ON x.organisation_id = c.id
    WHERE {{is_here}} AND {{is_about}} GROUP BY x.category
UNION ALL
SELECT 'rw', a.number::text, '', '', count(*) FROM chosen c JOIN {AREAS} x ON x.organisation_id = c.id
    JOIN {AREA} a ON a.id = x.area_id
    WHERE a.level = 'rw' AND {{is_about}} AND {{is_giving}} AND c.id NOT IN (SELECT organisation_id FROM whole)
    GROUP BY a.number
UNION ALL
SELECT 'whole', '', '', '', count(*) FROM chosen c
    WHERE {{is_about}} AND {{is_giving}} AND c.id IN (SELECT organisation_id FROM whole)"""
IS_HERE, IS_ABOUT, IS_GIVING = (f"c.id IN (SELECT organisation_id FROM {name})" for name in ("here", "about", "gives"))


@dataclass(frozen=True)
class Chip:
    """A value one can narrow by, with the number of organisations that it leads to."""

    label: str
    url: str
    icon: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Choices:
    """Everything that one can choose above the directory, and how many organisations the list has."""

    sectors: list[Chip]
    kinds: list[Chip]
    views: list[Chip]
    total: int
    counts: dict[str, dict[str, int]]


@dataclass
class Counts:
    """By state, sector and kind; by subject; by help; by RW, where what is in the whole kelurahan counts everywhere."""

    kinds: Counter[tuple[bool, str, str]] = field(default_factory=Counter)
    themes: dict[str, int] = field(default_factory=dict)
    gives: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def many(self, *, waits: bool, of: str = "", called: str = "") -> int:
        return sum(
            number
            for (waiting, sector, kind), number in self.kinds.items()
            if waiting == waits and of in ("", sector) and called in ("", kind)
        )


def counts(user: Any, narrowed: Narrowing) -> Counts:
    """One statement, whatever is chosen."""
    found = Counts()
    everywhere = 0
    for of, one, sector, kind, number in _counted(user, narrowed):
        if of == "kind":
            found.kinds[one == "true", sector, kind] += number
        elif of == "theme":
            found.themes[one] = number
        elif of == "gives":
            found.gives[one] = number
        elif of == "rw":
            found.places[one] = number
        else:
            everywhere = number
    found.places = {number: found.places.get(number, 0) + everywhere for number, _ in narrowed.neighbourhoods}
    return found


def _counted(user: Any, narrowed: Narrowing) -> list[tuple[str, str, str, str, int]]:
    matched = searched(user, narrowed.words).filter(state__in=SHOWN).order_by()
    offered = Capability.objects.shown(today()).order_by().values_list("organisation", "category")
    with connection.cursor() as cursor:
        statement = COUNTED.format(
            matched=_written(cursor, matched.values_list("pk", "state", "sector", "kind")),
            offered=_written(cursor, offered),
            is_here=IS_HERE if narrowed.get(RW) else "true",
            is_about=IS_ABOUT if narrowed.get(THEME) else "true",
            is_giving=IS_GIVING if narrowed.get(GIVES) else "true",
        )
        cursor.execute(
            statement,
            {
                "waiting": [str(state) for state in WAITING],
                "waits": bool(narrowed.get(STATE)),
                "sector": narrowed.get(SECTOR),
                "kind": narrowed.get(KIND),
                "rw": int(narrowed.get(RW) or 0),
                "theme": narrowed.get(THEME),
                "gives": narrowed.get(GIVES),
            },
        )
        return list(cursor.fetchall())


def _written(cursor: Any, found: QuerySet[Any, Any]) -> str:
    """The queryset as a part of another statement, with its values in it."""
    sql, given = found.query.sql_with_params()
    return str(cursor.mogrify(sql, given).decode().replace("%", "%%"))


def choices(user: Any, narrowed: Narrowing) -> Choices:
    """All four sectors, also those nobody speaks for: an empty one is what one comes to see."""
    counted = counts(user, narrowed)
    waits, sector, kind = bool(narrowed.get(STATE)), narrowed.get(SECTOR), narrowed.get(KIND)
    return Choices(
        sectors=list(_sectors(narrowed, counted)),
        kinds=list(_kinds(narrowed, counted)) if sector else [],
        views=_views(narrowed),
        total=counted.many(waits=waits, of=sector, called=kind),
        counts={
            RW: counted.places,
            THEME: counted.themes,
            GIVES: counted.gives,
            KIND: {one.code: counted.many(waits=waits, of=sector, called=one.code) for one in known_kinds()},
        },
    )


def _sectors(narrowed: Narrowing, counted: Counts) -> Iterator[Chip]:
    chosen, unchecked = narrowed.get(SECTOR), bool(narrowed.get(STATE))
    everything = narrowed.link(unsur="", jenis="", status="")
    yield Chip(_("Semua"), everything, "", counted.many(waits=False), not chosen and not unchecked)
    for one in Sector:
        link = narrowed.link(unsur=one, jenis="")
        yield Chip(str(one.label), link, ICONS[one], counted.many(waits=unchecked, of=one), chosen == one)
    if waiting := counted.many(waits=True):
        link = narrowed.link(unsur="", jenis="", status=UNCHECKED)
        yield Chip(_("Belum terverifikasi"), link, "clock", waiting, unchecked)


def _kinds(narrowed: Narrowing, counted: Counts) -> Iterator[Chip]:
    """Those of the chosen sector that somebody is of."""
    waits, sector, chosen = bool(narrowed.get(STATE)), narrowed.get(SECTOR), narrowed.get(KIND)
    for one in known_kinds():
        count = counted.many(waits=waits, of=sector, called=one.code) if one.sector == sector else 0
        if count or (chosen == one.code and one.sector == sector):
            link = narrowed.link(jenis="" if chosen == one.code else one.code)
            yield Chip(one.name, link, "", count, chosen == one.code)


def _views(narrowed: Narrowing) -> list[Chip]:
    shown = narrowed.get(VIEW)
    return [
        Chip(pgettext("tampilan", "Daftar"), narrowed.link(tampil=""), "list", None, not shown),
        Chip(_("Kartu"), narrowed.link(tampil=CARDS), "building-2", None, shown == CARDS),
    ]
