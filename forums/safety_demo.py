"""The demo's queue of moderators: a post that somebody reported, and what somebody new wrote."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from commons import rich_text
from commons.demo import Counted
from commons.demo.content import content
from forums.models import HeldPost, Report, Topic


def load(topics: Mapping[str, Topic], people: Mapping[str, User]) -> None:
    """What is there already, decided or not, is left alone."""
    for row in content()["reports"]:
        Report.objects.get_or_create(
            post=topics[row["topic"]].posts.get(number=row["number"]),
            person=people[row["by"]],
            defaults={"reason": row["reason"], "text": row["text"], "at": _ago(row["hours_ago"])},
        )
    for row in content()["held_posts"]:
        written = rich_text.written(row["text"])
        HeldPost.objects.get_or_create(
            topic=topics[row["topic"]],
            author=people[row["by"]],
            defaults={
                "body": written.shown,
                "source": written.source,
                "created_at": _ago(row["hours_ago"]),
            },
        )


def _ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def counts() -> Iterator[Counted]:
    yield "report", "of a post", Report.objects.count()
    yield "held post", "of somebody new", HeldPost.objects.count()
