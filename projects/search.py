"""Projects and their updates in the search."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from commons import formats
from commons.search import Words, highlighted, matching, snippet, vector, written, written_vector
from commons.windows import Hit
from projects.models import Project, StatusUpdate
from projects.queries import condition_look, stage_chip


def find_projects(user: Any, words: Words) -> QuerySet[Project]:
    return matching(
        Project.objects.visible_to(user),
        words,
        holds=vector("title", "summary", "title_en", "summary_en"),
        text="summary",
        at="updated_at",
        name="title",
    )


def project_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=f"{stage_chip(row).label} · {formats.percent(row.progress)}",
            text=snippet(row.snippet),
            when=formats.ago(row.updated_at, now),
        )
        for row in rows
    ]


def find_updates(user: Any, words: Words) -> QuerySet[StatusUpdate]:
    found = StatusUpdate.objects.visible_to(user).shown()
    rows = matching(found, words, holds=written_vector("note"), text=written("note"), at="created_at")
    return rows.select_related("project", "acting_as")


def update_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(str(row.project)),
            url=row.get_absolute_url(),
            detail=" · ".join(str(part) for part in (row.acting_as, condition_look(row.condition).label) if part),
            text=snippet(row.snippet, is_html=True),
            when=formats.ago(row.created_at, now),
            lang=row.lang,
        )
        for row in rows
    ]
