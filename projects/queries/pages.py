"""The page of one project: where it stands, who takes part, what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import name_for_others
from commons import formats, rich_text
from commons.access import can
from commons.chips import Chip
from commons.drawn import kept_for_the_minute
from commons.models import Photo, photos
from commons.paging import beyond
from commons.standing import sight, standing
from commons.statements import Statement
from forums.models.category import address as category_address
from forums.queries import TopicRow, newest_topics
from projects.models import Partnership, Project, Stage
from projects.queries.addresses import short_address
from projects.queries.closing import completion_card
from projects.queries.indicators import briefs
from projects.queries.looks import condition_chip, condition_look, stage_chip
from projects.queries.milestones import Way, way
from projects.queries.obstacles import SHOWN_ON_PAGE, obstacles
from projects.queries.sectors import sector_balance
from projects.queries.told import PARTNER, SHOWN_UPDATES, partners_of_one, told
from stakeholders.models import Organisation, Sector, address

TIMELINE = ("-number",)
STEPS = (Stage.PROPOSED, Stage.REVIEW, Stage.APPROVED, Stage.ACTIVE, Stage.DONE)


@dataclass(frozen=True)
class Step:
    """A stage of the project's life as the stepper shows it."""

    label: str
    state: str  # done, now, or nothing


@dataclass(frozen=True)
class ShownUpdate:
    """An update as this reader reads it: its note drawn, its moment in their zone."""

    project: int
    forum: int  # the category where it is talked about
    number: int
    url: str
    speaker: str
    sender: str  # empty where a person spoke for nobody else
    iso: str
    stamp: str
    progress: int
    gain: int
    chip: Chip
    is_no_change: bool
    is_official: bool
    note: str
    lang: str
    help_from: str
    corrects: int | None
    corrected_by: int | None
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class Partner:
    """An organisation that takes part, as a line of a list."""

    name: str
    url: str
    role: str


@dataclass(frozen=True)
class Story:
    """What the page of a project tells to all who may read the same, drawn; kept under the project's version."""

    facts: str
    share: str
    where_it_stands: str
    closing: str  # that it is done: what is said, and who has confirmed it
    obstacles: str
    way: Way
    milestones: str  # for those who do not keep them
    timeline: str
    older: str  # the query string of the page of updates that goes on from here
    measured: bool  # by indicators, which lead to all of them
    beside: str


@dataclass(frozen=True)
class ProjectPage:
    """All that the page of a project shows, read in a fixed number of statements."""

    story: Story
    address: str  # to be passed on
    topics: list[TopicRow]
    forum_url: str
    level: int | None
    may_accept: dict[str, Any] | None


PARTNERS = Statement(lambda: partners_of_one().values(*PARTNER))


def project_page(project: Any, user: Any) -> ProjectPage:
    """All that the page of one project shows, in a constant number of statements; see `Project.for_page`."""
    return ProjectPage(
        story=kept_for_the_minute(
            lambda: _story(project, user),
            *("projects.story", project.pk, project.version, project.talked, project.epoch, sight(user)),
        ),
        address=short_address(project),
        topics=_topics(project, user),
        forum_url=category_address(project.category_id, project.title),
        level=project.level,
        may_accept=project.invited,
    )


def _topics(project: Any, user: Any) -> list[TopicRow]:
    """What moved last in its forum. To members each row tells what they have not read; to visitors all are alike."""

    def newest() -> list[TopicRow]:
        return newest_topics(project.category_id, user)

    if user.is_authenticated:
        return newest()
    return kept_for_the_minute(newest, "projects.topics", project.category_id, project.talked, project.epoch)


