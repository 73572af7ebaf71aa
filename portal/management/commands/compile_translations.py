"""`manage.py compile_translations`: catalogues to `.mo`, where the `.po` is newer. Needs no gettext tools."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.translations.catalogue import compile_all


class Command(BaseCommand):
    help = "Compile the translations that are newer than what was compiled."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for written in compile_all(settings.BASE / "locale"):
            self.stdout.write(f"wrote {written.relative_to(settings.BASE)}")
