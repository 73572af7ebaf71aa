"""Make the kelurahan of this site and its RW."""

import csv
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from commons.models import Area

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "areas.csv"


class Command(BaseCommand):
    """Keyed by the ministry's code: running it twice changes nothing, and a corrected name is corrected."""

    help = (
        "Looks the kelurahan up by its code in a CSV file (code,name,level,parent); --rw N numbers its RW from 1 to N."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)
        parser.add_argument("--code", default=settings.SITE_AREA_CODE)
        parser.add_argument("--rw", type=int, default=0, help="how many RW there are")

    @transaction.atomic
    def handle(self, *args: Any, file: Path, code: str, rw: int, **options: Any) -> None:
        level = Area.Level
        kelurahan, is_new = Area.objects.update_or_create(
            level=level.KELURAHAN, code=code, defaults={"name": _name(file, code)}
        )
        made = [
            Area.objects.get_or_create(level=level.RW, parent=kelurahan, number=number)[1]
            for number in range(1, rw + 1)
        ]
        self.stdout.write(f"{kelurahan}: {'new' if is_new else 'was there'}; {sum(made)} new RW.")


def _name(file: Path, code: str) -> str:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["code"] == code and row["level"] == "kelurahan":
                return row["name"]
    raise CommandError(f"{file.name} has no kelurahan with the code {code}.")
