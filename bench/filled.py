"""Fills the database of the bench: the town, the bare tables beside it, and a reader who is signed in to both sites.

usage: python -m bench.filled ours|limit        (prints what is to be asked, as JSON)
"""

# ruff: noqa: E402

import json
import os
import sys

SITES = {"ours": "portal.settings", "limit": "bench.limit.settings"}
os.environ["DJANGO_SETTINGS_MODULE"] = SITES[sys.argv[1]]

import django

django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.limit.schema import STATEMENTS


def ours() -> dict[str, str]:
    """The reader stands for many: manager of an organisation, partner in some thirty projects."""
    from bench import town
    from stakeholders.models import Membership

    call_command("migrate", interactive=False, verbosity=0)
    town.build()
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
    town.analyse()
    reader = Membership.objects.filter(role=Membership.Role.MANAGER).order_by("pk")[0].person
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bare.project ORDER BY id LIMIT 1 OFFSET 3")
        number = cursor.fetchone()[0]
    from projects.models import Project

    return {"cookie": _signed_in(reader), "page": Project.objects.get(pk=number).get_absolute_url()}


def limit() -> dict[str, str]:
    call_command("migrate", interactive=False, verbosity=0)
    reader = get_user_model().objects.create(username="pembaca")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM project ORDER BY id LIMIT 1 OFFSET 3")
        number = cursor.fetchone()[0]
    return {"cookie": _signed_in(reader), "page": f"/proyek/{number}/"}


def _signed_in(reader: object) -> str:
    client = Client()
    client.force_login(reader)  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    print(json.dumps({"ours": ours, "limit": limit}[sys.argv[1]]()))
