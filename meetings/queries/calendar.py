"""The agenda: meetings and the days that other apps offer, as a list by key and as a month."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import DateField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats
from commons.chips import Chip
from commons.contributions import all_of
from commons.dated import LAST_PK, CalendarSource, Dated, Narrowed, Span, Spread, days_of, parted, spread_out
from commons.paging import SIZE
from commons.standing import READER, reader
from commons.statements import Given, Statement
from meetings.models.meeting import SHOWN_IN_ROW
from meetings.queries.asking import AFTER, MEETINGS, Asked, Cursor
from meetings.queries.lists import Row, found_meetings, row_of
from meetings.queries.months import Entry, Month, month_of

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
ENDLESS = date(9999, 12, 30)
LONGEST = timedelta(days=7)  # a meeting that began earlier is over: what lies behind need not be looked through
COLUMNS = tuple(name for name in SHOWN_IN_ROW if name != "pk")


@dataclass(frozen=True)
class Agenda:
    """A page of the list, with the query string of the next one, and the month."""

    rows: list[Row]
    following: str
    month: Month


def agenda_page(user: Any, asked: Asked) -> Agenda:
    """One statement for the meetings and one for each other kind, however much there is."""
    of_meetings = _meetings(user, asked) if asked.narrowed.kind in ("", MEETINGS) else Spread([], [])
    of_days = [
        (source, number, days_of(source, user, asked.narrowed, _span(asked, number), SIZE + 1))
        for number, source in enumerate(all_of(CalendarSource), start=1)
        if asked.narrowed.kind in ("", source.code)
    ]
    listed = sorted([*_met(of_meetings), *_dated(of_days)], key=lambda one: one[0])
    shown = listed[:SIZE]
    following = asked.link(**{AFTER: str(Cursor(*shown[-1][0]))}) if len(listed) > SIZE else ""
    return Agenda([_row(*one, asked) for one in shown], following, month_of(asked, _entries(of_meetings, of_days)))


Key = tuple[datetime, int, int]


def _met(found: Spread) -> Iterator[tuple[Key, Any, Any]]:
    for row in found.listed:
        yield (row["starts_at"], 0, row["pk"]), None, row


def _dated(found: list[tuple[CalendarSource, int, Spread]]) -> Iterator[tuple[Key, Any, Any]]:
    for source, number, spread in found:
        for row in spread.listed:
            yield (_begins(row[source.day]), number, row["pk"]), source, source.shown(row)


def _begins(day: date) -> datetime:
    """A whole day stands before all that has an hour on it."""
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _row(key: Key, source: CalendarSource | None, found: Any, asked: Asked) -> Row:
    if source is None:
        is_over = found["ends_at"] <= timezone.now()
        return row_of(found, _heading(timezone.localtime(found["starts_at"]).date(), asked, is_over=is_over))
    return _day_row(source, found, _heading(found.on, asked, is_over=found.on < asked.today))


def _heading(day: date, asked: Asked, *, is_over: bool) -> str:
    """Today, until Sunday, later; what is over says so."""
    if is_over:
        return _("Sudah lewat")
    if day <= asked.today:
        return _("Hari ini")
    sunday = asked.today + timedelta(days=6 - asked.today.weekday())
    return _("Pekan ini") if day <= sunday else _("Nanti")


def _day_row(source: CalendarSource, found: Dated, heading: str) -> Row:
    return Row(
        url=found.url,
        title=found.title,
        day=formats.written(found.on, "j"),
        month=formats.written(found.on, "M"),
        when=formats.short_date(found.on),
        iso=found.on.isoformat(),
        place=found.detail,
        state=Chip(str(source.label), "neutral", source.icon),
        answer=None,
        has_minutes=False,
        heading=heading,
    )


def _entries(of_meetings: Spread, of_days: list[tuple[CalendarSource, int, Spread]]) -> dict[date, list[Entry]]:
    """By day, meetings first, each with how many of its kind fall on that day."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for row in of_meetings.in_month:
        at = timezone.localtime(row["starts_at"])
        url, is_off = f"/agenda/{row['pk']}/", row["cancelled_at"] is not None
        found[at.date()].append(Entry(url, row["title"], formats.clock(at), "", MEETINGS, row["among"], is_off=is_off))
    for source, _number, spread in of_days:
        for row in spread.in_month:
            one = source.shown(row)
            found[one.on].append(Entry(one.url, one.title, "", str(source.label), source.code, row["among"]))
    return found


