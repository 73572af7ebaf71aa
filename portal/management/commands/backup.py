"""`manage.py backup FILE`: the database and the uploaded files into one file, while the site runs."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.keeping import KeepingError
from portal.keeping.backup import back_up


class Command(BaseCommand):
    help = "Write the database and the uploaded files into one file that only its owner may read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", type=Path, help="a new file, or a folder that is there")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        began = time.monotonic()
        try:
            made = back_up(to)
        except KeepingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made.file}: {made.rows} rows of {made.tables} tables, {made.files} files, "
            f"{made.size / 1e6:.1f} MB in {time.monotonic() - began:.1f} s"
        )
