"""`manage.py make_staff ratna@contoh.example --office leader`: give or take an office of the kelurahan."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import actions
from accounts.models import User
from commons.standing import OFFICES


class Command(BaseCommand):
    help = "Give a member an office of the kelurahan (staff, leader, moderator), or take it back with --end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the proven address of the account")
        parser.add_argument("--office", choices=OFFICES, default=OFFICES[0])
        parser.add_argument("--end", action="store_true", help="take the office back")

    def handle(self, *args: Any, email: str, office: str, end: bool, **options: Any) -> None:
        person = User.objects.with_address(email).active().first()
        if person is None:
            raise CommandError(f"No active account has the proven address {email}. Let the person register first.")
        change = actions.dismiss if end else actions.appoint
        change(person=person, office=office)
        self.stdout.write(f"{person.name} {'is no longer' if end else 'is now'} {office}.")