# The meetings


@dataclass(frozen=True)
class Moments:
    """The same as a `Span` in moments, of those that end after `now`; `zone` says on which day a moment falls."""

    now: Any
    first: Any
    last: Any
    behind: Any
    behind_pk: Any
    month_first: Any
    month_last: Any
    zone: Any


GIVEN = Moments(
    *(Given(name) for name in ("now", "first", "last", "behind", "behind_pk", "month_first", "month_last", "zone"))
)


def _meetings(user: Any, asked: Asked) -> Spread:
    moments = _moments(asked)
    if asked.narrowed.is_bare:
        return parted(_bare()(**asdict(moments), **reader(user)), "starts_at")
    return parted(_spread(found_meetings(user, asked.narrowed), user, moments), "starts_at")


@cache
def _bare() -> Statement:
    return Statement(lambda: _spread(found_meetings(READER, Narrowed()), READER, GIVEN))


def _spread(found: Any, user: Any, asked: Moments) -> Any:
    goes_on = Q(starts_at__gt=asked.behind) | Q(starts_at=asked.behind, pk__gt=asked.behind_pk)
    listed = found.filter(goes_on, ends_at__gt=asked.now, starts_at__gte=asked.first, starts_at__lt=asked.last)
    in_month = found.filter(starts_at__gte=asked.month_first, starts_at__lt=asked.month_last)
    day = Func(
        Cast(asked.zone if isinstance(asked.zone, Given) else Value(asked.zone), TextField()),
        F("starts_at"),
        template="(timezone(%(expressions)s))::date",
        output_field=DateField(),
    )
    return spread_out(
        listed.with_my_answer(user).with_minutes(),
        in_month.with_minutes().annotate(my_answer=Cast(Value(None), TextField())),
        by="starts_at",
        day=day,
        columns=("pk", *COLUMNS, "my_answer", "minutes_at"),
        size=SIZE + 1,
    )


def _moments(asked: Asked) -> Moments:
    first, last = _bounds(asked)
    cursor = asked.cursor
    return Moments(
        now=ALWAYS if asked.day or asked.is_month else timezone.now(),
        first=timezone.now() - LONGEST if first is None else _begins(first),
        last=_begins(last + timedelta(days=1)) if last < ENDLESS else datetime(9999, 12, 30, tzinfo=UTC),
        behind=ALWAYS if cursor is None else cursor.at,
        behind_pk=-1 if cursor is None else cursor.pk if cursor.kind == 0 else LAST_PK,
        month_first=_begins(asked.month),
        month_last=_begins(asked.next_month),
        zone=timezone.get_current_timezone_name(),
    )


def _bounds(asked: Asked) -> tuple[date | None, date]:
    """Of the list: a day, a month, or from now on."""
    if asked.day:
        return asked.day, asked.day
    return (asked.month, asked.last_of_month) if asked.is_month else (None, ENDLESS)


def _span(asked: Asked, number: int) -> Span:
    """Of a kind with whole days; the cursor may stand on a moment, or on another kind's entry of the same day."""
    first, last = _bounds(asked)
    first = asked.today if first is None else first
    behind, behind_pk = first - timedelta(days=1), LAST_PK
    if asked.cursor is not None:
        at = timezone.localtime(asked.cursor.at)
        behind, is_whole = at.date(), at == _begins(at.date())
        before = is_whole and number > asked.cursor.kind
        behind_pk = -1 if before else asked.cursor.pk if is_whole and number == asked.cursor.kind else LAST_PK
    return Span(first, last, behind, behind_pk, asked.month, asked.last_of_month)
