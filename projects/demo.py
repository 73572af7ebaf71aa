"""The projects of the demo, their partners, and what was told about them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from activity.actions import begin_to_follow, name_thread, open_thread
from activity.models import Activity
from commitments.actions import freeze_promises_at
from commitments.demo import write as write_promise
from commons import rich_text
from commons.audience import give
from commons.calendar import office_day
from commons.demo import Counted, Town, counted
from commons.demo.content import areas, content, day, moment, themes
from commons.models import Audience, Visibility
from commons.standing import LEADER
from forums.actions import open_forum_of
from projects import life_demo, plan_demo
from projects.actions.reminders import keep_rhythm
from projects.models import (
    Condition,
    FundSource,
    Milestone,
    Partnership,
    Project,
    Stage,
    StageChange,
    StatusUpdate,
)
from projects.queries.pages import PARTNERS
from projects.queries.sectors import MISSING, SILENT, TAKES_PART, sector_balance
from stakeholders.models import Membership, Organisation

State = Partnership.State
People = Mapping[str, User]
Organisations = Mapping[str, Organisation]


def load(town: Town) -> dict[str, Project]:
    """By their key; what is there already is left alone."""
    people, organisations = town["accounts.person"], town["stakeholders.organisation"]
    projects = {row["key"]: _project(row, people, organisations) for row in content()["projects"]}
    _promises(projects, people, organisations)
    return projects


def counts() -> Iterator[Counted]:
    """Projects by stage, condition and audience, who takes part, and what was told of them."""
    projects, partnerships = Project.objects.all(), Partnership.objects.all()
    yield "role", "coordinator", projects.values("coordinator").distinct().count()
    partners = partnerships.filter(state=State.ACCEPTED).values("organisation")
    yield "role", "partner", Membership.objects.active().filter(organisation__in=partners).count()
    yield from counted("stage", projects, "stage", Stage.values)
    yield from counted("condition", projects, "condition", Condition.values)
    yield from counted("visibility", projects, "audience__visibility", Visibility.values)
    yield from (
        ("fund source", one, projects.filter(fund_sources__contains=[one]).count()) for one in FundSource.values
    )
    yield from counted("partner role", partnerships, "role", Partnership.Role.values)
    yield from counted("partnership", partnerships, "state", State.values)
    yield from _sectors(projects)
    yield "update", "that corrects", StatusUpdate.objects.exclude(corrects=None).count()
    yield "update", "without change", StatusUpdate.objects.filter(is_no_change=True).count()
    yield "project", "that is silent", projects.silent(timezone.now()).count()
    yield "update", "of status", StatusUpdate.objects.count()
    yield "change", "of stage", StageChange.objects.count()
    yield from life_demo.counts()
    yield from plan_demo.counts()


def _sectors(projects: Any) -> Iterator[Counted]:
    """How many times a sector takes part in a project, is silent in it, is missing."""
    found = Counter(one.state for p in projects for one in sector_balance(p, PARTNERS(project=p.pk)))
    yield from (("balance", state, found[state]) for state in (TAKES_PART, SILENT, MISSING))


def _project(row: dict[str, Any], people: People, organisations: Organisations) -> Project:
    found = Project.objects.filter(title=row["title"]).first()
    if found is not None:
        return found
    audience = Audience.objects.create(visibility=row["visibility"])
    thread = open_thread("projects.project", audience)
    category = open_forum_of(title=row["title"], title_en=row["title_en"], audience=audience, thread=thread)
    steps, updates = row["stage_history"], row["updates"]
    last = max([u["day"] for u in updates] + [steps[0]["day"]])
    project = Project.objects.create(
        category=category,
        title=row["title"],
        title_en=row["title_en"],
        summary=row["summary"],
        summary_en=row["summary_en"],
        lead=organisations[row["lead"]],
        coordinator=people[row["coordinator"]],
        starts_on=day(row["start_day"]),
        due_on=day(row["due_day"]),
        budget_idr=row["budget_idr"],
        spent_idr=row["spent_idr"],
        fund_sources=_fund_sources(row),
        rhythm_days=row["rhythm_days"],
        next_step=_next_step(row),
        stage=row["stage"],
        stage_since=moment(steps[-1]["day"]),
        condition=row["condition"] if updates else "",
        progress=row["progress"],
        updates_count=len(updates),
        updated_at=moment(last, len(updates)),
        next_update_at=moment(last) + timedelta(days=row["rhythm_days"]) if row["stage"] == Stage.ACTIVE else None,
        created_at=moment(steps[0]["day"]),
        audience=audience,
        thread=thread,
    )
    name_thread(thread, project)
    project.areas.set(areas(row["area"]))
    project.themes.set(themes(row["focus"]))
    _history(project, steps, people, organisations)
    _partners(project, row["partners"], organisations)
    _updates(project, updates, people, organisations)
    plan_demo.plan(project, row, people, organisations)
    for one in (project.coordinator, project.lead.group, Group.objects.get_or_create(name=LEADER)[0]):
        give("see", to=one, on=audience)
    keep_rhythm(project)
    life_demo.live(project, row, people, organisations)
    return project


def _fund_sources(row: dict[str, Any]) -> list[str]:
    """By their kind; what is still to be found has none."""
    return sorted({source["kind"] for source in row["sources"] if "kind" in source})


def _next_step(row: dict[str, Any]) -> str:
    """What was said last, in an update or by its team."""
    told = [row["next_step"]] if "next_step" in row else []
    told += [update["next"] for update in row["updates"] if update.get("next")]
    return told[-1][:200] if told and row["stage"] not in (Stage.DONE, Stage.CANCELLED) else ""


def _history(project: Project, steps: list[dict[str, Any]], people: People, orgs: Organisations) -> None:
    StageChange.objects.bulk_create(
        StageChange(
            project=project,
            before=step["from"] or "",
            after=step["to"],
            author=people[step["by"]],
            acting_as=orgs.get(step["on_behalf_of"]),
            reason=step["reason"],
            created_at=moment(step["day"]),
        )
        for step in steps
    )


def _partners(project: Project, rows: list[dict[str, Any]], orgs: Organisations) -> None:
    """The rights go with the state, as the actions would have left them. Who leads came in with the office's word, and
    was asked for nothing."""
    for row in rows:
        organisation, leads = orgs[row["org"]], row["role"] == Partnership.Role.LEAD
        officer = User.objects.get(pk=project.stage_changes.get(after=Stage.APPROVED).author_id)
        manager = officer if leads else plan_demo.manager_of(organisation)
        answered = row["answered_day"] is not None
        Partnership.objects.create(
            project=project,
            organisation=organisation,
            role=row["role"],
            contribution="" if leads else (row["promise"] or {}).get("what", ""),
            state=row["state"],
            invited_by=officer if leads else project.coordinator,
            invited_at=moment(row["invited_day"]),
            answered_by=manager if answered else None,
            answered_at=moment(row["answered_day"]) if answered else None,
            ended_at=moment(row["ended_day"]) if "ended_day" in row else None,
            reason=row.get("reason", ""),
        )
        if row["state"] in (State.INVITED, State.ACCEPTED):
            give("see", to=organisation.group, on=project.audience)
        if row["state"] == State.ACCEPTED:
            give("post_status", to=organisation.group, on=project)


def _promises(projects: Mapping[str, Project], people: People, orgs: Organisations) -> None:
    """What partners promised when they accepted; of who leads, what a milestone asks of it. What was said in meetings
    comes with the meetings."""
    for row in content()["commitments"]:
        if row["source"]["kind"] != "promise":
            continue
        project, organisation = projects[row["project"]], orgs[row["org"]]
        write_promise(
            row,
            place=project.thread,
            source=_source(row, project, organisation),
            keeper=project.coordinator,
            organisation=organisation,
            person=people[row["person"]],
            handed_by=people[row["handed"]["from"]] if "handed" in row else None,
        )
    for project in projects.values():
        if project.archived_at is not None:
            freeze_promises_at(project.thread, on=office_day(project.archived_at))


def _source(row: dict[str, Any], project: Project, organisation: Organisation) -> Milestone | Partnership:
    if "milestone" in row:
        return project.milestones.get(title=row["milestone"])
    return project.partnerships.filter(organisation=organisation).latest("pk")


def _updates(project: Project, rows: list[dict[str, Any]], people: People, orgs: Organisations) -> None:
    before, last = 0, None
    for number, row in enumerate(rows, 1):
        author, organisation = people[row["by"]], orgs.get(row["on_behalf_of"])
        update = StatusUpdate.objects.create(
            project=project,
            number=number,
            author=author,
            acting_as=organisation,
            condition=row["condition"],
            progress=row["progress"],
            progress_before=before,
            note=rich_text.parse(row["text"]),
            is_no_change=row.get("no_change", False),
            corrects=last if row.get("corrects_previous") else None,
            created_at=moment(row["day"], number),
        )
        before, last = row["progress"], update
        begin_to_follow(author, project.thread)
        _told(update, project, author, organisation)
    begin_to_follow(project.coordinator, project.thread)


def _told(update: StatusUpdate, project: Project, author: User, organisation: Organisation | None) -> None:
    """Old news: it is in the history, and in nobody's mail, for `number_untold` counts it as told."""
    activity = Activity.objects.create(
        verb="projects.status_posted",
        actor=author,
        acting_as=organisation.group if organisation else None,
        thread=project.thread,
        target=update,
    )
    Activity.objects.filter(pk=activity.pk).update(created_at=update.created_at)
