"""Fills the database of the bench: the town, the bare tables beside it, and readers who are signed in to both sites.

usage: python -m bench.filled ours|limit WRITERS        (prints what is to be asked, as JSON)
"""

# ruff: noqa: E402

import json
import os
import sys
from typing import Any

SITES = {"ours": "portal.settings", "limit": "bench.limit.settings"}
os.environ["DJANGO_SETTINGS_MODULE"] = SITES[sys.argv[1]]

import django

django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client

from bench.addresses import SAME
from bench.limit.schema import STATEMENTS

BARE_PAGES = """
    SELECT 'page', '/proyek/' || id || '/' FROM (SELECT id FROM project ORDER BY id LIMIT 1 OFFSET 3) p
    UNION ALL SELECT 'topic', '/forum/topik/' || id || '/' FROM topic WHERE posts_count = 20
    UNION ALL SELECT 'topic_first', '/forum/topik/' || id || '/' FROM topic WHERE posts_count = 10000
    UNION ALL SELECT 'topic_last', '/forum/topik/' || id || '/?no=9981' FROM topic WHERE posts_count = 10000
    UNION ALL SELECT 'category', '/forum/' || id || '/' FROM category WHERE topics_count = 2000
    UNION ALL SELECT 'category_last', '/forum/' || category_id || '/?id=' || id
            || to_char(last_post_at AT TIME ZONE 'UTC', '"&at="YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        FROM (SELECT t.* FROM topic t JOIN category c ON c.id = t.category_id AND c.topics_count = 2000
              ORDER BY last_post_at DESC, id DESC LIMIT 1 OFFSET 1979) t
    UNION ALL SELECT 'answered', '/forum/topik/' || id || '/'
        FROM (SELECT t.id FROM topic t JOIN category c ON c.id = t.category_id AND c.topics_count = 2000
              ORDER BY last_post_at DESC, t.id DESC LIMIT 1 OFFSET 20) t"""


def ours(writers: int) -> dict[str, Any]:
    """The reader stands for many: manager of an organisation, partner in some thirty projects. The writers are
    residents who represent nobody and have written before: the first two posts of an account are held."""
    from bench import town, town_forum
    from forums.models import Post
    from projects.models import Project
    from stakeholders.models import Membership

    call_command("migrate", interactive=False, verbosity=0)
    town.build()
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
        cursor.execute("SELECT id FROM bare.project ORDER BY id LIMIT 1 OFFSET 3")
        number = cursor.fetchone()[0]
    town.analyse()
    reader = Membership.objects.filter(role=Membership.Role.MANAGER).order_by("pk")[0].person
    known = Post.objects.values("author").annotate(many=Count("pk")).filter(many__gte=settings.FORUM_HELD_POSTS)
    people = get_user_model().objects.filter(pk__in=known.values("author"))
    residents = people.exclude(pk__in=Membership.objects.values("person")).order_by("-pk")
    return {
        "cookie": _signed_in(reader),
        "writers": [_signed_in(resident) for resident in residents[:writers]],
        "pages": {**SAME, **town_forum.addresses(), "page": Project.objects.get(pk=number).get_absolute_url()},
    }


def limit(writers: int) -> dict[str, Any]:
    """One reader, who writes too."""
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(BARE_PAGES)
        pages = dict(cursor.fetchall())
        cursor.execute("SELECT min(id) FROM person")
        number = cursor.fetchone()[0]
    reader = get_user_model().objects.create(pk=number, username="pembaca")
    cookie = _signed_in(reader)
    return {"cookie": cookie, "writers": [cookie] * writers, "pages": {**SAME, **pages}}


def _signed_in(reader: object) -> str:
    client = Client()
    client.force_login(reader)  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    print(json.dumps({"ours": ours, "limit": limit}[sys.argv[1]](int(sys.argv[2]))))
