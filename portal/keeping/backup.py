"""A site into one file, while it runs."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.keeping import KeepingError, archive, database
from portal.keeping.programs import Programs, server_major

FORMAT = 1  # of the file; one that is unknown is not restored


@dataclass(frozen=True)
class Made:
    """The backup and what is in it."""

    file: Path
    rows: int
    tables: int
    files: int
    size: int


def back_up(to: Path) -> Made:
    """Write the database of one moment and the uploaded files. `to`: a file, or a folder that gets one.

    The files are read after the rows: what a row names is there, save what somebody deleted meanwhile.

    Raises:
        KeepingError: when a program is missing or fails, or the place cannot be written to.
    """
    database.is_reachable()
    programs = Programs()
    file = to / f"rembuk-{timezone.now():%Y%m%d-%H%M%S}.tar" if to.is_dir() else to
    if file.exists():
        raise KeepingError(f"{file} is there already; name another file, or a folder.")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            return _written(file, programs, Path(folder) / archive.DUMP)
    except OSError as error:
        raise KeepingError(f"{file} could not be written: {error}.") from error


def _written(file: Path, programs: Programs, dump: Path) -> Made:
    with database.one_moment() as moment:
        made_at = timezone.now()
        database.dump(programs, moment, dump)
        rows = database.rows_of_tables()
        migrations = database.migrations_done()
    with archive.writing(file) as writer:
        writer.add_file(archive.DUMP, dump)
        files = 0
        for path in _media():
            try:
                writer.add_file(f"{archive.MEDIA}{path.relative_to(settings.MEDIA_ROOT).as_posix()}", path)
                files += 1
            except FileNotFoundError:  # deleted since it was listed
                continue
        about = {
            "format": FORMAT,
            "site": settings.SITE_URL,
            "made_at": made_at.isoformat(),
            "postgresql": server_major(),
            "pg_dump": programs.major,
            "migrations": migrations,
            "tables": rows,
            "files": files,
        }
        writer.add_text(archive.MANIFEST, json.dumps(about, indent=1))
    return Made(file, sum(int(count) for count, _ in rows.values()), len(rows), files, file.stat().st_size)


def _media() -> Iterator[Path]:
    yield from sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and not path.is_symlink())
