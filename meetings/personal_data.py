"""What the meetings hold about a person."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from commons import rich_text
from commons.contributions import PersonalData
from meetings.actions.forgetting import forget_guest
from meetings.models import (
    FORGOTTEN_NAME,
    AgendaItem,
    Attendance,
    AttendanceExport,
    CalendarFeed,
    Decision,
    DecisionExport,
    Envoy,
    Invitee,
    Meeting,
    MeetingSeries,
    Minutes,
    MinutesPart,
    MinutesState,
    Objection,
    Ratification,
    SeriesInvitee,
)
from stakeholders.models import Organisation

FEED = ("meetings", "has_promises", "has_deadlines", "made_at")


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
    written = MinutesPart.objects.filter(written_by=person).select_related("minutes").order_by("pk")
    approved = Ratification.objects.of(person).select_related("minutes").order_by("pk")
    objected = Objection.objects.of(person).select_related("minutes").order_by("pk")
    decided = Decision.objects.visible_to(person)
    series = dict(MeetingSeries.objects.visible_to(person).values_list("pk", "title"))
    standing = SeriesInvitee.objects.filter(mine).order_by("pk")
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
        "calendar": list(CalendarFeed.objects.of(person).values(*FEED)),
        "minutes": [
            {
                "meeting": titles.get(one.minutes.meeting_id),
                "at": one.written_at,
                "text": rich_text.plain(one.text, person),
            }
            for one in written
        ],
        "minutes_circulated": Minutes.objects.filter(circulated_by=person).count(),
        "minutes_approved": [{"meeting": titles.get(one.minutes.meeting_id), "at": one.at} for one in approved],
        "minutes_objected": [
            {"meeting": titles.get(one.minutes.meeting_id), "at": one.at, "reason": one.reason} for one in objected
        ],
        "decisions_written": list(decided.filter(written_by=person).order_by("pk").values("title", "published_at")),
        "decisions_owned": list(decided.filter(owner_person=person).order_by("pk").values("title", "published_at")),
        "decisions_taken_out": list(DecisionExport.objects.told_to(person)),
    }


def erase(person: Any) -> None:
    """What the person was told or answered keeps its place under *Akun dihapus*, without the note and what they need;
    that they came stays, for the minutes count on it. Invitations to the address go, and the address of the calendar.
    What stands in minutes that were circulated stays as it was sealed, for others have bound themselves to it; a part
    that they held is free."""
    Invitee.objects.filter(Q(person=person) | Q(answered_by=person)).update(needs=[])
    Envoy.objects.filter(person=person, invitee__meeting__ends_at__gt=timezone.now()).delete()
    CalendarFeed.objects.of(person).delete()
    held = MinutesPart.objects.filter(locked_by=person, minutes__state=MinutesState.DRAFT)
    held.update(locked_by=None, locked_at=None, locked_since=None)
    if person.email:
        as_guest = Attendance.objects.filter(invitee__email__iexact=person.email, person=None)
        as_guest.update(name=FORGOTTEN_NAME)
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
        "meetings.Minutes.circulated_by",
        "meetings.Minutes.seal",
        "meetings.MinutesPart.title",
        "meetings.MinutesPart.text",
        "meetings.MinutesPart.source",
        "meetings.MinutesPart.written_by",
        "meetings.MinutesPart.locked_by",
        "meetings.Ratification.person",
        "meetings.Objection.person",
        "meetings.Objection.reason",
        "meetings.Decision.title",
        "meetings.Decision.text",
        "meetings.Decision.owner_person",
        "meetings.Decision.written_by",
        "meetings.DecisionExport.person",
        "meetings.DecisionExport.narrowed_by",
        "meetings.CalendarFeed.person",
        "meetings.CalendarFeed.digest",
        "meetings.Attendance.person",
        "meetings.Attendance.name",
        "meetings.Attendance.recorded_by",
        "meetings.AttendanceExport.person",
        "meetings.AttendanceExport.narrowed_by",
    ),
)
