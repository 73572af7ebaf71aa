"""Projects on the home pages: what moves, what was told, what is near, what nobody has heard of for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats, rich_text
from commons.chips import Chip
from commons.contributions import Card
from commons.models.area import theme_name
from projects.models import Condition, Project, StatusUpdate
from projects.models.project import title_for
from projects.queries.lists import project_card, rows
from projects.queries.looks import condition_look

SHOWN, SHOWN_UPDATES, SHOWN_ON_DESK = 4, 3, 10
LONGEST_LINE = 120  # letters of an update's text
RECENT = timedelta(days=60)


def running_count(user: Any) -> int:
    return Project.objects.visible_to(user).running().count()


def moving(user: Any) -> dict[str, Any]:
    """The running projects in which something was told last."""
    found = Project.objects.visible_to(user).running().recently_active().for_rows()[:SHOWN]
    return {"rows": rows(found), "more": "/proyek/", "more_label": _("Semua proyek")}


def in_my_area(user: Any) -> dict[str, Any] | None:
    """Where this person lives; nothing for those who did not say where."""
    if user.area_id is None:
        return None
    near = Project.areas.through.objects.filter(area=user.area_id).values("project")
    return _rows(Project.objects.visible_to(user).running().filter(pk__in=near), SHOWN)


def moved_nearby(user: Any, since: datetime) -> list[Card]:
    """For the digest: the same projects, those in which something was told since then."""
    near = Project.areas.through.objects.filter(area=user.area_id).values("project")
    found = (
        Project.objects.visible_to(user).running().filter(pk__in=near, updated_at__gt=since).recently_active()[:SHOWN]
    )
    return [project_card(project) for project in found]


def interesting(user: Any) -> dict[str, Any] | None:
    """On the themes this person chose, and not followed yet; with the themes, so that one knows why."""
    themes = list(user.themes.values_list("pk", "name", "name_en"))
    if not themes:
        return None
    about = Project.themes.through.objects.filter(theme__in=[pk for pk, *_names in themes])
    found = Project.objects.visible_to(user).running().filter(pk__in=about.values("project"))
    card = _rows(found.exclude(thread__follows__person=user.pk), SHOWN)
    return card and card | {"themes": ", ".join(theme_name(name, name_en) for _pk, name, name_en in themes)}


def to_look_at(user: Any) -> dict[str, Any] | None:
    """For the staff: running projects that owe an update or are blocked, what has been silent longest in front."""
    owed = Q(next_update_at__lte=timezone.now()) | Q(condition=Condition.BLOCKED)
    found = Project.objects.visible_to(user).running().filter(owed, archived_at=None).order_by("updated_at", "pk")
    shown = rows(found.for_rows()[:SHOWN_ON_DESK])
    more = {"more": "/proyek/?kondisi=stale", "more_label": _("Semua yang belum diperbarui")}
    return {"rows": shown} | more if shown else None


def _rows(found: Any, most: int) -> dict[str, Any] | None:
    shown = rows(found.recently_active().for_rows()[:most])
    return {"rows": shown} if shown else None


@dataclass(frozen=True)
class UpdateLine:
    """An update where it is only mentioned: whose project, who told it, how it goes, its first words."""

    url: str
    title: str
    speaker: str
    when: str
    chip: Chip
    text: str
    lang: str


def newest_updates(user: Any) -> dict[str, Any] | None:
    """What was told last, of projects this person may see."""
    now = timezone.localtime()
    found = list(
        StatusUpdate.objects.visible_to(user)
        .shown()
        .filter(created_at__gt=now - RECENT, is_no_change=False)
        .order_by("-created_at", "-pk")
        .values(
            *("project_id", "number", "created_at", "condition", "note", "lang"),
            *("project__title", "project__title_en", "acting_as__name"),
        )[:SHOWN_UPDATES]
    )
    texts = rich_text.excerpts([u["note"] for u in found], user, LONGEST_LINE)
    lines = [
        UpdateLine(
            url=f"/proyek/{u['project_id']}/kabar/{u['number']}/",
            title=title_for(u["project__title"], u["project__title_en"]),
            speaker=u["acting_as__name"] or _("Tim proyek"),
            when=formats.ago(u["created_at"], now),
            chip=condition_look(u["condition"]),
            text=text,
            lang=u["lang"],
        )
        for u, text in zip(found, texts, strict=True)
    ]
    return {"lines": lines} if lines else None
