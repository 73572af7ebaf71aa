"""`manage.py demo`: an invented town, loaded once however often it is asked for."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from portal.demo.content import ADDRESS
from portal.demo.forums import load_forums
from portal.demo.organisations import load_organisations
from portal.demo.people import load_people, sign_ins
from portal.demo.projects import load_projects


class Command(BaseCommand):
    help = "Load the demo's invented people, organisations, projects and topics. Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="print whom to sign in as, one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PORTAL_MODE == "production":
            raise CommandError("The demo is refused in production mode: its passwords are public.")
        if options["sign_ins"]:
            for one in sign_ins():
                self.stdout.write(json.dumps(one, ensure_ascii=False))
            return
        if User.objects.exclude(email__endswith=ADDRESS).exclude(email=None).exists():
            raise CommandError("Real people have accounts here, so the demo's invented ones stay out.")
        with transaction.atomic():
            people = load_people()
            organisations = load_organisations(people)
            projects = load_projects(people, organisations)
            topics = load_forums(people, organisations)
        self.stdout.write(
            f"{len(people)} people, {len(organisations)} organisations, {len(projects)} projects, {len(topics)} topics"
        )
