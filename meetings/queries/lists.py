"""Meetings in lists: rows, panels, and cards where a meeting is only mentioned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons import formats
from commons.access import can
from commons.chips import Chip
from commons.contributions import Card
from commons.dated import Narrowed
from commons.narrowing import in_neighbourhood
from commons.standing import READER, reader
from commons.statements import Given, Statement
from meetings import moments
from meetings.models import Answer, Meeting, MeetingQuerySet, address, state_of
from meetings.queries.decisions import decided_in, kept_rows
from meetings.queries.looks import answer_look, state_look
from projects.models import Project
from stakeholders.models import Organisation

SHOWN_IN_PANEL = 5
SHOWN_ON_HOME = 3
REPLIES = {
    Answer.YES: gettext_lazy("Anda sudah menyatakan hadir"),
    Answer.MAYBE: gettext_lazy("Anda belum pasti hadir, mohon beri kepastian"),
    Answer.NO: gettext_lazy("Anda berhalangan"),
    "": gettext_lazy("Anda belum menjawab, mohon beri jawaban"),
}


@dataclass(frozen=True)
class Row:
    """A meeting in a list, in the words that stand there. `heading` names its part of the list."""

    url: str
    title: str
    day: str
    month: str
    when: str
    iso: str
    place: str
    state: Chip | None
    answer: Chip | None
    has_minutes: bool
    heading: str = ""


def found_meetings(user: Any, narrowed: Narrowed) -> MeetingQuerySet:
    """What this person may see, and what is left of it: in an RW are the meetings of its projects and organisations."""
    found = Meeting.objects.visible_to(user)
    if narrowed.is_mine:
        found = found.inviting(user)
    if narrowed.project:
        found = found.filter(project=narrowed.project)
    if narrowed.organisation:
        found = found.filter(host=narrowed.organisation)
    if narrowed.rw:
        projects = in_neighbourhood(Project.objects.filter(pk=OuterRef("project")), narrowed.rw)
        hosts = in_neighbourhood(Organisation.objects.filter(pk=OuterRef("host")), narrowed.rw)
        found = found.filter(Q(Exists(projects)) | Q(Exists(hosts)))
    return found


def agenda(user: Any, narrowed: Narrowed | None = None, *, is_over: bool) -> MeetingQuerySet:
    """Meetings that are still to come, or that are over, as far as this person may see them."""
    seen = found_meetings(user, narrowed or Narrowed())
    return seen.over() if is_over else seen.upcoming()


def rows(meetings: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Of `Meeting.objects….for_rows(user)`."""
    return [row_of(meeting) for meeting in meetings]


def row_of(meeting: Mapping[str, Any], heading: str = "") -> Row:
    """One of them, under the heading of its part of the list."""
    starts_at = meeting["starts_at"]
    state = state_of(meeting["cancelled_at"], meeting["ends_at"], meeting["sequence"])
    return Row(
        url=address(meeting["pk"], meeting["title"]),
        title=meeting["title"],
        day=formats.written(timezone.localtime(starts_at).date(), "j"),
        month=formats.written(timezone.localtime(starts_at).date(), "M"),
        when=moments.soon_at(starts_at),
        iso=formats.iso(starts_at),
        place=meeting["place"] or _("Daring"),
        state=state_look(state) if state in ("moved", "cancelled") else None,
        answer=answer_look(meeting["my_answer"] or "") if not meeting["cancelled_at"] else None,
        has_minutes=meeting["minutes_at"] is not None,
        heading=heading,
    )


def next_meetings(user: Any) -> dict[str, Any] | None:
    """For a home page: what comes next of what this person may see."""
    found = agenda(user, is_over=False).filter(cancelled_at=None).order_by("starts_at", "pk")
    shown = rows(found.for_rows(user)[:SHOWN_ON_HOME])
    return {"panel": {"rows": shown}, "more": "/agenda/", "more_label": _("Semua rapat")} if shown else None


def meeting_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Meetings where they are only mentioned; those the person may not see are left out."""
    found = Meeting.objects.visible_to(user).filter(pk__in=list(ids)).with_my_answer(user)
    return {
        m.pk: Card(m.pk, m.title, m.get_absolute_url(), _detail(m), "calendar-days", _words(m, m.my_answer))
        for m in found
    }


def _words(meeting: Meeting, answer: str | None) -> dict[str, Any]:
    """With what a reminder adds for whoever answered so; of those not invited nobody asked anything."""
    return moments.words(meeting) | {"reply": f". {REPLIES[answer]}" if answer in REPLIES else ""}


def _detail(meeting: Meeting) -> str:
    return " · ".join(part for part in (moments.short(meeting), meeting.place) if part)


OF_PROJECT = Statement(
    lambda: (
        Meeting.objects.visible_to(READER)
        .filter(project=Given("project"))
        .next_of_series(Given("now"))
        .nearest_first(Given("now"))
        .for_rows(READER)
        .annotate(decided=decided_in(Given("project")))[:SHOWN_IN_PANEL]
    )
)


def panel_of_project(project: Project, user: Any) -> dict[str, Any] | None:
    """A project's page shows the meetings nearest to now and what was decided in the project, and lets those call one
    who may. All of a project's meetings are seen by the same people, so one statement brings both."""
    given = OF_PROJECT(project=project.pk, now=timezone.now(), **reader(user))
    found = rows(given)
    may_call = bool(can(user, "meetings.call_meeting", project))
    return (
        {
            "rows": found,
            "decided": kept_rows(given[0]["decided"]) if given else [],
            "call_url": f"/proyek/{project.pk}/rapat/baru/" if may_call else "",
        }
        if found or may_call
        else None
    )


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """An organisation's page shows the meetings that it holds."""
    held = Meeting.objects.visible_to(user).filter(host=organisation)
    found = rows(held.next_of_series().nearest_first().for_rows(user)[:SHOWN_IN_PANEL])
    return {"rows": found} if found else None
