"""The way of the demo's projects: milestones, indicators with what was read, and what stood in the way."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from commons.calendar import today
from commons.demo import Counted, counted
from commons.demo.content import day, moment
from projects.models import Indicator, Milestone, Obstacle, Project, Reading
from stakeholders.models import Membership, Organisation

People = Mapping[str, User]
Organisations = Mapping[str, Organisation]
LATER = {"late": Milestone.State.ACTIVE}  # what is late is computed


def plan(project: Project, row: dict[str, Any], people: People, organisations: Organisations) -> None:
    """Of a project that the office has approved; a proposal has none yet."""
    _milestones(project, row["milestones"], organisations)
    _indicators(project, row["indicators"], people)
    _obstacles(project, row.get("obstacles", []), people, organisations)


def counts() -> Iterator[Counted]:
    """Obstacles by how far they are, milestones, and readings."""
    obstacles = Obstacle.objects.all()
    yield "obstacle", "unanswered", obstacles.unanswered().count()
    yield "obstacle", "answered", obstacles.open().filter(answered_at__isnull=False).count()
    yield "obstacle", "that asks nobody", obstacles.open().filter(asked=None).count()
    yield "obstacle", "resolved", obstacles.resolved().count()
    yield "obstacle", "past its day", obstacles.unanswered().filter(due_on__lt=today()).count()
    yield from counted("milestone", Milestone.objects.all(), "state", Milestone.State.values)
    yield "milestone", "with weight", Milestone.objects.filter(weight__isnull=False).count()
    yield "milestone", "with owner", Milestone.objects.filter(owner__isnull=False).count()
    yield "indicator", "of projects", Indicator.objects.count()
    yield "reading", "of indicators", Reading.objects.filter(value__isnull=False).count()
    yield "reading", "without a value", Reading.objects.filter(value=None).count()
    yield "reading", "corrected", Reading.objects.exclude(corrected_by=None).count()


def _milestones(project: Project, rows: list[dict[str, Any]], organisations: Organisations) -> None:
    Milestone.objects.bulk_create(
        Milestone(
            project=project,
            position=place,
            title=row["title"],
            weight=row.get("weight"),
            owner=organisations[row["owner"]] if "owner" in row else None,
            due_on=day(row["day"]),
            state=LATER.get(row["state"], row["state"]),
            done_at=moment(min(row["day"], 0)) if row["state"] == "done" else None,
            done_by=project.coordinator if row["state"] == "done" else None,
        )
        for place, row in enumerate(rows, 1)
    )


def _indicators(project: Project, rows: list[dict[str, Any]], people: People) -> None:
    """Of the readings one is a correction where the content says what was told first (`was`)."""
    for row in rows:
        indicator = Indicator.objects.create(
            project=project,
            aim=row.get("aim", ""),
            name=row["name"],
            unit=row["unit"],
            baseline=row["baseline"],
            target=row["target"],
            months=row.get("months", 1),
        )
        for reading in row["readings"]:
            _read(indicator, reading, people[reading["by"]])


def _read(indicator: Indicator, row: dict[str, Any], author: User) -> None:
    told = {"indicator": indicator, "on": day(row["day"]), "author": author, "created_at": moment(row["day"])}
    source = row.get("source", "Catatan pelaksana di lapangan")
    first = Reading.objects.create(**told, value=row["was"], source=source) if "was" in row else None
    Reading.objects.create(**told, value=row["value"], source=source, corrects=first)


def _obstacles(project: Project, rows: list[dict[str, Any]], people: People, orgs: Organisations) -> None:
    """An answer, and a day for it, where the content has one; who asks is one of those who take part."""
    for row in rows:
        asked, answer, resolution = orgs.get(row["help_from"]), row.get("answer", ""), row.get("resolution", "")
        Obstacle.objects.create(
            project=project,
            what=row["text"],
            since_on=day(row["raised_day"]),
            raised_by=people[row["by"]],
            acting_as=orgs.get(row["on_behalf_of"]),
            asked=asked,
            due_on=day(row["due_day"]) if "due_day" in row else None,
            answer=answer,
            answered_by=manager_of(asked) if answer else None,
            answered_at=moment(row["answered_day"]) if answer else None,
            resolution=resolution,
            resolved_by=project.coordinator if resolution else None,
            resolved_at=moment(row["resolved_day"]) if resolution else None,
            created_at=moment(row["raised_day"]),
        )


def manager_of(organisation: Organisation | None) -> User | None:
    found = Membership.objects.active().managers().filter(organisation=organisation).select_related("person").first()
    return found.person if found else None
