"""What the meetings hold about a person."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from commons import rich_text
from commons.contributions import PersonalData
from meetings.actions.forgetting import forget_guest
from meetings.models import FORGOTTEN_NAME, AgendaItem, Attendance, AttendanceExport, Envoy, Invitee, Meeting
from stakeholders.models import Organisation


def export(person: Any) -> dict[str, Any]:
    """Invitations to the person and answers given, meetings led and come to, items proposed, minutes written.

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
                "companions": one.companions,
                "needs": one.needs,
                "at": one.answered_at,
            }
            for one in invitations
        ],
        "came": [
            {"meeting": titles.get(one.meeting_id), "for": names.get(one.organisation_id), "how": one.how, "at": one.at}
            for one in Attendance.objects.of(person).order_by("pk")
        ],
        "named_to_come": Envoy.objects.filter(person=person).count(),
        "noted_others": Attendance.objects.filter(recorded_by=person).count(),
        "takes_minutes": Meeting.objects.filter(minute_taker=person).count(),
        "proposed": [
            {
                "meeting": titles.get(one.meeting_id),
                "title": one.title,
                "about": rich_text.plain(one.about, person),
                "state": one.state,
                "reason": one.reason,
                "at": one.proposed_at,
            }
            for one in AgendaItem.objects.filter(proposed_by=person).order_by("pk")
        ],
        "exports": list(AttendanceExport.objects.told_to(person)),
        "led": list(led.values("title", "starts_at")),
        "called": Meeting.objects.filter(called_by=person).count(),
        "minutes": [
            {"meeting": titles.get(m.pk), "at": m.minutes_at, "text": rich_text.plain(m.minutes, person)}
            for m in written
        ],
    }


def erase(person: Any) -> None:
    """What the person was told or answered keeps its place under *Akun dihapus*, without the note and what they need;
    that they came stays, for the minutes count on it; invitations to the address go."""
    Invitee.objects.filter(Q(person=person) | Q(answered_by=person)).update(note="", needs=[])
    Envoy.objects.filter(person=person, invitee__meeting__ends_at__gt=timezone.now()).delete()
    if person.email:
        for row in Invitee.objects.filter(email__iexact=person.email):
            row.attendances.filter(person=None).update(name=FORGOTTEN_NAME)
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
        "meetings.Invitee.needs",
        "meetings.Envoy.person",
        "meetings.Envoy.name",
        "meetings.Invitee.answered_by",
        "meetings.Invitee.invited_by",
        "meetings.AgendaItem.title",
        "meetings.AgendaItem.presenter",
        "meetings.AgendaItem.about",
        "meetings.AgendaItem.reason",
        "meetings.AgendaItem.proposed_by",
        "meetings.Attendance.person",
        "meetings.Attendance.name",
        "meetings.Attendance.recorded_by",
        "meetings.AttendanceExport.person",
        "meetings.AttendanceExport.narrowed_by",
    ),
)
