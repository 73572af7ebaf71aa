"""What was told to everybody, for programs that read news: the same for whoever asks, and it names no person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats, rich_text
from commons.narrowing import Narrowing
from projects.models import StatusUpdate
from projects.models.project import title_for
from projects.queries.cards import RECENT
from projects.queries.choosing import found_projects, projects_narrowing
from projects.queries.looks import condition_look

MOST, LONGEST = 50, 600
SHOWN = (
    *("project_id", "number", "created_at", "condition", "progress", "note"),
    *("project__title", "project__title_en", "acting_as__name"),
)


@dataclass(frozen=True)
class Told:
    """An update as an entry of a feed."""

    url: str
    title: str
    speaker: str
    at: datetime
    text: str


def feed_narrowing(asked: Any, path: str) -> Narrowing:
    """As a visitor may narrow the list, whoever asks: a program that reads news is signed in as nobody."""
    return projects_narrowing(asked, path, AnonymousUser())


def told_to_everybody(narrowed: Narrowing) -> list[Told]:
    """The newest updates of the public projects of this list. What visitors cannot choose leads to nothing, for all
    would be too much."""
    if narrowed.is_corrected:
        return []
    visitor = AnonymousUser()
    found = (
        StatusUpdate.objects.visible_to(visitor)
        .shown()
        .filter(project__in=found_projects(visitor, narrowed).order_by().values("pk"))
        .filter(created_at__gt=timezone.now() - RECENT)
        .order_by("-created_at", "-pk")
        .values(*SHOWN)[:MOST]
    )
    rows = list(found)
    texts = rich_text.excerpts([row["note"] for row in rows], visitor, LONGEST)
    return [_told(row, text) for row, text in zip(rows, texts, strict=True)]


def _told(row: dict[str, Any], text: str) -> Told:
    project = title_for(row["project__title"], row["project__title_en"])
    how = f"{condition_look(row['condition']).label}, {formats.percent(row['progress'])}"
    return Told(
        url=f"/proyek/{row['project_id']}/kabar/{row['number']}/",
        title=f"{project}: {how}",
        speaker=row["acting_as__name"] or _("Tim proyek"),
        at=row["created_at"],
        text=text,
    )