def _story(project: Project, user: Any) -> Story:
    here = told(project)
    updates, shown_way = here.updates, way(here.milestones)
    in_the_way = [] if project.is_over else obstacles(here.obstacles)
    sectors = sector_balance(project, here.partners, here.voices)
    closing = completion_card(here.closing, here.files) if here.closing else None

    def drawn(template: str, **values: Any) -> str:
        return render_to_string(template, {"project": project, "coordinator": here.coordinator, **values})

    return Story(
        facts=drawn(
            "projects/_project_facts.html",
            stage=stage_chip(project),
            condition=condition_chip(project),
            sectors=sectors,
        ),
        share=drawn("projects/_share.html", address=short_address(project)),
        where_it_stands=drawn("projects/_where_it_stands.html", steps=steps(project), measure=shown_way.measure),
        closing=drawn("projects/_closing.html", closing=closing) if closing else "",
        obstacles=drawn(
            "projects/_obstacles.html", obstacles=in_the_way[:SHOWN_ON_PAGE], more=len(in_the_way) > SHOWN_ON_PAGE
        )
        if in_the_way
        else "",
        way=shown_way,
        milestones=drawn("projects/_milestones.html", way=shown_way) if shown_way.total else "",
        timeline=drawn("projects/_timeline.html", updates=shown(updates[:SHOWN_UPDATES], user)),
        older=beyond(updates[SHOWN_UPDATES - 1], by=TIMELINE) if len(updates) > SHOWN_UPDATES else "",
        measured=bool(here.indicators),
        beside=drawn(
            "projects/_beside.html",
            partners=[_partner(p) for p in here.partners],
            indicators=briefs(here.indicators),
            sectors=sectors,
        ),
    )


def _partner(row: Mapping[str, Any]) -> Partner:
    name = row["organisation__name"]
    return Partner(name, address(row["organisation_id"], name), str(Partnership.Role(row["role"]).label))


def steps(project: Project) -> tuple[Step, ...]:
    """The five steps of a life; what is on hold or cancelled stands where it stopped."""
    here = Stage(project.stage)
    if here == Stage.CANCELLED:
        here = Stage(project.stopped_at or Stage.APPROVED)  # type: ignore[attr-defined]
    here = Stage.ACTIVE if here == Stage.ON_HOLD else here
    reached = STEPS.index(here)
    return tuple(
        Step(str(stage.label), "done" if index < reached or here == Stage.DONE else "now" if index == reached else "")
        for index, stage in enumerate(STEPS)
    )


def shown(updates: Sequence[Mapping[str, Any]], user: Any) -> list[ShownUpdate]:
    """Updates (`for_timeline`) as they are read: notes joined with what they refer to, in one look-up for all."""
    notes = rich_text.render([update["note"] for update in updates], user)
    return [_shown(update, note) for update, note in zip(updates, notes, strict=True)]


def _shown(update: Mapping[str, Any], note: str) -> ShownUpdate:
    author = name_for_others(update["author__name"], update["author__leaves_at"], update["author__erased_at"])
    organisation = update["acting_as__name"]
    return ShownUpdate(
        project=update["project_id"],
        forum=update["project__category_id"],
        number=update["number"],
        url=f"/proyek/{update['project_id']}/kabar/{update['number']}/",
        speaker=organisation or author,
        sender=author if organisation else "",
        iso=formats.iso(update["created_at"]),
        stamp=formats.stamp(update["created_at"]),
        progress=update["progress"],
        gain=update["progress"] - update["progress_before"],
        chip=condition_look(update["condition"]),
        is_no_change=update["is_no_change"],
        is_official=update["acting_as__sector"] == Sector.GOVERNMENT,
        note=note,
        lang=update["lang"],
        help_from=update["help_from"],
        corrects=update["corrects__number"],
        corrected_by=update["corrected_by"],
        photos=photos(update["placed_photos"]),
    )


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


def partnerships(project: Project, user: Any) -> list[Partnership]:
    """Partners first, then those who were asked, then what is over; invitations are the team's to see."""
    found = project.partnerships.for_page(user).select_related("invited_by", "answered_by").order_by("pk")
    if not can(user, "projects.invite_partner", project):
        found = found.filter(state__in=[Partnership.State.ACCEPTED, Partnership.State.ENDED])
    order = [Partnership.State.ACCEPTED, Partnership.State.INVITED, Partnership.State.DECLINED, Partnership.State.ENDED]
    return sorted(found, key=lambda p: order.index(Partnership.State(p.state)))


def wished_visibility(project: Project) -> str:
    """Who sees it; of a proposal that nobody has looked at yet, who is to see it."""
    proposal = getattr(project, "proposal", None) if project.stage == Stage.PROPOSED else None
    return project.audience.visibility if proposal is None else proposal.visibility


def facts_of(project: Project) -> dict[str, Any]:
    """What the form of a project begins with."""
    names = ("title", "summary", "starts_on", "due_on", "budget_idr", "fund_sources", "rhythm_days", "next_step")
    return {
        **{name: getattr(project, name) for name in names},
        "visibility": wished_visibility(project),
        "areas": project.areas.all(),
        "themes": project.themes.all(),
    }
