"""What the meetings hold about a person."""

from typing import Any

from django.db.models import Q

from commons import rich_text
from commons.contributions import PersonalData
from meetings.actions.forgetting import forget_guest
from meetings.models import CalendarFeed, Invitee, Meeting
from stakeholders.models import Organisation

FEED = ("meetings", "has_promises", "has_deadlines", "made_at")


def export(person: Any) -> dict[str, Any]:
    """Invitations to the person and answers given, meetings led, minutes written.

    A meeting that the person may no longer see stays without its name: the answer is theirs, the title is not.
    So does an organisation.
    """
    names = dict(Organisation.objects.visible_to(person).values_list("pk", "name"))
    titles = dict(Meeting.objects.visible_to(person).values_list("pk", "title"))
    mine = Q(person=person) | Q(answered_by=person)
    if person.email:
        mine |= Q(email__iexact=person.email)
    invitations = Invitee.objects.filter(mine).select_related("meeting").order_by("pk")
    led = Meeting.objects.visible_to(person).filter(chair=person).order_by("pk")
    written = Meeting.objects.filter(minutes_by=person).order_by("pk")
    return {
        "invitations": [
            {
                "meeting": titles.get(one.meeting_id),
                "starts_at": one.meeting.starts_at,
                "for": names.get(one.organisation_id),
                "answer": one.answer,
                "note": one.note,
                "at": one.answered_at,
            }
            for one in invitations
        ],
        "led": list(led.values("title", "starts_at")),
        "called": Meeting.objects.filter(called_by=person).count(),
        "calendar": list(CalendarFeed.objects.of(person).values(*FEED)),
        "minutes": [
            {"meeting": titles.get(m.pk), "at": m.minutes_at, "text": rich_text.plain(m.minutes, person)}
            for m in written
        ],
    }


def erase(person: Any) -> None:
    """What the person was told or answered keeps its place under *Akun dihapus*, without the note; invitations to the
    address go, and the address of the calendar."""
    CalendarFeed.objects.of(person).delete()
    Invitee.objects.filter(Q(person=person) | Q(answered_by=person)).update(note="")
    if person.email:
        for row in Invitee.objects.filter(email__iexact=person.email):
            forget_guest(row)


CONTRIBUTION = PersonalData(
    "meetings",
    export,
    erase,
    columns=(
        "meetings.Meeting.chair",
        "meetings.Meeting.minute_taker",
        "meetings.Meeting.called_by",
        "meetings.Meeting.agenda",
        "meetings.Meeting.minutes",
        "meetings.Meeting.minutes_by",
        "meetings.Meeting.cancel_reason",
        "meetings.Invitee.person",
        "meetings.Invitee.name",
        "meetings.Invitee.email",
        "meetings.Invitee.note",
        "meetings.Invitee.answered_by",
        "meetings.Invitee.invited_by",
        "meetings.AgendaItem.title",
        "meetings.AgendaItem.presenter",
        "meetings.AgendaItem.about",
        "meetings.AgendaItem.reason",
        "meetings.AgendaItem.proposed_by",
        "meetings.CalendarFeed.person",
        "meetings.CalendarFeed.digest",
        "meetings.Attendance.person",
        "meetings.Attendance.name",
        "meetings.Attendance.recorded_by",
    ),
)
