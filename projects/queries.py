"""Reads that shape the projects' pages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.queries import follow_level
from commons import rich_text
from commons.access import can
from commons.contributions import Card, WaitingRow
from commons.standing import standing
from projects.models import Condition, Partnership, Project, Stage, StageChange, StatusUpdate
from stakeholders.models import Organisation, Sector

STAGE_LOOK = {
    Stage.PROPOSED: ("info", "lightbulb"),
    Stage.REVIEW: ("violet", "search"),
    Stage.APPROVED: ("brand", "circle-check"),
    Stage.ACTIVE: ("info", "circle-play"),
    Stage.ON_HOLD: ("gold", "circle-pause"),
    Stage.DONE: ("ok", "award"),
    Stage.CANCELLED: ("neutral", "circle-x"),
}
CONDITION_LOOK = {
    Condition.ON_TRACK: ("ok", "check"),
    Condition.ATTENTION: ("gold", "triangle-alert"),
    Condition.BLOCKED: ("danger", "circle-alert"),
}
SHOWN_UPDATES = 10
STEPS = (Stage.PROPOSED, Stage.REVIEW, Stage.APPROVED, Stage.ACTIVE, Stage.DONE)


@dataclass(frozen=True)
class Chip:
    """A status as icon, word and colour, in that order of importance."""

    label: str
    tone: str
    icon: str


def stage_chip(project: Project) -> Chip:
    tone, icon = STAGE_LOOK[Stage(project.stage)]
    return Chip(str(Stage(project.stage).label), tone, icon)


def condition_chip(project: Project) -> Chip | None:
    """How it goes; *Belum diperbarui* when the rhythm has passed; nothing where nothing is owed."""
    if project.is_stale:
        return Chip(_("Belum diperbarui"), "neutral", "clock")
    if not project.condition or project.stage in (Stage.DONE, Stage.CANCELLED):
        return None
    tone, icon = CONDITION_LOOK[Condition(project.condition)]
    return Chip(str(Condition(project.condition).label), tone, icon)


@dataclass(frozen=True)
class Row:
    """A project in a list."""

    project: Project
    stage: Chip
    condition: Chip | None


def rows(projects: Iterable[Project]) -> list[Row]:
    return [Row(project, stage_chip(project), condition_chip(project)) for project in projects]


@dataclass(frozen=True)
class Filter:
    """A value one can filter by, with what it leads to."""

    value: str
    label: str
    icon: str
    count: int


def projects_list(user: Any, *, stage: str = "", condition: str = "", now: datetime | None = None) -> QuerySet[Project]:
    """The projects a person may see, narrowed; unknown values narrow nothing."""
    found = Project.objects.visible_to(user)
    if stage in Stage.values:
        found = found.filter(stage=stage)
    if condition == "stale":
        found = found.silent(now or timezone.now())
    elif condition in Condition.values:
        found = found.running().filter(condition=condition)
    return found


def filters(user: Any) -> tuple[list[Filter], list[Filter]]:
    """Stages, and conditions of what runs, each with its number: one query, whatever the number of projects."""
    now = timezone.now()
    silent = Count("pk", filter=Q(stage=Stage.ACTIVE, next_update_at__lte=now))
    counted = Project.objects.visible_to(user).order_by().values_list("stage", "condition").annotate(Count("pk"), silent)
    stages: Counter[str] = Counter()
    conditions: Counter[str] = Counter()
    for stage, condition, count, quiet in counted:
        stages[stage] += count
        conditions["stale"] += quiet
        if stage == Stage.ACTIVE:
            conditions[condition] += count
    by_stage = [Filter(s.value, str(s.label), STAGE_LOOK[s][1], stages[s.value]) for s in Stage if stages[s.value]]
    by_condition = [
        Filter(c.value, str(c.label), CONDITION_LOOK[c][1], conditions[c.value])
        for c in Condition
        if conditions[c.value] and c != Condition.ON_TRACK
    ]
    if conditions["stale"]:
        by_condition.append(Filter("stale", _("Belum diperbarui"), "clock", conditions["stale"]))
    return by_stage, by_condition


@dataclass(frozen=True)
class Step:
    label: str
    state: str  # done, now, or nothing


@dataclass(frozen=True)
class SectorState:
    """Does a sector take part in this project, is it silent, or is it missing?"""

    label: str
    state: str  # takes_part, silent, missing


@dataclass(frozen=True)
class ShownUpdate:
    update: StatusUpdate
    chip: Chip
    note: Any
    is_official: bool


@dataclass(frozen=True)
class ProjectPage:
    stage: Chip
    condition: Chip | None
    steps: list[Step]
    sectors: list[SectorState]
    updates: list[ShownUpdate]
    has_more: bool
    partners: list[Partnership]
    level: int | None
    may_accept: Partnership | None


def project_page(project: Project, user: Any) -> ProjectPage:
    """All that the page of one project shows, in a constant number of statements."""
    partners = list(project.partnerships.current().select_related("organisation", "invited_by").order_by("pk"))
    updates = list(project.updates.shown().for_page()[: SHOWN_UPDATES + 1])
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
        level=follow_level(user, project.thread),
        may_accept=next(
            (p for p in partners if p.state == Partnership.State.INVITED and p.organisation.group_id in groups), None
        ),
    )


def steps(project: Project) -> list[Step]:
    """The five steps of a life; what is on hold or cancelled stands where it stopped."""
    here = {Stage.ON_HOLD: Stage.ACTIVE, Stage.CANCELLED: Stage.APPROVED}.get(Stage(project.stage), Stage(project.stage))
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
    notes = rich_text.render([update.segments for update in updates], user)
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


def project_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Projects where they are only mentioned; those the person may not see are left out."""
    found = Project.objects.visible_to(user).filter(pk__in=list(ids))
    return {
        p.pk: Card(p.pk, str(p), p.get_absolute_url(), f"{Stage(p.stage).label} · {p.progress} %", "folder-kanban")
        for p in found
    }


