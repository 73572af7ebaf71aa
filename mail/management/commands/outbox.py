"""How the outbox stands; holding all that is queued (after a restore), and letting it go again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count, Min

from mail import actions
from mail.models import Message


class Command(BaseCommand):
    help = "Count the messages of each state; `hold` keeps back all that is queued, `release` queues what is held."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", nargs="?", choices=["show", "hold", "release"], default="show")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "hold":
            self.stdout.write(f"{actions.hold_queued('manage.py outbox hold')} held.")
        elif act == "release":
            held = Message.objects.filter(state=Message.State.HELD)
            self.stdout.write(f"{actions.send_again(held)} queued again.")
        else:
            self._show()

    def _show(self) -> None:
        for state, count in Message.objects.values_list("state").annotate(Count("pk")).order_by("state"):
            self.stdout.write(f"{state:10} {count:8}")
        oldest = Message.objects.overdue().aggregate(Min("created_at"))["created_at__min"]
        self.stdout.write(f"Oldest that should have left: {oldest or 'none'}")
