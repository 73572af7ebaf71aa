"""All that the page of a project tells to whoever may see it, read in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast

from commons.models import Attachment
from commons.nested import columns_of, dicts, nested, objects
from commons.statements import Given, Statement
from projects.models import Completion, Milestone, Obstacle, Partnership, Project, StatusUpdate
from projects.models.status_update import SHOWN_IN_TIMELINE
from projects.queries import indicators, milestones, obstacles, sectors

SHOWN_UPDATES = 10
WHO = ("id", "name", "leaves_at", "erased_at")
CLOSING = (
    *(f"{person}__{column}" for person in ("proposed_by", "answered_by") for column in WHO),
    *(f"{organisation}__{column}" for organisation in ("acting_as", "answered_as") for column in ("id", "name")),
)
PARTNER = ("role", "organisation_id", "organisation__name", "organisation__sector")
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Told:
    """Rows as the questions of each kind have them; `updates` one more than are shown, `closing` what it ends with."""

    coordinator: str
    partners: Rows
    updates: Rows
    milestones: Rows
    obstacles: Rows
    indicators: Rows
    voices: Rows
    closing: Completion | None
    files: list[Attachment]  # of what it ends with


def partners_of_one() -> Any:
    """Who takes part in the given project."""
    return Partnership.objects.filter(project=Given("project")).accepted().order_by("pk")


def updates_of_one() -> Any:
    """What was told of it last."""
    return StatusUpdate.objects.filter(project=Given("project")).shown().for_timeline()[: SHOWN_UPDATES + 1]


def _all_of_one() -> Any:
    briefs = indicators.briefs_of_one()
    # As text: a number of JSON is not exact.
    amounts = {name: Cast(name, CharField()) for name in ("baseline", "target", "latest")}
    closing = Completion.objects.filter(pk=OuterRef("closing"))
    columns = {
        "its_partners": nested(partners_of_one(), *PARTNER),
        "its_updates": nested(updates_of_one(), *SHOWN_IN_TIMELINE, "placed_photos"),
        "its_milestones": nested(milestones.milestones_of_one(), *milestones.SHOWN),
        "its_obstacles": nested(obstacles.first_of_one(), *obstacles.SHOWN),
        "its_briefs": nested(briefs, "name", "unit", **amounts),
        "its_told": nested(sectors.told_of_one(), *sectors.VOICE),
        "its_said": nested(sectors.said_of_one(), *sectors.VOICE),
        "its_ending": nested(closing, *columns_of(Completion), *CLOSING, its_files=_files()),
    }
    return Project.objects.filter(pk=Given("project")).values("coordinator__name", **columns)


def _files() -> ArraySubquery:
    """Beside a completion."""
    kind = {"parent_type__app_label": "projects", "parent_type__model": "completion"}
    return nested(Attachment.objects.filter(**kind, parent_id=OuterRef("pk")).order_by("pk"), *columns_of(Attachment))


ALL = Statement(_all_of_one)


def told(project: Project) -> Told:
    """One statement, however much there is."""
    row = ALL(project=project.pk, category=project.category_id)[0]
    ending = row["its_ending"]
    return Told(
        coordinator=row["coordinator__name"],
        partners=row["its_partners"],
        updates=dicts(StatusUpdate, row["its_updates"]),
        milestones=dicts(Milestone, row["its_milestones"]),
        obstacles=dicts(Obstacle, row["its_obstacles"]),
        indicators=[indicators.exact(brief) for brief in row["its_briefs"]],
        voices=[sectors.heard_at(voice) for voice in (*row["its_told"], *row["its_said"])],
        closing=next(iter(objects(Completion, ending)), None),
        files=[file for one in ending for file in objects(Attachment, one["its_files"])],
    )
