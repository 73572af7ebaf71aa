"""`manage.py write_docs`: the pages of `docs/` that are made from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.reference import out_of_date


class Command(BaseCommand):
    help = "Write docs/permissions.md, docs/contributions.md and docs/glossary.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE / "docs"
        for name, text in out_of_date(folder).items():
            (folder / name).write_text(text)
            self.stdout.write(f"wrote docs/{name}")
