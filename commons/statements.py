"""Queries that differ only in their values: built and compiled once a process, then filled in.

Building a queryset of a few joins and turning it into SQL takes Python several times as long as the database takes to
answer it (docs/decisions/0013). The queryset stays the only place that says what is asked.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

_PERCENT = "\x00"  # stands for a doubled percent sign, which may have an s behind it; no SQL holds it


class Given(Value):
    """A place for a value: `filter(project=Given("project"))`. After `__in`, for any number of them.

    None is NULL, which equals nothing, as in SQL: a filter for what is missing says `isnull`.
    """

    def __init__(self, name: str) -> None:
        super().__init__(None)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True)
class _Compiled:
    """`parts` are the SQL between its parameters; `values` the parameters, some of them still to be given."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    parts: list[str]
    values: tuple[Any, ...]


class Statement:
    """`Statement(lambda: Partnership.objects.filter(project=Given("project")))`; then `statement(project=7)`, a list.

    What `build` looks at besides its places is looked at once, so it may ask neither for the time nor for the language.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    def __call__(self, **given: Any) -> list[Any]:
        """The rows: objects or dicts, as the queryset says. Values are plain; those of a list come as a tuple."""
        sql, params = self.filled(**given)
        compiler = copy(self._compiled.compiler)
        compiler.connection, compiler.as_sql = connection, lambda **_: (sql, params)
        rows = self._compiled.queryset.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)

    def filled(self, **given: Any) -> tuple[str, list[Any]]:
        """The SQL and its parameters. `IN ()` is no SQL: of an empty list, nothing is found."""
        first, *rest = self._compiled.parts
        sql = [first]
        params: list[Any] = []
        for value, part in zip(self._compiled.values, rest, strict=True):
            filled = given[value.name] if isinstance(value, Given) else value
            if isinstance(filled, tuple):
                sql.append(f"({', '.join(['%s'] * len(filled)) or 'NULL'})")
                params.extend(filled)
            else:
                sql.append("%s")
                params.append(filled)
            sql.append(part)
        return "".join(sql), params

    @cached_property
    def _compiled(self) -> _Compiled:
        queryset = self._build()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        parts = sql.replace("%%", _PERCENT).split("%s")
        return _Compiled(queryset, compiler, [part.replace(_PERCENT, "%%") for part in parts], values)
