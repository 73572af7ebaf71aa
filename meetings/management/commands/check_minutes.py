"""`manage.py check_minutes`: does what stands in the tables still say what was sealed?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Minutes, MinutesState
from meetings.queries.canonical import is_intact


class Command(BaseCommand):
    help = "Make the SHA-256 of all ratified minutes again and compare it with their seals."

    def handle(self, *args: Any, **options: Any) -> None:
        ratified = Minutes.objects.filter(state=MinutesState.RATIFIED).select_related("meeting").order_by("pk")
        numbers = [(one.number, is_intact(one)) for one in ratified.iterator(chunk_size=200)]
        broken = [number for number, intact in numbers if not intact]
        if broken:
            raise CommandError(f"Not what was sealed: {', '.join(broken)}.")
        self.stdout.write(f"{len(numbers)} ratified minutes say what was sealed.")
