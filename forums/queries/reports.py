"""The queue of moderators: what was reported, what is held, and what was decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import name_for_others
from commons import formats, rich_text
from forums.models import HeldPost, Post, Report
from forums.models.post import place
from forums.queries.moderating import moderated_by

REPORTED, HELD, DECIDED = "", "ditahan", "selesai"
QUEUES = {
    REPORTED: gettext_lazy("Dilaporkan"),
    HELD: gettext_lazy("Menunggu dicek"),
    DECIDED: gettext_lazy("Sudah diputuskan"),
}
EXCERPT = 200


@dataclass(frozen=True)
class QueueTab:
    """A part of the queue; how many wait in it, where something can wait."""

    label: str
    url: str
    current: bool
    count: int | None


@dataclass(frozen=True)
class QueueRow:
    """A line of the queue: a text, and why it stands there."""

    title: str
    url: str
    who: str
    text: str
    why: str
    end: str


def reported_posts(user: Any) -> Any:
    """Posts that somebody reported and nobody decided about, each with `since` and `many`; one's own are others' to
    judge."""
    theirs = moderated_by(user, "topic__category")
    return _reported(Post.objects.visible_to(user).filter(theirs).exclude(author=user.pk))


def _reported(posts: Any) -> Any:
    mine = Report.objects.open().filter(post=OuterRef("pk")).order_by().values("post")
    return (
        posts.shown()
        .filter(Exists(Report.objects.open().filter(post=OuterRef("pk"))))
        .annotate(
            since=Subquery(mine.annotate(first=Min("at")).values("first")),
            many=Subquery(mine.annotate(many=Count("pk")).values("many")),
            reasons=ArraySubquery(Report.objects.open().filter(post=OuterRef("pk")).values("reason").distinct()),
        )
    )


def queue(tab: str, user: Any) -> tuple[QuerySet[Any], tuple[str, ...]]:
    """One part of it, and its order: what waits longest in front, of what was decided the newest."""
    if tab == HELD:
        held = HeldPost.objects.visible_to(user).filter(moderated_by(user, "topic__category", "category"))
        return held.waiting().exclude(author=user.pk).for_page(user), ("created_at", "pk")
    if tab == DECIDED:
        decided = Report.objects.visible_to(user).filter(moderated_by(user, "post__topic__category"))
        return decided.decided().exclude(post__author=user.pk).for_page(user), ("-decided_at", "-pk")
    return reported_posts(user).select_related("topic", "author", "acting_as"), ("since", "pk")


def queue_tabs(user: Any, path: str, current: str) -> list[QueueTab]:
    counts = {REPORTED: queue(REPORTED, user)[0].count(), HELD: queue(HELD, user)[0].count(), DECIDED: None}
    return [
        QueueTab(str(label), f"{path}?tampil={name}" if name else path, name == current, counts[name])
        for name, label in QUEUES.items()
    ]


def queue_rows(tab: str, rows: Sequence[Any], user: Any) -> list[QueueRow]:
    """What they point at is looked up once a kind for all of them."""
    texts = rich_text.excerpts([_readable(row) for row in rows], user, EXCERPT)
    now = timezone.localtime()
    return [SHAPES[tab](row, text, now) for row, text in zip(rows, texts, strict=True)]


def _readable(row: Any) -> rich_text.Segments:
    """What was hidden or deleted since is read here no more than anywhere else."""
    post = row.post if isinstance(row, Report) else row
    return [] if isinstance(post, Post) and not post.is_shown else post.body


def _reported_row(post: Any, text: str, now: datetime) -> QueueRow:
    many = ngettext("%(n)s laporan", "%(n)s laporan", post.many) % {"n": post.many}
    return QueueRow(
        title=str(post.topic),
        url=reverse("forums:report_detail", args=[post.pk]),
        who=_said_by(post),
        text=text,
        why="; ".join(str(Report.Reason(reason).label) for reason in sorted(post.reasons)),
        end=f"{many} · {formats.ago(post.since, now)}",
    )


def _held_row(held: HeldPost, text: str, now: datetime) -> QueueRow:
    kind = _("Topik baru di %(category)s") % {"category": held.category} if held.category else _("Balasan")
    return QueueRow(
        title=str(held),
        url=held.get_absolute_url(),
        who=_said_by(held),
        text=text,
        why=kind,
        end=formats.ago(held.created_at, now),
    )


def _decided_row(report: Report, text: str, now: datetime) -> QueueRow:
    post = report.post
    return QueueRow(
        title=str(post.topic),
        url=place(post.topic.get_absolute_url(), post.number),
        who=_said_by(post),
        text=text,
        why=" · ".join(filter(None, (report.get_outcome_display(), report.note))),
        end=formats.ago(report.decided_at, now) if report.decided_at else "",
    )


SHAPES: dict[str, Callable[[Any, str, datetime], QueueRow]] = {
    REPORTED: _reported_row,
    HELD: _held_row,
    DECIDED: _decided_row,
}


def _said_by(written: Any) -> str:
    author = name_for_others(written.author.name, written.author.leaves_at, written.author.erased_at)
    return f"{author} ({written.acting_as})" if written.acting_as_id else author


@dataclass(frozen=True)
class ShownReport:
    """What one person said about a post, for moderators."""

    who: str
    reason: str
    text: str
    stamp: str


def open_reports(post: Post) -> list[ShownReport]:
    """The oldest in front."""
    return [
        ShownReport(
            who=name_for_others(one.person.name, one.person.leaves_at, one.person.erased_at)
            if one.person
            else _("Akun dihapus"),
            reason=one.get_reason_display(),
            text=one.text,
            stamp=formats.stamp(one.at),
        )
        for one in post.reports.open().select_related("person").order_by("at", "pk")
    ]
