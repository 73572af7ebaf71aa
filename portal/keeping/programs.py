"""PostgreSQL's own programs for dumping and loading: found where they fit the server, and told where it is."""

import glob
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from portal.keeping import KeepingError

NAMES = ("pg_dump", "pg_restore", "psql")
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/*/bin")  # Debian, Red Hat, macOS


class Programs:
    """The programs of one version, the lowest that is not older than the server: an older one refuses it."""

    def __init__(self, at_least: int = 0) -> None:
        """Raises KeepingError with what to install, when none fits. `at_least`: the version that made a dump."""
        needed = max(server_major(), at_least)
        fitting = sorted((major, folder) for folder in _folders() if (major := _major(folder)) >= needed)
        if not fitting:
            raise KeepingError(
                f"pg_dump, pg_restore and psql of PostgreSQL {needed} or newer are not here. "
                f"Install them (apt-get install postgresql-client-{needed}), and try again."
            )
        self.major, self.folder = fitting[0]

    def start(self, name: str, *words: str, **how: Any) -> "subprocess.Popen[bytes]":
        """One of them, connected to the site's database; what it complains about is read by `finish`."""
        command, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(words))
        command[0] = str(self.folder / name)
        variables = os.environ | (environment or {})
        return subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, **how)  # noqa: S603

    def convert(self, dump: Path) -> "subprocess.Popen[bytes]":
        """The dump as SQL, on its stdout; no database is asked."""
        command = [str(self.folder / "pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603


def finish(program: "subprocess.Popen[bytes]") -> None:
    """Wait for it.

    Raises:
        KeepingError: with what it said, when it failed.
    """
    said = program.stderr.read().decode(errors="replace").strip() if program.stderr else ""
    if program.wait():
        name = Path(str(program.args[0] if isinstance(program.args, list) else program.args)).name
        raise KeepingError(f"{name} failed:\n{said}")


def server_major() -> int:
    """The major version of the site's server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _folders() -> Iterator[Path]:
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    installed = [Path(folder) for pattern in FOLDERS for folder in glob.glob(pattern)]
    yield from (folder for folder in dict.fromkeys(on_path + installed) if all((folder / n).exists() for n in NAMES))


def _major(folder: Path) -> int:
    """0 when it does not run here."""
    asked = [str(folder / "pg_dump"), "--version"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r"\d+", said)
    return int(version.group()) if version else 0
