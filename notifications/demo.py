"""Who follows what in the demo, and the news of the last weeks in their inboxes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from activity.actions import begin_to_follow
from activity.models import Activity, Follow, Thread
from commons.contributions import one
from commons.demo import Counted, Town, counted
from commons.telling import Verb
from notifications.models import FOLLOWS, Channel, Notification
from projects.models import Project, Stage

NEWS = timedelta(days=30)
FOLLOWED = 3  # projects a neighbour follows


def load(town: Town) -> dict[str, Any]:
    """Once: what somebody has read or no longer follows since then stays so. Nothing of it goes out by mail."""
    if Notification.objects.exists():
        return {}
    for person in town["accounts.person"].values():
        if not person.memberships.active().exists():
            for project in Project.objects.visible_to(person).filter(stage=Stage.ACTIVE).order_by("title")[:FOLLOWED]:
                begin_to_follow(person, project.thread)
    for person in town["accounts.person"].values():
        followed = Follow.objects.filter(person=person).values("thread")
        for thread in Thread.objects.visible_to(person).filter(pk__in=followed):
            _lay_in_inbox(person, thread)
    return {}


def counts() -> Iterator[Counted]:
    """Who follows, and what lies in inboxes."""
    yield "follow", "of a thread", Follow.objects.count()
    yield from counted("notification", Notification.objects.all(), "channel", [Channel.DIGEST])


def _lay_in_inbox(person: Any, thread: Thread) -> None:
    news = Activity.objects.filter(thread=thread, created_at__gt=timezone.now() - NEWS).exclude(actor=person)
    newest = news.exclude(told_no=None).order_by("-told_no").first()
    if newest is not None and newest.told_no is not None:
        Notification.objects.create(
            person=person,
            thread=thread,
            activity=newest,
            told_no=newest.told_no,
            reason=FOLLOWS,
            channel=one(Verb, newest.verb).channels[FOLLOWS],
            count=news.count(),
            unread_since=newest.created_at,
        )
