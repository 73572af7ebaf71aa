"""A backup in the place of a site that is empty, or that is to be replaced."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from commons.models.epoch import leap_epoch
from mail.actions import hold_queued
from portal.keeping import KeepingError, archive, database
from portal.keeping.backup import FORMAT
from portal.keeping.programs import Programs, server_major

WORK = ".restoring-"


@dataclass(frozen=True)
class Restored:
    """What came back, and what was held."""

    made_at: str
    rows: int
    tables: int
    files: int
    held: int


def restore(file: Path, *, replacing: bool = False) -> Restored:
    """Check the backup, then put its rows and files in the place of what is here, prove them, and bring the tables up
    to this version. Mail that was queued then stays held, for it may have left since; what was remembered since
    is never asked for again.

    Raises:
        KeepingError: nothing was changed where the file, the versions or what is here forbid it.
    """
    about = examine(file)
    database.is_reachable()
    _refuse_versions(about)
    if not replacing and (database.has_people() or _media_here()):
        raise KeepingError(
            "This site is not empty. Back it up, and say --replace (REPLACE=1 for make) if it may be replaced."
        )
    programs = Programs(at_least=about["pg_dump"])
    database.refuse_company()
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.MEDIA_ROOT, prefix=WORK) as folder:
        work = Path(folder)
        archive.take_dump(file, work / archive.DUMP)
        (work / "media").mkdir()
        files = archive.take_media(file, work / "media")
        database.load(programs, work / archive.DUMP)
        connection.close()  # what it knew of the database is gone
        _prove(about)
        _swap_media(work / "media")
    call_command("migrate", interactive=False, verbosity=0)
    leap_epoch()
    held = hold_queued(f"restored from {about['made_at']}")
    cache.clear()
    rows = sum(int(count) for count, _ in about["tables"].values())
    return Restored(about["made_at"], rows, len(about["tables"]), files, held)


def examine(file: Path) -> dict[str, Any]:
    """What a whole backup says of itself.

    Raises:
        KeepingError: when it is not whole, or of a format that is not known here.
    """
    about = archive.check(file)
    if about.get("format") != FORMAT:
        raise KeepingError(f"{file} is of format {about.get('format')}; a newer version of the portal made it.")
    return about


def _refuse_versions(about: dict[str, Any]) -> None:
    unknown = sorted(set(about["migrations"]) - database.migrations_known())
    if unknown:
        raise KeepingError(
            f"The backup is of another version of the portal, which has {unknown[0]}. Install that one or a newer one."
        )
    if server_major() < about["postgresql"]:
        raise KeepingError(f"The backup needs PostgreSQL {about['postgresql']} or newer, not {server_major()}.")


def _prove(about: dict[str, Any]) -> None:
    """Every table has the rows that it had, letter for letter."""
    promised, found = about["tables"], database.rows_of_tables()
    wrong = sorted(name for name in promised.keys() | found.keys() if promised.get(name) != found.get(name))
    if wrong:
        raise KeepingError(f"After the restore these tables are not as they were: {', '.join(wrong)}.")


def _media_here() -> list[Path]:
    root = settings.MEDIA_ROOT
    return [path for path in root.iterdir() if not path.name.startswith(WORK)] if root.is_dir() else []


def _swap_media(fresh: Path) -> None:
    """The folder itself stays: it may be a volume. As root, files get its owner, whom the site runs as."""
    for old in _media_here():
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    owner = settings.MEDIA_ROOT.stat()
    for path in fresh.rglob("*"):
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
    for new in sorted(fresh.iterdir()):
        new.rename(settings.MEDIA_ROOT / new.name)
