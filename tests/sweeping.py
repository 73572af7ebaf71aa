"""After a test that really commits, the database is again as migrations left it.

Django empties every table then, which costs a quarter of a second and takes what migrations wrote too, so that each
later test has to be given it back. Here only rows that differ are touched.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

BORN = "born"  # the schema that keeps what stood in the tables at first


def remember() -> None:
    """Keep what migrations wrote; once for each database of tests."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {BORN} CASCADE; CREATE SCHEMA {BORN}")
        for table in _filled(cursor):
            cursor.execute(f'CREATE TABLE {BORN}."{table}" AS TABLE public."{table}"')


def sweep(*_test: Any) -> None:
    """Bring back every row that was there at first, and no other. Sequences go on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [BORN])
        born = {table for (table,) in cursor.fetchall()}
        new = [table for table in _filled(cursor) if table not in born]
        differing = [table for table in born if _differs(cursor, table)]
        if not new + differing:
            return
        # Our own triggers keep entries from being deleted; foreign keys are checked when all is done.
        _each(cursor, 'ALTER TABLE "{}" DISABLE TRIGGER USER', new + differing)
        _each(cursor, 'DELETE FROM "{}"', new)
        for table in differing:
            cursor.execute("; ".join(_bring_back(cursor, table)))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _each(cursor, 'ALTER TABLE "{}" ENABLE TRIGGER USER', new + differing)


def _filled(cursor: Any) -> list[str]:
    tables = connection.introspection.table_names(cursor)
    cursor.execute(" UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT FROM public.\"{one}\")" for one in tables))
    return [table for (table,) in cursor.fetchall()]


def _each(cursor: Any, statement: str, tables: list[str]) -> None:
    if tables:
        cursor.execute("; ".join(statement.format(table) for table in tables))


def _differs(cursor: Any, table: str) -> bool:
    rows = "(SELECT array_agg(t::text ORDER BY t::text) FROM {} t)"
    cursor.execute(f"SELECT {rows.format(f'{BORN}.{table}')} IS DISTINCT FROM {rows.format(f'public.{table}')}")
    return bool(cursor.fetchone()[0])


def _bring_back(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [f'public."{table}"'],
    )
    columns = cursor.fetchone()[0]
    without = "WHERE NOT EXISTS (SELECT FROM {} other WHERE other::text = one::text)"
    yield f'DELETE FROM public."{table}" one {without.format(f"{BORN}.{table}")}'
    yield (
        f'INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE'
        f' SELECT {columns} FROM {BORN}."{table}" one {without.format(f"public.{table}")}'
    )
