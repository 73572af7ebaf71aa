"""Where the tests of the forum write."""

from typing import Any

from forums.actions import open_topic
from forums.models import Category, Topic
from tests.people import People


def general() -> Category:
    """The part for everything, as the first migration leaves it."""
    return Category.objects.get(title="Umum")


def announcements() -> Category:
    """Where only the office begins topics."""
    return Category.objects.get(title="Pengumuman")


def make_topic(people: People, **facts: Any) -> Topic:
    """Begun by sunarti, a resident, in the part for everything, unless said otherwise."""
    usual = {
        "author": people.sunarti,
        "title": "Parkir di gang Mawar",
        "body": "Jalan tertutup.",
    }
    return open_topic(**({"category": facts.pop("category", None) or general()} | usual | facts))
