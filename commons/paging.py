"""Lists of twenty rows a page, by key: as fast on page 500 as on page 1, and nothing is shown twice when rows arrive.

A cursor is the key of the row one came from. It is data from outside: one that does not fit shows the first page.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.timezone import is_naive

from commons.statements import Given, Statement

AFTER, BEFORE = "setelah", "sebelum"
SIZE = 20
LONGEST_CURSOR = 2000
Key = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the query strings (`?setelah=…`) of its neighbours, empty where there is none."""

    rows: list[Any]
    previous: str = ""
    following: str = ""


def page(
    queryset: QuerySet[Any],
    *,
    by: Key = ("-updated_at", "-pk"),
    request: HttpRequest | None = None,
    after: str = "",
    before: str = "",
    size: int = SIZE,
) -> Page:
    """The page that the request asks for (or `after`, `before`), in one query; its other parameters stay in the links.

    `by` are fields, paths or annotations, `-` for descending; rows that agree in all of them are told apart by pk.
    """
    asked = request.GET if request is not None else QueryDict()
    by = _told_apart(by)
    fields = _fields(by, queryset)
    start = _start(asked, by, fields, after=after, before=before)
    if start.key is not None:
        queryset = queryset.filter(_beyond(start.order, start.key, _nullable(fields)))
    return _page(list(queryset.order_by(*start.order)[: size + 1]), start, asked, by, size)


