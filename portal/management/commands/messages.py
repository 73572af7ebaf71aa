"""`manage.py messages`: brings the English catalogue in step with the texts; `--check` says what is wrong."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.translations import catalogue, checks
from portal.translations.texts import all_texts


class Command(BaseCommand):
    help = "Bring locale/en in step with the texts in code and templates."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where something is missing or wrong"
        )
        parser.add_argument(
            "--forget", action="store_true", help="drop translations of texts that nobody says any more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        texts = all_texts(settings.BASE)
        english = catalogue.read(settings.BASE / "locale", "en")
        catalogue.bring_in_step(english, texts)
        if options["forget"]:
            catalogue.forget_obsolete(english)
        catalogue.write(english)
        missing = list(checks.untranslated(english))
        self.stdout.write(f"{len(texts)} texts, {len(missing)} of them without English")
        return None

    def _check(self) -> None:
        problems = list(checks.all_problems(settings.BASE))
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems with the translations")
