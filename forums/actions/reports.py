"""A post is reported; moderators decide, and whoever reported hears what became of it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.actions import record
from commons.access import ensure
from forums.actions.locking import locked_post
from forums.models import Post, Report

Outcome = Report.Outcome


@transaction.atomic
def report_post(*, post: Post, by: Any, reason: str, text: str = "") -> Report:
    """Moderators find it in their queue; the author is not told, and never who it was. Said again while it is open, it
    is one. Locks the topic, so that no report is left open beside a decision."""
    post = locked_post(post)
    ensure(by, "forums.report_post", post)
    report, _is_new = Report.objects.get_or_create(
        post=post, person=by, decided_at=None, defaults={"reason": reason, "text": text}
    )
    return report


@transaction.atomic
def dismiss_reports(*, post: Post, by: Any, note: str = "") -> Post:
    """The post stays, and all who reported it hear so, with the note. Locks the topic.

    Raises:
        Refused: no report of it is open any more.
    """
    post = locked_post(post)
    ensure(by, "forums.dismiss_reports", post)
    settle(post, by=by, outcome=Outcome.DISMISSED, note=note)
    return post


def settle(post: Post, *, by: Any, outcome: str, note: str = "") -> None:
    """All open reports of a post are decided. Its topic is locked by whoever calls."""
    for report in list(post.reports.open().select_related("person").order_by("pk")):
        report.outcome, report.note, report.decided_by, report.decided_at = outcome, note, by, timezone.now()
        report.save(update_fields=["outcome", "note", "decided_by", "decided_at"])
        verb = "forums.report_upheld" if outcome == Outcome.HIDDEN else "forums.report_dismissed"
        record(verb, actor=None, target=report, thread=post.topic.thread, to=[("concerned", report.person)])