class Paged:
    """The pages of one list, as `page` gives them, each asked by a statement that is built once: the first, those after
    a cursor and those before one. Its rows are told apart by fields that are never empty.

    `build` is what a `Statement` takes, in any order and whole.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], *, by: Key, size: int = SIZE) -> None:
        self._build, self._by, self._size = build, _told_apart(by), size
        self._first = Statement(lambda: self._rows(self._by))
        self._after = Statement(lambda: self._rows(self._by, is_beyond=True))
        self._before = Statement(lambda: self._rows(_reversed(self._by), is_beyond=True))

    def page(self, asked: QueryDict, **given: Any) -> Page:
        """The page that is asked for (`request.GET`); its other parameters stay in the links."""
        start = _start(asked, self._by, self._fields)
        if start.key is None:
            found = self._first(**given)
        else:
            key = {_place(at): value for at, value in enumerate(start.key)}
            found = (self._before if start.backwards else self._after)(**key, **given)
        return _page(found, start, asked, self._by, self._size)

    @cached_property
    def _fields(self) -> dict[str, Any]:
        """
        Raises:
            ValueError: a field may be empty, and NULL in a statement equals nothing.
        """
        fields = _fields(self._by, self._build())
        if empty := _nullable(fields):
            raise ValueError(f"rows can't be told apart by {sorted(empty)}")
        return fields

    def _rows(self, order: Key, *, is_beyond: bool = False) -> QuerySet[Any, Any]:
        rows = self._build()
        if is_beyond:
            rows = rows.filter(_beyond(order, [Given(_place(at)) for at in range(len(order))], set()))
        return rows.order_by(*order)[: self._size + 1]


def asks_for_the_first(request: HttpRequest) -> bool:
    """No cursor: the page that most people see, and the only one that can be asked for without one."""
    return not (request.GET.get(AFTER) or request.GET.get(BEFORE))


def first_page(found: list[Any], *, by: Key, request: HttpRequest, size: int = SIZE) -> Page:
    """The first page, of rows that were asked for in this order, one more than it shows (`commons.statements`)."""
    rows = found[:size]
    following = _link(request.GET, {AFTER: _cursor(rows[-1], _told_apart(by))}) if len(found) > size else ""
    return Page(rows, following=following)


def beyond(row: Any, *, by: Key) -> str:
    """The query string of the page that begins after this row: for a list that is shown in part elsewhere."""
    return _link(QueryDict(), {AFTER: _cursor(row, _told_apart(by))})


@dataclass(frozen=True)
class _Start:
    """Where a page begins, and in which direction its rows are asked for; without a key it is the first page."""

    key: list[Any] | None
    order: Key
    backwards: bool


def _start(asked: QueryDict, by: Key, fields: dict[str, Any], *, after: str = "", before: str = "") -> _Start:
    if (key := _read(before or asked.get(BEFORE, ""), by, fields)) is not None:
        return _Start(key, _reversed(by), backwards=True)
    return _Start(_read(after or asked.get(AFTER, ""), by, fields), by, backwards=False)


def _page(found: list[Any], start: _Start, asked: QueryDict, by: Key, size: int) -> Page:
    """Of the rows in the order of `start`, one more than it shows where there are more."""
    rows, more = found[:size], len(found) > size
    if start.backwards:
        rows.reverse()
    if not rows:
        return Page([], previous=_link(asked, {}) if start.key else "")
    has_previous, has_following = (more, True) if start.backwards else (start.key is not None, more)
    return Page(
        rows,
        previous=_link(asked, {BEFORE: _cursor(rows[0], by)}) if has_previous else "",
        following=_link(asked, {AFTER: _cursor(rows[-1], by)}) if has_following else "",
    )


def _place(at: int) -> str:
    """What a part of the key is called in a statement."""
    return f"key_{at}"


def _told_apart(by: Key) -> Key:
    return by if by[-1].lstrip("-") == "pk" else (*by, "-pk" if by[-1].startswith("-") else "pk")


def _link(asked: QueryDict, cursor: dict[str, str]) -> str:
    """The same query with another cursor."""
    query = asked.copy()
    for name in (AFTER, BEFORE):
        query.pop(name, None)
    query.update(cursor)
    return f"?{query.urlencode()}"


def _reversed(by: Key) -> Key:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in by)


def _beyond(order: Key, start: list[Any], nullable: set[str]) -> Q:
    """Rows after the key `start` in this order. The first condition alone is a range that an index can serve."""
    beyond = Q(pk__in=[])
    for name, value in zip(reversed(order), reversed(start), strict=True):
        beyond = _further(name, value, nullable) | (_same(name, value) & beyond)
    return (_further(order[0], start[0], nullable) | _same(order[0], start[0])) & beyond


def _same(name: str, value: Any) -> Q:
    name = name.lstrip("-")
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})


def _further(name: str, value: Any, nullable: set[str]) -> Q:
    """PostgreSQL puts NULL last when ascending, first when descending."""
    if name.startswith("-"):
        name = name[1:]
        return Q(**{f"{name}__isnull": False}) if value is None else Q(**{f"{name}__lt": value})
    if value is None:
        return Q(pk__in=[])
    further = Q(**{f"{name}__gt": value})
    return further | Q(**{f"{name}__isnull": True}) if name in nullable else further


def _nullable(fields: dict[str, Any]) -> set[str]:
    return {name for name, field in fields.items() if field.null or "__" in name}


def _fields(by: Key, queryset: QuerySet[Any]) -> dict[str, Any]:
    names = [name.lstrip("-") for name in by]
    return {name: queryset.query.chain().resolve_ref(name).output_field for name in names}


def _cursor(row: Any, by: Key) -> str:
    values = [_value(row, name.lstrip("-")) for name in by]
    texts = [
        None if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(texts).encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return row[name]
    if hasattr(row, name):
        return getattr(row, name)
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _read(cursor: str, by: Key, fields: dict[str, Any]) -> list[Any] | None:
    """The key in a cursor, or None: nothing that the database could not compare leaves here."""
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        texts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        nullable = _nullable(fields)
        names = [name.lstrip("-") for name in by]
        return [_parsed(text, fields[name], name in nullable) for text, name in zip(texts, names, strict=True)]
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        return None


def _parsed(text: Any, field: Any, may_be_empty: bool) -> Any:
    """
    Raises:
        ValueError, TypeError, ValidationError, OverflowError: not a value of this field.
    """
    if text is None and may_be_empty:
        return None
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError(text)
    text.encode()
    value = field.to_python(text)
    if isinstance(value, datetime):
        if is_naive(value):
            raise ValueError(text)
        value = value.astimezone(UTC)  # PostgreSQL knows no zone that is sixteen hours away
    field.run_validators(value)
    return value
