"""The page of one project: where it stands, who takes part, what was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commons import rich_text
from commons.access import can
from commons.standing import standing
from projects.models import Condition, Partnership, Project, Stage, StageChange, StatusUpdate
from projects.queries.looks import CONDITION_LOOK, Chip, condition_chip, stage_chip
from stakeholders.models import Organisation, Sector

SHOWN_UPDATES = 10
STEPS = (Stage.PROPOSED, Stage.REVIEW, Stage.APPROVED, Stage.ACTIVE, Stage.DONE)


@dataclass(frozen=True)
class Step:
    """A stage of the project's life as the stepper shows it."""

    label: str
    state: str  # done, now, or nothing


@dataclass(frozen=True)
class SectorState:
    """Does a sector take part in this project, is it silent, or is it missing?"""

    label: str
    state: str  # takes_part, silent, missing


@dataclass(frozen=True)
class ShownUpdate:
    """An update with its note drawn for this reader, and whether it speaks for the project."""

    update: StatusUpdate
    chip: Chip
    note: Any
    is_official: bool


@dataclass(frozen=True)
class ProjectPage:
    """All that the page of a project shows, read in a fixed number of statements."""

    stage: Chip
    condition: Chip | None
    steps: list[Step]
    sectors: list[SectorState]
    updates: list[ShownUpdate]
    has_more: bool
    partners: list[Partnership]
    level: int | None
    may_accept: Partnership | None


def project_page(project: Any, user: Any) -> ProjectPage:
    """All that the page of one project shows, in a constant number of statements."""
    partners = list(project.partnerships.current().select_related("organisation", "invited_by").order_by("pk"))
    updates = list(project.updates.shown().for_page(user)[: SHOWN_UPDATES + 1])
    groups = set(standing(user).groups)
    accepted = [p for p in partners if p.state == Partnership.State.ACCEPTED]
    return ProjectPage(
        stage=stage_chip(project),
        condition=condition_chip(project),
        steps=steps(project),
        sectors=sector_balance(project, accepted, updates),
        updates=shown(updates[:SHOWN_UPDATES], user),
        has_more=len(updates) > SHOWN_UPDATES,
        partners=accepted,
        level=project.level,
        may_accept=next(
            (p for p in partners if p.state == Partnership.State.INVITED and p.organisation.group_id in groups), None
        ),
    )


def steps(project: Project) -> list[Step]:
    """The five steps of a life; what is on hold or cancelled stands where it stopped."""
    here = {Stage.ON_HOLD: Stage.ACTIVE, Stage.CANCELLED: Stage.APPROVED}.get(
        Stage(project.stage), Stage(project.stage)
    )
    reached = STEPS.index(here)
    return [
        Step(str(stage.label), "done" if index < reached or here == Stage.DONE else "now" if index == reached else "")
        for index, stage in enumerate(STEPS)
    ]


def sector_balance(
    project: Project, accepted: Sequence[Partnership], updates: Sequence[StatusUpdate]
) -> list[SectorState]:
    """Takes part: told something within the rhythm; silent: a partner that did not; missing: no partner at all.

    Judged from the newest updates, which are the ones shown.
    """
    since = timezone.now() - timedelta(days=project.rhythm_days)
    present = {p.organisation.sector for p in accepted}
    spoke = {u.acting_as.sector for u in updates if u.acting_as is not None and u.created_at >= since}
    return [
        SectorState(
            str(sector.label),
            "takes_part" if sector in spoke else "silent" if sector in present else "missing",
        )
        for sector in Sector
    ]


def shown(updates: Sequence[StatusUpdate], user: Any) -> list[ShownUpdate]:
    """Updates as they are read: their notes joined with what they refer to, in one look-up for all."""
    notes = rich_text.render([update.note for update in updates], user)
    return [
        ShownUpdate(
            update,
            Chip(str(Condition(update.condition).label), *CONDITION_LOOK[Condition(update.condition)]),
            note,
            update.acting_as is not None and update.acting_as.sector == Sector.GOVERNMENT,
        )
        for update, note in zip(updates, notes, strict=True)
    ]


def speaks_as(user: Any, project: Project) -> list[Organisation]:
    """For whom this person may tell in this project: partners that they represent, or the office they work for."""
    mine = Organisation.objects.represented_by(user)
    partner = Partnership.objects.accepted().filter(project=project, organisation=OuterRef("pk"))
    return list(mine.filter(Exists(partner) | Q(sector=Sector.GOVERNMENT)).by_name())


def next_to_update(user: Any, project: Project) -> Project | None:
    """After sending: the next of my projects that waits for an update."""
    waiting = Project.objects.visible_to(user).silent(timezone.now()).exclude(pk=project.pk)
    mine = Q(coordinator=user) | Q(
        partnerships__state=Partnership.State.ACCEPTED, partnerships__organisation__group__in=standing(user).groups
    )
    return waiting.filter(mine).order_by("next_update_at", "pk").distinct().first()


def history(project: Project) -> list[StageChange]:
    return list(project.stage_changes.select_related("author", "acting_as").order_by("-pk"))


def partnerships(project: Project, user: Any) -> list[Partnership]:
    """Partners first, then those who were asked, then what is over; invitations are the team's to see."""
    found = project.partnerships.for_page(user).select_related("invited_by", "answered_by").order_by("pk")
    if not can(user, "projects.invite_partner", project):
        found = found.filter(state__in=[Partnership.State.ACCEPTED, Partnership.State.ENDED])
    order = [Partnership.State.ACCEPTED, Partnership.State.INVITED, Partnership.State.DECLINED, Partnership.State.ENDED]
    return sorted(found, key=lambda p: order.index(Partnership.State(p.state)))


def facts_of(project: Project) -> dict[str, Any]:
    """What the form of a project begins with."""
    names = ("title", "summary", "starts_on", "due_on", "budget_idr", "rhythm_days", "next_step")
    return {
        **{name: getattr(project, name) for name in names},
        "visibility": project.audience.visibility,
        "areas": project.areas.all(),
        "themes": project.themes.all(),
    }
