"""The meetings of the demo, what was answered, and the minutes of those that were held."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import get_default_timezone

from accounts.models import User
from activity.actions import name_thread, open_thread
from commons import rich_text
from commons.demo import Counted, Town, counted
from commons.demo.content import content, day, moment
from commons.models import Audience
from meetings.actions.feeds import make_feed
from meetings.actions.reminders import set_reminders
from meetings.models import Answer, CalendarFeed, Invitee, Meeting, usual_reminders
from projects.models import Project
from stakeholders.models import Organisation

ANSWERS = {"accepted": Answer.YES, "tentative": Answer.MAYBE, "declined": Answer.NO, "no_answer": ""}
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
    return {row["key"]: _meeting(row, people, organisations, projects) for row in content()["meetings"]}


def counts() -> Iterator[Counted]:
    """Meetings that are coming, were held, moved, cancelled and minuted, who was invited, and what they answered."""
    meetings, invitees, now = Meeting.objects.all(), Invitee.objects.all(), timezone.now()
    open_ones = meetings.filter(cancelled_at=None)
    yield "meeting", "coming", open_ones.filter(ends_at__gt=now).count()
    yield "meeting", "held", open_ones.filter(ends_at__lte=now).count()
    yield "meeting", "moved", meetings.exclude(moved_from=None).count()
    yield "meeting", "cancelled", meetings.exclude(cancelled_at=None).count()
    yield "meeting", "reminded as chosen", meetings.exclude(reminders=usual_reminders()).count()
    yield "calendar", "of one's own", CalendarFeed.objects.count()
    yield "meeting", "minuted", meetings.exclude(minutes_at=None).count()
    yield from counted("answer", invitees, "answer", Answer.values)
    for who in ("person", "organisation"):
        yield "invitee", who, invitees.exclude(**{who: None}).count()
    yield "invitee", "guest", invitees.exclude(email="").count()


def _meeting(row: dict[str, Any], people: People, organisations: Organisations, projects: Projects) -> Meeting:
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
        agenda=_agenda(row),
        sequence=row["sequence"],
        reminders=row.get("reminders") or usual_reminders(),
        called_by=people[row["minute_taker"]],
        called_at=moment(called),
        audience=audience,
        thread=thread,
        moved_from=_starts(row["moved"], "from_") if row.get("moved") else None,
        **_cancelled(row),
        **_minutes(row, people),
    )
    name_thread(thread, meeting)
    Invitee.objects.bulk_create(_invitee(one, meeting, people, organisations) for one in row["invitees"])
    if meeting.is_open:
        set_reminders(meeting)
    return meeting


def _uid(row: dict[str, Any]) -> str:
    return f"contoh-{row['key']}@contoh.example"


def _starts(row: dict[str, Any], prefix: str = "") -> datetime:
    """Days are counted from today, so the name of a meeting in calendars does not come from its time."""
    hour, minute = row[f"{prefix}time"].split(".")
    return datetime.combine(day(row[f"{prefix}day"]), time(int(hour), int(minute)), get_default_timezone())


def _agenda(row: dict[str, Any]) -> list[Any]:
    lines = [f"{n}. {one['title']} ({one['minutes']} menit)" for n, one in enumerate(row["agenda"], start=1)]
    return rich_text.parse("\n".join(lines))


def _cancelled(row: dict[str, Any]) -> dict[str, Any]:
    said = row.get("cancelled")
    return {"cancelled_at": moment(said["day"]), "cancel_reason": said["reason"]} if said else {}


def _minutes(row: dict[str, Any], people: People) -> dict[str, Any]:
    said = row["minutes"]
    if not said or said["circulated_day"] is None:  # still a draft
        return {}
    decisions = "\n".join(f"- {one['number']}: {one['text']}" for one in row["decisions"])
    parts = [said["summary"], *said["discussion"], f"**Keputusan**\n\n{decisions}" if decisions else ""]
    return {
        "minutes": rich_text.parse("\n\n".join(part for part in parts if part)),
        "minutes_by": people[row["minute_taker"]],
        "minutes_at": moment(said["circulated_day"]),
    }


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
        invited_by=meeting.called_by,
        invited_at=meeting.called_at,
        **who,
    )
