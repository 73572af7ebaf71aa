"""What a request does to the database: which tables it writes, and whether any row differs afterwards."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
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
        self.update(WRITE.findall(QUOTED.sub("''", sql).lower()))


@contextmanager
def written() -> Iterator[Written]:
    tables = Written()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.note(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def checksums(but: tuple[str, ...] = ()) -> dict[str, str]:
    """One number a table, of all its rows, in one statement."""
    tables = [t for t in connection.introspection.django_table_names(only_existing=True) if t not in but]
    one = "SELECT '{0}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {0} t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
        return dict(cursor.fetchall())


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def tables_of(*labels: str) -> set[str]:
    return {apps.get_model(label)._meta.db_table for label in labels}
