"""What a request does to the database: which tables it writes, and whether any row differs afterwards."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction

WRITE = re.compile(r'\b(?:insert into|(?<!for )update|delete from|truncate|merge into)\s+"?(\w+)')
QUOTED = re.compile(r"'(?:[^']|'')*'")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Written(set[str]):
    """The tables that were written to."""

    def note(self, sql: str) -> None:
        self.update(_written_by(sql))


@lru_cache(maxsize=2000)  # pages ask the same statements thousands of times
def _written_by(sql: str) -> list[str]:
    return WRITE.findall(QUOTED.sub("''", sql).lower())


@contextmanager
def written() -> Iterator[Written]:
    tables = Written()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.note(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def checksums(but: tuple[str, ...] = ()) -> dict[str, str]:
    """One number a table, of all its rows in whatever order, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_sums(but))
        return dict(cursor.fetchall())


@cache
def _sums(but: tuple[str, ...]) -> str:
    tables = [t for t in connection.introspection.django_table_names(only_existing=True) if t not in but]
    one = "SELECT '{0}', coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {0} t"
    return " UNION ALL ".join(one.format(table) for table in tables)


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def tables_of(*labels: str) -> set[str]:
    return {apps.get_model(label)._meta.db_table for label in labels}
