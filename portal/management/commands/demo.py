"""`manage.py demo`: an invented town, loaded once however often it is asked for; `--check` counts what there is."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.demo import sign_ins
from accounts.models import User
from activity.actions import number_untold
from commons.contributions import Demo, all_of
from commons.demo.content import ADDRESS


class Command(BaseCommand):
    help = "Load the demo's invented people and all that they do. Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="print whom to sign in as, one JSON object a line")
        parser.add_argument("--check", action="store_true", help="count each kind of thing; fail where there is none")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PORTAL_MODE == "production":
            raise CommandError("The demo is refused in production mode: its passwords are public.")
        if options["sign_ins"]:
            for one in sign_ins():
                self.stdout.write(json.dumps(one, ensure_ascii=False))
        elif options["check"]:
            self._check()
        else:
            self._load()

    @transaction.atomic
    def _load(self) -> None:
        if User.objects.exclude(email__endswith=ADDRESS).exclude(email=None).exists():
            raise CommandError("Real people have accounts here, so the demo's invented ones stay out.")
        town: dict[str, Mapping[str, Any]] = {}
        for demo in all_of(Demo):
            town[demo.code] = demo.load(town)
            while number_untold(500).ids:  # old news: it is in the history, and in nobody's mail
                continue
        loaded = (f"{len(things)} {code}" for code, things in town.items() if things)
        self.stdout.write(", ".join(loaded))

    def _check(self) -> None:
        rows = [row for demo in all_of(Demo) for row in demo.counts()]
        for what, kind, number in rows:
            self.stdout.write(f"{what:14} {kind:24} {number:5}")
        none = [f"{what} {kind}" for what, kind, number in rows if not number]
        if none:
            raise CommandError(f"The demo shows nothing of: {', '.join(none)}.")
