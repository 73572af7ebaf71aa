"""What is in the database, how it is dumped, and how a dump takes its place."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from portal.keeping import KeepingError
from portal.keeping.programs import Programs, finish

# Who was signed in then is nobody's business later, and a session that was ended since must not live again.
LEFT_OUT = ("django_session", "usersessions_usersession")
PREAMBLE = 40  # lines of a dump that hold its settings, before the first table
NEW_SETTING = b"SET transaction_timeout = 0;\n"  # programs of version 17 write it for servers that do not know it
CLEARED = b"""\
SET lock_timeout = '10s';
SET client_min_messages = warning;
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""


@contextmanager
def one_moment() -> Iterator[str]:
    """A transaction that sees the database as it is now, however long it takes; yields the name for pg_dump."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def dump(programs: Programs, moment: str, file: Path) -> None:
    """The whole database of that moment, compressed, in PostgreSQL's own format."""
    leaving_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    finish(programs.start("pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={file}", *leaving_out))
    file.chmod(0o600)


def load(programs: Programs, file: Path) -> None:
    """Put the dump in the place of all that is there: wholly, or not at all.

    Raises:
        KeepingError: with what the database said; it is then as it was.
    """
    script = programs.convert(file)
    psql = programs.start(
        "psql",
        *("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert psql.stdin
    assert script.stdout
    try:
        _pass_on(script.stdout, psql.stdin)
        finish(script)
    except BrokenPipeError:  # psql has stopped; why, it says itself
        script.kill()
        script.communicate()
    except BaseException:  # the end of its input would be its sign to commit
        psql.kill()
        psql.communicate()
        raise
    with suppress(BrokenPipeError):
        psql.stdin.close()
    finish(psql)


def _pass_on(script: IO[bytes], to: IO[bytes]) -> None:
    to.write(CLEARED)
    for _ in range(PREAMBLE):
        line = script.readline()
        to.write(b"" if line == NEW_SETTING else line)
    shutil.copyfileobj(script, to)


def rows_of_tables() -> dict[str, list[str | int]]:
    """Of each table the number of its rows and a sum over their contents, which does not depend on their order."""
    with connection.cursor() as cursor:
        return {table: _sum(cursor, table) for table in tables() if table not in LEFT_OUT}


def _sum(cursor: Any, table: str) -> list[str | int]:
    name = connection.ops.quote_name(table)
    halved = "('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint"
    cursor.execute(f"SELECT count(*), coalesce(sum({halved}), 0)::text FROM {name} t")
    return list(cursor.fetchone())


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def migrations_done() -> list[str]:
    """Those that the tables have been through, as `app.name`."""
    return sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)


def migrations_known() -> set[str]:
    """Those of this version of the portal."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}


def has_people() -> bool:
    """Does anybody have an account in this database? Tables without people are as good as none."""
    if "accounts_user" not in tables():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_user)")
        return bool(cursor.fetchone()[0])


def refuse_company() -> None:
    """Raises KeepingError when other programs are connected: a site must not run while it is replaced."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise KeepingError(
            f"{others} other connections to this database are open. Stop the site (web, workers, beat), and try again."
        )


def is_reachable() -> None:
    """Raises KeepingError when the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise KeepingError(f"The database does not answer: {str(error).strip()}") from error
