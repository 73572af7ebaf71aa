"""The meetings of the demo, what was answered, and the minutes of those that were held."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import get_default_timezone

from accounts.models import User
from activity.actions import name_thread, open_thread
from commons.demo import Counted, Town, counted
from commons.demo.content import content, day, moment
from commons.models import Audience
from meetings import demo_minutes, demo_series
from meetings.actions.feeds import make_feed
from meetings.actions.reminders import set_reminders
from meetings.demo_life import put_agenda, put_attendance, put_envoys
from meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    CalendarFeed,
    Envoy,
    How,
    Invitee,
    ItemState,
    Meeting,
    MeetingSeries,
    SeriesInvitee,
    usual_reminders,
)
from projects.models import Project
from stakeholders.models import Organisation

ANSWERS = {"accepted": Answer.YES, "tentative": Answer.MAYBE, "declined": Answer.NO, "no_answer": ""}
SHOWN_STATES = (ItemState.PROPOSED, ItemState.DECLINED, ItemState.PLANNED, ItemState.DONE)
SUBSCRIBER = "bayu"  # has a calendar of his own; nobody knows its address, so it shows how one makes another
CALLED_AHEAD = 14  # days
ONLINE = "https://rapat.contoh.example/"
People = Mapping[str, User]
Organisations = Mapping[str, Organisation]
Projects = Mapping[str, Project]


def load(town: Town) -> dict[str, Meeting]:
    """By their key; what is there already is left alone."""
    people, organisations, projects = (
        town[code] for code in ("accounts.person", "stakeholders.organisation", "projects.project")
    )
    if not CalendarFeed.objects.of(people[SUBSCRIBER]).exists():
        make_feed(by=people[SUBSCRIBER])
    series = {row["key"]: demo_series.series(row, people, organisations) for row in content()["meeting_series"]}
    made = {row["key"]: _meeting(row, people, organisations, projects, series) for row in content()["meetings"]}
    for row in content()["meetings"]:
        demo_minutes.load(row, made[row["key"]], people, organisations)
    for one in series.values():
        demo_series.go_on(one)
    return made


def counts() -> Iterator[Counted]:
    """Meetings that are coming, were held, moved, cancelled and minuted, who was invited, what they answered, what
    was talked about, and who came."""
    meetings, invitees, now = Meeting.objects.all(), Invitee.objects.all(), timezone.now()
    open_ones = meetings.filter(cancelled_at=None)
    yield "meeting", "coming", open_ones.filter(ends_at__gt=now).count()
    yield "meeting", "held", open_ones.filter(ends_at__lte=now).count()
    yield "meeting", "moved", meetings.exclude(moved_from=None).count()
    yield "meeting", "cancelled", meetings.exclude(cancelled_at=None).count()
    yield "meeting", "reminded as chosen", meetings.exclude(reminders=usual_reminders()).count()
    yield "calendar", "of one's own", CalendarFeed.objects.count()
    yield from counted("answer", invitees, "answer", Answer.values)
    for who in ("person", "organisation"):
        yield "invitee", who, invitees.exclude(**{who: None}).count()
    yield "invitee", "guest", invitees.exclude(email="").count()
    yield "invitee", "envoy", Envoy.objects.count()
    yield "invitee", "needs", invitees.exclude(needs=[]).count()
    yield from counted("item", AgendaItem.objects.all(), "state", SHOWN_STATES)
    yield from counted("came", Attendance.objects.all(), "how", How.values)
    yield from demo_minutes.counts()
    yield "series", "coming", MeetingSeries.objects.filter(meetings__ends_at__gt=now).distinct().count()
    yield "series", "invited", SeriesInvitee.objects.count()


def _meeting(
    row: dict[str, Any],
    people: People,
    organisations: Organisations,
    projects: Projects,
    series: Mapping[str, MeetingSeries],
) -> Meeting:
    starts_at = _starts(row)
    found = Meeting.objects.filter(uid=_uid(row)).first()
    if found is not None:
        return found
    project, host = projects.get(row["project"]), organisations[row["organiser"]]
    audience = project.audience if project is not None else Audience.objects.create(visibility=row["visibility"])
    thread = open_thread("meetings.meeting", audience, (project or host).thread)
    called = min(row["day"] - CALLED_AHEAD, 0)
    online = row["mode"] == "online"
    meeting = Meeting.objects.create(
        uid=_uid(row),
        title=row["title"],
        project=project,
        host=host,
        chair=people[row["chair"]],
        place="" if online else row["place"],
        online_url="" if row["mode"] == "in_person" else f"{ONLINE}{row['key']}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=row["duration_minutes"]),
        zone=row["zone"],
        minute_taker=people[row["minute_taker"]] if row["minute_taker"] != row["chair"] else None,
        series=series.get(row["series"]),
        occurs_at=starts_at if row["series"] else None,
        sequence=row["sequence"],
        reminders=row.get("reminders") or usual_reminders(),
        called_by=people[row["minute_taker"]],
        called_at=moment(called),
        audience=audience,
        thread=thread,
        moved_from=_starts(row["moved"], "from_") if row.get("moved") else None,
        **_cancelled(row),
    )
    name_thread(thread, meeting)
    Invitee.objects.bulk_create(_invitee(one, meeting, people, organisations) for one in row["invitees"])
    put_agenda(row, meeting, people)
    put_envoys(row, meeting, people, organisations)
    put_attendance(row, meeting, people, organisations)
    if meeting.is_open:
        set_reminders(meeting)
    return meeting


def _uid(row: dict[str, Any]) -> str:
    return f"contoh-{row['key']}@contoh.example"


def _starts(row: dict[str, Any], prefix: str = "") -> datetime:
    """Days are counted from today, so the name of a meeting in calendars does not come from its time."""
    hour, minute = row[f"{prefix}time"].split(".")
    return datetime.combine(day(row[f"{prefix}day"]), time(int(hour), int(minute)), get_default_timezone())


def _cancelled(row: dict[str, Any]) -> dict[str, Any]:
    said = row.get("cancelled")
    return {"cancelled_at": moment(said["day"]), "cancel_reason": said["reason"]} if said else {}


def _invitee(one: dict[str, Any], meeting: Meeting, people: People, organisations: Organisations) -> Invitee:
    answer = ANSWERS[one["answer"]]
    who: dict[str, Any]
    if "person" in one:
        who = {"person": people[one["person"]], "answered_by": people[one["person"]] if answer else None}
    elif "org" in one:
        by = one.get("answered_by")
        who = {"organisation": organisations[one["org"]], "answered_by": people[by] if by else None}
    else:
        who = {"name": one["name"], "email": one["email"]}
    return Invitee(
        meeting=meeting,
        answer=answer,
        answered_at=moment(one["answered_day"] or 0) if answer else None,
        note=one.get("needs") or "",
        companions=one.get("companions", 0),
        needs=one.get("need_codes", []),
        invited_by=meeting.called_by,
        invited_at=meeting.called_at,
        **who,
    )
