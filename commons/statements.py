"""Queries that differ only in their values: built once a process, planned once a connection, then filled in.

Building a queryset of a few joins and turning it into SQL takes Python several times as long as the database takes to
answer it, and PostgreSQL plans it longer than it looks for the rows (docs/decisions/0013). The queryset stays the only
place that says what is asked.
"""

import itertools
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet, Value
from django.db.transaction import TransactionManagementError

_IN = " IN "
FEW = 100  # people whom one plan is good for
_numbers = itertools.count(1)
_met: WeakKeyDictionary[Any, dict[str, bool]] = WeakKeyDictionary()  # by connection: is what it met prepared there?


class Given(Value):
    """A place for a value: `filter(project=Given("project"))`. After `__in`, for a tuple of any number of them.

    None is NULL, which equals nothing, as in SQL: a filter for what is missing says `isnull`. Where nothing beside it
    tells the database its type, as among the columns, say so: `Cast(Given("at"), DateTimeField())`.
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
    parts: tuple[str, ...]
    values: tuple[Any, ...]
    name: str

    @cached_property
    def places(self) -> tuple[str, ...]:
        """What is given, each once, in the order of its first place."""
        return tuple(dict.fromkeys(value.name for value in self.values if isinstance(value, Given)))

    @cached_property
    def converters(self) -> Any:
        """How its columns become Python, by their place: looked up in each field and expression once."""
        return self.compiler.get_converters([column[0] for column in self.compiler.select[: self.compiler.col_count]])

    @cached_property
    def plain(self) -> str:
        """The SQL for whoever plans it anew."""
        return "%s".join(self.parts)

    @cached_property
    def asked_by_name(self) -> str:
        """The SQL where the connection knows it."""
        return f"EXECUTE {self.name}" + (f" ({', '.join(['%s'] * len(self.places))})" if self.places else "")

    def prepare(self, given: dict[str, Any]) -> None:
        """Let the connection know it, with what never differs written out: so the database knows its type too."""
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            sql = [self.parts[0]]
            for value, part in zip(self.values, self.parts[1:], strict=True):
                if isinstance(value, Given):
                    sql.append(f"${self.places.index(value.name) + 1}")
                else:
                    sql.append(cursor.mogrify("%s", [value]).decode().replace("%", "%%"))
                sql.append(part)
            types = f" ({', '.join(_type_of(given[place]) for place in self.places)})" if self.places else ""
            cursor.execute(f"PREPARE {self.name}{types} AS " + "".join(sql).replace("%%", "%"))


class Statement:
    """`Statement(lambda: Partnership.objects.filter(project=Given("project")))`; then `statement(project=7)`, a list.

    What `build` looks at besides its places is looked at once, so it may ask neither for the time nor for the language.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], *, is_planned_anew: bool = False) -> None:
        """`is_planned_anew` where no one plan is good for all values: such a one is not prepared."""
        self._build, self._is_planned_anew = build, is_planned_anew

    def __call__(self, **given: Any) -> list[Any]:
        """The rows: objects or dicts, as the queryset says. Values are plain; those of a list come as a tuple.

        Raises:
            TransactionManagementError: it locks its rows, and there is no transaction.
        """
        compiled = self._compiled
        if compiled.queryset.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("what is locked is locked until the end of a transaction")
        sql, params = self._asked(compiled, given)
        compiler = copy(compiled.compiler)
        compiler.connection, compiler.as_sql = connections[DEFAULT_DB_ALIAS], lambda **_: (sql, params)
        compiler.get_converters = lambda _: compiled.converters
        rows = compiled.queryset.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)

    def filled(self, **given: Any) -> tuple[str, list[Any]]:
        """The SQL and its parameters."""
        compiled = self._compiled
        return compiled.plain, [
            _sent(given[value.name]) if isinstance(value, Given) else value for value in compiled.values
        ]

    def _asked(self, compiled: _Compiled, given: dict[str, Any]) -> tuple[str, list[Any]]:
        """By its name where the connection has met it before; in full where somebody reads what is asked, and for a
        number that no column holds: it equals nothing, and as a parameter it would be an error."""
        in_full = self._is_planned_anew or connection.queries_logged or any(map(_is_huge, given.values()))
        if in_full or not _is_prepared(compiled, given):
            return self.filled(**given)
        return compiled.asked_by_name, [_sent(given[place]) for place in compiled.places]

    @cached_property
    def _compiled(self) -> _Compiled:
        queryset = self._build()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        return _Compiled(queryset, compiler, _any_for_in(sql, values), values, f"read_{next(_numbers)}")


class OfPeople:
    """A statement about people: `OfPeople(lambda people: Meeting.objects.filter(chair__in=people))`; then
    `statement(people)` with their ids, or with a query for them, which becomes part of it (built once for a query that
    is handed in again). Of many ids it is planned anew: how a few are looked for is no way to look for thousands.
    """

    def __init__(self, build: Callable[[Any], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._of_few = Statement(lambda: build(Given("people")))
        self._of_many = Statement(lambda: build(Given("people")), is_planned_anew=True)
        self._of_query: WeakKeyDictionary[QuerySet[Any, Any], Statement] = WeakKeyDictionary()

    def __call__(self, people: Sequence[int] | QuerySet[Any, Any], **given: Any) -> list[Any]:
        if not isinstance(people, QuerySet):
            return (self._of_few if len(people) <= FEW else self._of_many)(people=tuple(people), **given)
        if people not in self._of_query:
            them = people.all()  # a copy: nothing that is kept holds on to its own key
            self._of_query[people] = Statement(lambda: self._build(them))
        return self._of_query[people](**given)


def _any_for_in(sql: str, values: tuple[Any, ...]) -> tuple[str, ...]:
    """The parts of the SQL, `x IN %s` written as `x = ANY(%s)`: one place for lists of any length, none included."""
    parts = sql.replace("%%", "\x00").split("%s")
    for at, value in enumerate(values):
        if isinstance(value, Given) and parts[at].endswith(_IN):
            parts[at] = parts[at].removesuffix(_IN) + " = ANY("
            parts[at + 1] = ")" + parts[at + 1]
    return tuple(part.replace("\x00", "%%") for part in parts)


def _is_prepared(compiled: _Compiled, given: dict[str, Any]) -> bool:
    """Prepared when a connection meets it again: one that lives for a single request plans it once in any case."""
    if not settings.PREPARE_STATEMENTS:
        return False
    connection.ensure_connection()
    met = _met.setdefault(connection.connection, {})
    if met.get(compiled.name) is False:
        compiled.prepare(given)
    met[compiled.name] = compiled.name in met
    return met[compiled.name]


def _type_of(value: Any) -> str:
    """The widest, for a number that the column's own type can't hold is no error either. Others it infers."""
    if isinstance(value, tuple):
        return "bigint[]" if value and all(isinstance(one, int) for one in value) else "unknown"
    return "bigint" if isinstance(value, int) and not isinstance(value, bool) else "unknown"


def _is_huge(value: Any) -> bool:
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _sent(value: Any) -> Any:
    """The driver writes a list as an array, and a tuple otherwise."""
    return list(value) if isinstance(value, tuple) else value
