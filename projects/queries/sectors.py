"""The four sectors in a project: who takes part, who is silent, who is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats
from commons.statements import Given, Statement
from forums.models import Post
from projects.models import Project, StatusUpdate
from stakeholders.models import Sector

TAKES_PART, SILENT, MISSING = "takes_part", "silent", "missing"


@dataclass(frozen=True)
class SectorState:
    """Does a sector take part in this project, is it silent, or is it missing? And who of it is there."""

    label: str
    state: str  # takes_part, silent, missing
    word: str
    detail: str = ""  # its organisations, and when the last of them was heard


def _last_of_each(spoken: Any) -> Any:
    return (
        spoken.filter(acting_as__isnull=False).values("acting_as", "acting_as__sector").annotate(at=Max("created_at"))
    )


VOICE = ("acting_as", "acting_as__sector", "at")


def heard_at(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `VOICE` whose moment came as text."""
    return {**row, "at": datetime.fromisoformat(row["at"])}


def told_of_one() -> Any:
    """What organisations last told of the given project."""
    return _last_of_each(StatusUpdate.objects.filter(project=Given("project")).shown().order_by())


def said_of_one() -> Any:
    """What they last said in its forum."""
    return _last_of_each(Post.objects.filter(topic__category=Given("category")).shown().order_by())


VOICES = Statement(lambda: told_of_one().union(said_of_one(), all=True))


def sector_balance(
    project: Project, partners: Sequence[Mapping[str, Any]], voices: Sequence[Mapping[str, Any]] | None = None
) -> tuple[SectorState, ...]:
    """Takes part: told or said something within the project's rhythm; silent: is a partner and did not; missing: no
    partner at all. What others say in the forum makes them no part of it; the office's updates are its part.
    `voices` are asked for where nobody has them yet.
    """
    names = {row["organisation_id"]: row["organisation__name"] for row in partners}
    heard: dict[str, datetime] = {}
    for voice in VOICES(project=project.pk, category=project.category_id) if voices is None else voices:
        sector = voice["acting_as__sector"]
        if voice["acting_as"] in names or sector == Sector.GOVERNMENT:
            heard[sector] = max(voice["at"], heard.get(sector, voice["at"]))
    since = timezone.now() - timedelta(days=project.rhythm_days)
    return tuple(
        _state(
            project,
            Sector(sector),
            [row["organisation__name"] for row in partners if row["organisation__sector"] == sector],
            heard.get(sector),
            since,
        )
        for sector in Sector.values
    )


def _state(project: Project, sector: Sector, names: list[str], heard: datetime | None, since: datetime) -> SectorState:
    """Only what runs waits for a word; of what is over it is said who took part."""
    if (heard is not None and heard >= since) or (names and not project.is_open):
        state, word = TAKES_PART, _("ikut serta")
    elif names:
        state = SILENT
        word = _("ikut serta, belum ada kabar") if heard is None else _("ikut serta, belum ada kabar baru")
    else:
        state, word = MISSING, _("tidak ikut") if project.is_over else _("belum ikut")
    last = [_("terakhir terdengar %(date)s") % {"date": formats.short_date(heard)}] if heard else []
    return SectorState(str(sector.label), state, str(word), " · ".join([", ".join(names), *last] if names else last))
