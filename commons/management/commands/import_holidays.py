"""Take days off from a list, such as a decree of the ministers, into the calendar."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from commons.form_fields import DayField
from commons.models import Holiday

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "holidays.csv"


class Command(BaseCommand):
    """Running it twice changes nothing; days that staff changed stay so unless `--overwrite` says otherwise."""

    help = "Reads date,name_id,name_en,kind,tentative from a CSV file (UTF-8). Works offline; all rows or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED)
        parser.add_argument("--overwrite", action="store_true", help="also change days that are there already")

    @transaction.atomic
    def handle(self, *args: Any, file: Path, overwrite: bool, **options: Any) -> None:
        rows, there = _read(file), Holiday.objects.in_bulk(field_name="on")
        new = [row for row in rows if row.on not in there]
        different = [row for row in rows if row.on in there and not row.says_the_same(there[row.on])]
        Holiday.objects.bulk_create(
            new + different if overwrite else new,
            update_conflicts=True,
            unique_fields=["on"],
            update_fields=["name", "name_en", "kind", "is_tentative"],
        )
        what = "changed" if overwrite else "left as staff made them"
        same = len(rows) - len(new) - len(different)
        self.stdout.write(f"{len(new)} new, {len(different)} {what}, {same} the same.")


def _read(file: Path) -> list[Holiday]:
    """
    Raises:
        CommandError: naming every row that cannot be read.
    """
    found, wrong = [], []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            try:
                found.append(_holiday(row))
            except Exception as error:
                wrong.append(f"line {line}: {error}")
    if wrong:
        raise CommandError("\n".join(wrong))
    return found


def _holiday(row: dict[str, str]) -> Holiday:
    holiday = Holiday(
        on=DayField().clean(row["date"]),
        name=row["name_id"].strip(),
        name_en=(row.get("name_en") or "").strip(),
        kind=row["kind"].strip(),
        is_tentative=(row.get("tentative") or "").strip() == "ya",
    )
    holiday.clean_fields()
    return holiday
