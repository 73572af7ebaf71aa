"""Where the tests of the forum write."""

from importlib import import_module
from typing import Any

from django.apps import apps

from forums.actions import open_topic
from forums.models import Category, Topic
from tests.people import People


def general() -> Category:
    """The part for everything, as the first migration leaves it."""
    return _first("Umum")


def announcements() -> Category:
    """Where only the office begins topics."""
    return _first("Pengumuman")


def make_topic(people: People, **facts: Any) -> Topic:
    """Begun by sunarti, a resident, in the part for everything, unless said otherwise."""
    usual = {
        "author": people.sunarti,
        "title": "Parkir di gang Mawar",
        "body": "Jalan tertutup.",
    }
    return open_topic(**({"category": facts.pop("category", None) or general()} | usual | facts))


def _first(title: str) -> Category:
    """A test that commits may come after one that emptied the tables."""
    if not Category.objects.filter(is_owned=False).exists():
        import_module("forums.migrations.0002_first_categories").open_categories(apps, None)
    return Category.objects.get(title=title)
