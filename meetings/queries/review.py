"""What comes up in a meeting by itself: promises that are not kept, what is in the way, and what nobody has answered.

Worked out when somebody looks, from what that reader may see: nothing of it is copied into the agenda, so nothing there
is out of date, and nothing is told to whoever may not know it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import CharField, Count, DateTimeField, F, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commitments.queries import state_look as promise_look
from commons import formats
from commons.calendar import today
from commons.chips import Chip
from commons.standing import READER, reader
from commons.statements import Given, Statement
from forums.models import Question
from forums.models.topic import address as address_of_topic
from meetings.models import Meeting
from projects.models import Obstacle, Project, Stage
from projects.models.project import address as address_of_project
from projects.models.project import is_stale, title_for
from projects.queries.looks import stage_look, state_look

SHOWN = 6  # of each kind
PROMISE, OBSTACLE, PROJECT, QUESTION = "promise", "obstacle", "project", "question"
UNDER_WAY = (Stage.APPROVED, Stage.ACTIVE, Stage.ON_HOLD)
NEVER = Value(None, output_field=DateTimeField())
NOTHING = Value("", output_field=CharField())
COLUMNS = ("kind", "thing", "said", "said_en", "who", "at", "stage", "condition", "place", "total")


@dataclass(frozen=True)
class Point:
    """A line: what it is, where it stands, and how."""

    title: str
    url: str
    detail: str
    chip: Chip | None


@dataclass(frozen=True)
class Part:
    """All of one kind; `more` is how many there are beside those that are shown."""

    label: str
    points: list[Point]
    more: int


def review(meeting: Meeting, user: Any) -> list[Part]:
    """In the order in which a meeting takes them. One statement."""
    of_project = meeting.project_id is not None
    rows = REVIEW(
        project=meeting.project_id or 0,
        project_thread=meeting.project.thread_id if meeting.project is not None else 0,
        lead=0 if of_project else meeting.host_id,
        host=0 if of_project else meeting.host_id,
        series=meeting.series_id or 0,
        asked=meeting.host_id,
        before=meeting.starts_at,
        **reader(user),
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        found.setdefault(row["kind"], []).append(row)
    return [_part(kind, found[kind]) for kind in SHAPES if kind in found]


def _part(kind: str, rows: list[dict[str, Any]]) -> Part:
    label, shape = SHAPES[kind]
    return Part(label(), [shape(row) for row in rows], rows[0]["total"] - len(rows))


def _columns(found: QuerySet[Any, Any], kind: str, **columns: Any) -> Any:
    usual: dict[str, Any] = {
        "kind": Value(kind, output_field=CharField()),
        "thing": F("pk"),
        "said_en": NOTHING,
        "who": NOTHING,
        "at": NEVER,
        "stage": NOTHING,
        "condition": NOTHING,
        "place": NOTHING,
        "total": Window(Count("pk")),
    }
    named = {f"as_{name}": value for name, value in (usual | columns).items()}  # beside the fields of every model
    return found.annotate(**named).values_list(*(f"as_{name}" for name in COLUMNS))[:SHOWN]


def _promises() -> Any:
    """Given in the project, in earlier meetings of it or of the same series, or in those of the same host that were no
    project's."""
    earlier = Meeting.objects.filter(starts_at__lt=Given("before"))
    same = Q(project=Given("project")) | Q(series=Given("series")) | Q(host=Given("host"), project=None)
    theirs = earlier.filter(same).values("thread")
    places = Q(place=Given("project_thread")) | Q(place__in=theirs)
    found = Commitment.objects.visible_to(READER).running().filter(places)
    return _columns(
        found.order_by(F("due_on").asc(nulls_last=True), "pk"),
        PROMISE,
        said=Cast("what", CharField()),
        who=Cast(Coalesce("organisation__name", Value("")), CharField()),
        at=Cast("due_on", DateTimeField()),
    )


def _under_review() -> Q:
    return Q(pk=Given("project")) | Q(lead=Given("lead"), stage__in=UNDER_WAY, archived_at=None)


def _projects() -> Any:
    found = Project.objects.visible_to(READER).filter(_under_review()).order_by("-updated_at", "-pk")
    return _columns(
        found,
        PROJECT,
        said=Cast("title", CharField()),
        said_en=Cast("title_en", CharField()),
        at=F("next_update_at"),
        stage=Cast("stage", CharField()),
        condition=Cast("condition", CharField()),
        place=Cast(F("archived_at"), CharField()),
    )


def _obstacles() -> Any:
    projects = Project.objects.visible_to(READER).filter(_under_review())
    found = Obstacle.objects.visible_to(READER).open().filter(project__in=projects.values("pk")).by_age()
    return _columns(
        found,
        OBSTACLE,
        said=Cast("what", CharField()),
        who=Cast(Coalesce("asked__name", Value("")), CharField()),
        place=Cast("project", CharField()),
        condition=Cast("project__title", CharField()),
        at=Cast("since_on", DateTimeField()),
    )


def _questions() -> Any:
    found = Question.objects.visible_to(READER).waiting().filter(asked=Given("asked")).order_by("due_at", "pk")
    return _columns(
        found, QUESTION, said=Cast("topic__title", CharField()), at=F("due_at"), place=Cast("topic", CharField())
    )


REVIEW = Statement(lambda: _promises().union(_obstacles(), _projects(), _questions(), all=True))


def _promise(row: dict[str, Any]) -> Point:
    due_on = _day(row["at"])
    due = _("tenggat %(date)s") % {"date": formats.short_date(due_on)} if due_on else ""
    detail = " · ".join(part for part in (row["who"], due) if part)
    return Point(row["said"], f"/komitmen/{row['thing']}/", detail, promise_look("open", due_on, None))


def _obstacle(row: dict[str, Any]) -> Point:
    since = _("sejak %(date)s") % {"date": formats.short_date(_day(row["at"]) or today())}
    asked = _("ditanyakan kepada %(name)s") % {"name": row["who"]} if row["who"] else ""
    detail = " · ".join(part for part in (row["condition"], since, asked) if part)
    url = f"/proyek/{row['place']}/kendala/#kendala-{row['thing']}"
    return Point(row["said"], url, detail, None)


def _project(row: dict[str, Any]) -> Point:
    stale = not row["place"] and is_stale(row["stage"], None, row["at"])
    how = state_look(row["stage"], row["condition"], stale)
    return Point(
        title_for(row["said"], row["said_en"]),
        address_of_project(row["thing"], row["said"]),
        stage_look(row["stage"]).label,
        how,
    )


def _question(row: dict[str, Any]) -> Point:
    late = row["at"] is not None and row["at"] < timezone.now()
    due = _("dijawab paling lambat %(date)s") % {"date": formats.short_date(row["at"])} if row["at"] else ""
    chip = Chip(_("Terlambat"), "danger", "clock") if late else None
    return Point(row["said"], address_of_topic(int(row["place"]), row["said"]), due, chip)


def _day(moment: datetime | None) -> date | None:
    """A day of the database, which came as its midnight by Greenwich."""
    return moment.astimezone(UTC).date() if moment is not None else None


SHAPES: dict[str, tuple[Callable[[], str], Callable[[dict[str, Any]], Point]]] = {
    PROMISE: (lambda: _("Komitmen yang belum ditepati"), _promise),
    OBSTACLE: (lambda: _("Kendala yang belum selesai"), _obstacle),
    PROJECT: (lambda: _("Proyek yang ditinjau"), _project),
    QUESTION: (lambda: _("Pertanyaan yang belum dijawab"), _question),
}
