"""Where the tests of the forum write."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils import timezone

from activity.models import Due
from forums.actions import clocks, open_topic
from forums.models import Category, Question, Topic
from tests.people import People
from tests.town import Town


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


def make_question(people: People, town: Town, **facts: Any) -> Topic:
    """Asked of the kelurahan (ratna, putri) by sunarti, unless said otherwise."""
    usual = {"kind": Topic.Kind.QUESTION, "asked": town.office, "title": "Kapan saluran dikeruk?"}
    return Topic.objects.get(pk=make_topic(people, **(usual | facts)).pk)


def overdue(topic: Topic, days: int = 1) -> None:
    """Its clock ran out so many days ago: time moves by moving rows."""
    ago = timezone.now() - timedelta(days=days)
    Question.objects.filter(topic=topic).update(asked_at=ago - timedelta(days=8), due_at=ago)
    moved = Due.objects.filter(kind=clocks.DUE, target_id=topic.pk)
    moved.filter(occasion="day").update(due_at=ago - timedelta(hours=16), useful_until=ago)
    moved.filter(occasion="late").update(due_at=ago, useful_until=ago + timedelta(days=365))