def waiting_partnerships(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Invitations to partner that one of these people may answer."""
    found = (
        Partnership.objects.waiting()
        .filter(organisation__group__user__in=people)
        .annotate(to=F("organisation__group__user"))
        .select_related("organisation", "project")
    )
    for partnership in found:
        yield WaitingRow(
            person_id=partnership.to,
            kind="projects.partnership",
            object_id=partnership.pk,
            sentence=_("%(org)s diundang bermitra dalam %(project)s.")
            % {"org": partnership.organisation.name, "project": partnership.project},
            url=reverse("projects:partnership_answer", args=[partnership.project_id, partnership.pk]),
            since=partnership.invited_at,
            due=None,
            action=_("Jawab"),
        )


def waiting_updates(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Running projects that owe an update, for their coordinators and partners."""
    silent = Project.objects.silent(now)
    by_name = silent.filter(coordinator__in=people).annotate(to=F("coordinator"))
    partners = silent.filter(
        partnerships__state=Partnership.State.ACCEPTED, partnerships__organisation__group__user__in=people
    ).annotate(to=F("partnerships__organisation__group__user"))
    for project in by_name.union(partners):
        days = max((now - project.updated_at).days, 1)
        yield WaitingRow(
            person_id=project.to,
            kind="projects.update",
            object_id=project.pk,
            sentence=_("%(project)s belum diperbarui %(n)s hari.") % {"project": project, "n": days},
            url=reverse("projects:update_create", args=[project.pk]),
            since=project.next_update_at or project.updated_at,
            due=project.next_update_at,
            action=_("Perbarui"),
        )


@dataclass(frozen=True)
class Choice:
    """A condition as a card to tap."""

    value: str
    label: str
    tone: str
    icon: str


def condition_choices() -> list[Choice]:
    return [Choice(c.value, str(c.label), *CONDITION_LOOK[c]) for c in Condition]


def facts_of(project: Project) -> dict[str, Any]:
    """What the form of a project begins with."""
    names = ("title", "summary", "starts_on", "due_on", "budget_idr", "rhythm_days", "next_step")
    return {
        **{name: getattr(project, name) for name in names},
        "visibility": project.audience.visibility,
        "areas": project.areas.all(),
        "themes": project.themes.all(),
    }


def partnerships(project: Project, user: Any) -> list[Partnership]:
    """Partners first, then those who were asked, then what is over; invitations are the team's to see."""
    found = project.partnerships.for_page().select_related("invited_by", "answered_by").order_by("pk")
    if not can(user, "projects.invite_partner", project):
        found = found.filter(state__in=[Partnership.State.ACCEPTED, Partnership.State.ENDED])
    order = [Partnership.State.ACCEPTED, Partnership.State.INVITED, Partnership.State.DECLINED, Partnership.State.ENDED]
    return sorted(found, key=lambda p: order.index(Partnership.State(p.state)))


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """An organisation's page shows the projects it takes part in, those the reader may see."""
    found = (
        Project.objects.visible_to(user)
        .filter(partnerships__organisation=organisation, partnerships__state=Partnership.State.ACCEPTED)
        .for_cards()
        .recently_active()[:SHOWN_UPDATES]
    )
    shown_rows = rows(found)
    return {"rows": shown_rows} if shown_rows else None
