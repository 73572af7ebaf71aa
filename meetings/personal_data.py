"""What the meetings hold about a person."""

from typing import Any

from django.db.models import Q

from commons import rich_text
from commons.contributions import PersonalData
from meetings.actions.forgetting import forget_guest
from meetings.models import Invitee, Meeting, MeetingSeries, SeriesInvitee
from stakeholders.models import Organisation


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
    series = dict(MeetingSeries.objects.visible_to(person).values_list("pk", "title"))
    standing = SeriesInvitee.objects.filter(mine).order_by("pk")
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
        "series": [
            {
                "series": series.get(one.series_id),
                "for": names.get(one.organisation_id),
                "answer": one.answer,
                "note": one.note,
                "at": one.answered_at,
            }
            for one in standing
        ],
        "series_led": MeetingSeries.objects.filter(chair=person).count(),
        "series_called": MeetingSeries.objects.filter(called_by=person).count(),
        "led": list(led.values("title", "starts_at")),
        "called": Meeting.objects.filter(called_by=person).count(),
        "minutes": [
            {"meeting": titles.get(m.pk), "at": m.minutes_at, "text": rich_text.plain(m.minutes, person)}
            for m in written
        ],
    }


def erase(person: Any) -> None:
    """What the person was told or answered keeps its place under *Akun dihapus*, without the note; invitations to the
    address go."""
    for invitations in (Invitee.objects.all(), SeriesInvitee.objects.all()):
        invitations.filter(Q(person=person) | Q(answered_by=person)).update(note="")
        if person.email:
            for row in invitations.filter(email__iexact=person.email):
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
        "meetings.MeetingSeries.chair",
        "meetings.MeetingSeries.minute_taker",
        "meetings.MeetingSeries.called_by",
        "meetings.MeetingSeries.agenda",
        "meetings.MeetingSeries.end_reason",
        "meetings.SeriesInvitee.person",
        "meetings.SeriesInvitee.name",
        "meetings.SeriesInvitee.email",
        "meetings.SeriesInvitee.note",
        "meetings.SeriesInvitee.answered_by",
        "meetings.SeriesInvitee.invited_by",
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
        "meetings.Attendance.person",
        "meetings.Attendance.name",
        "meetings.Attendance.recorded_by",
    ),
)
