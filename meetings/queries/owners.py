"""Who may be given something to do in a meeting: whoever takes part in it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from meetings.models import Attendance, Invitee, Meeting
from projects.queries import is_open_for_promises
from stakeholders.models import Membership, Organisation


@dataclass(frozen=True)
class Owners:
    """Querysets, by name."""

    organisations: Any
    people: Any


def owners(meeting: Meeting) -> Owners:
    """Its host and the organisations that were invited or came; those who lead it, were invited or came, and who
    speaks for one of those organisations."""
    asked = Invitee.objects.filter(meeting=meeting.pk)
    there = Attendance.objects.filter(meeting=meeting.pk)
    sides = (
        Q(pk=meeting.host_id)
        | Q(pk__in=asked.exclude(organisation=None).values("organisation"))
        | Q(pk__in=there.exclude(organisation=None).values("organisation"))
    )
    organisations = Organisation.objects.verified().filter(sides)
    named = (
        Q(pk__in=[meeting.chair_id, meeting.minute_taker_id])
        | Q(pk__in=asked.exclude(person=None).values("person"))
        | Q(pk__in=there.exclude(person=None).values("person"))
        | Q(pk__in=Membership.objects.active().filter(organisation__in=organisations).values("person"))
    )
    people = get_user_model().objects.active().filter(named)
    return Owners(organisations.by_name(), people.order_by("name", "pk"))


def people_of_meeting(pk: int) -> Any:
    """Who may take over what somebody promised in this meeting."""
    return owners(Meeting.objects.get(pk=pk)).people


def takes_promises(pk: int) -> bool:
    """Until the project of the meeting is archived; a meeting of no project has no archive."""
    project = Meeting.objects.values_list("project", flat=True).get(pk=pk)
    return project is None or is_open_for_promises(project)
