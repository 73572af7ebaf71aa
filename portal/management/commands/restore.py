"""`manage.py restore FILE`: a backup in the place of an empty site; `--check` only says whether the file is whole."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.keeping import KeepingError
from portal.keeping.restore import examine, restore


class Command(BaseCommand):
    help = "Check a backup, restore it into an empty site, and prove that every row and file is there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is whole")
        parser.add_argument("--replace", action="store_true", help="the site is not empty, and may be lost")

    def handle(self, *args: Any, file: Path, check: bool, replace: bool, **options: Any) -> None:
        began = time.monotonic()
        try:
            if check:
                about = examine(file)
                self.stdout.write(f"{file} is whole: {about['site']} at {about['made_at']}")
                return
            back = restore(file, replacing=replace)
        except KeepingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored the site of {back.made_at}: {back.rows} rows of {back.tables} tables and {back.files} files, "
            f"each as it was, in {time.monotonic() - began:.1f} s"
        )
        if back.held:
            self.stdout.write(
                f"{back.held} mails that waited then are held, for they may have left since. "
                "`manage.py outbox release` sends them."
            )
