"""Sites that tests back up and restore: each a database and a folder of files, on the server of the tests."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from running.binaries import EmbeddedError, postgres_folder
from running.embedded import HERE


class Site:
    """A database and a folder of files of its own, on the server of the tests."""

    def __init__(self, folder: Path, name: str, like: str = "template1") -> None:
        parts = urlsplit(os.environ["DATABASE_URL"])
        self.name = name
        self.url = urlunsplit(parts._replace(path=f"/{name}"))
        self.server_url = urlunsplit(parts._replace(path="/postgres"))
        self.media = folder / name
        self.drop()
        self.on_server(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        told = {"DATABASE_URL": self.url, "MEDIA_ROOT": str(self.media), "PORTAL_MODE": "demo"}
        command = [sys.executable, str(HERE / "manage.py"), *words]
        return subprocess.run(
            command, cwd=HERE, env=_surroundings() | told, capture_output=True, text=True, check=False
        )

    def ask(self, sql: str) -> list[Any]:
        connection = psycopg2.connect(self.url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def rows(self) -> dict[str, list[Any]]:
        """Every row of every table that is kept, as text."""
        names = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        kept = {name for (name,) in names} - {"django_session", "usersessions_usersession"}
        return {name: sorted(self.ask(f'SELECT t::text FROM "{name}" t')) for name in kept}

    def files(self) -> dict[str, tuple[bytes, int]]:
        return {
            str(path.relative_to(self.media)): (path.read_bytes(), path.stat().st_mode & 0o777)
            for path in self.media.rglob("*")
            if path.is_file()
        }

    def on_server(self, sql: str) -> None:
        connection = psycopg2.connect(self.server_url)
        connection.autocommit = True
        try:
            connection.cursor().execute(sql)
        finally:
            connection.close()

    def drop(self) -> None:
        self.on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def _surroundings() -> dict[str, str]:
    """The environment of the tests, with the programs of the embedded server where there are no others."""
    try:
        found = [str(postgres_folder())]
    except EmbeddedError:
        found = []
    return os.environ | {"PATH": os.pathsep.join([os.environ["PATH"], *found])}
