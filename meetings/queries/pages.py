"""The page of one meeting: when and where, who comes, what was said."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from commons import rich_text
from commons.access import can
from commons.chips import Chip
from commons.standing import standing
from meetings import moments
from meetings.models import Answer, Invitee, Meeting
from meetings.queries.looks import answer_look, state_chip
from meetings.queries.minutes import MinutesPage, minutes_page

SHORT_NOTICE_DAYS = 3


@dataclass(frozen=True)
class Counts:
    """How many invitations were answered how."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0

    @property
    def invited(self) -> int:
        return self.yes + self.maybe + self.no + self.silent


@dataclass(frozen=True)
class Line:
    """Somebody invited, in the list that not everybody sees."""

    pk: int
    name: str
    url: str
    detail: str
    answer: Chip | None
    is_guest: bool


@dataclass(frozen=True)
class MeetingPage:
    """All that the page of a meeting shows, read in a fixed number of statements."""

    state: Chip
    span: str
    there: str
    was: str
    is_short_notice: bool
    agenda: SafeString
    minutes: MinutesPage | None
    counts: Counts
    mine: list[Invitee]
    people: list[Line] | None


def meeting_page(meeting: Any, user: Any) -> MeetingPage:
    """Names only for those who may see who is invited; numbers for everybody."""
    invitees = list(meeting.invitees.select_related("person", "organisation").order_by("pk"))
    agenda = rich_text.render([meeting.agenda], user)[0]
    notice = (meeting.starts_at - meeting.called_at).total_seconds() / 86400
    return MeetingPage(
        state=state_chip(meeting),
        span=moments.span(meeting),
        there=moments.there(meeting),
        was=moments.long(meeting.moved_from) if meeting.moved_from else "",
        is_short_notice=meeting.is_open and notice < SHORT_NOTICE_DAYS,
        agenda=agenda,
        minutes=minutes_page(meeting, user),
        counts=counts(invitees),
        mine=_mine(meeting, invitees, user),
        people=[_line(one) for one in invitees] if can(user, "meetings.read_people", meeting) else None,
    )


def counts(invitees: list[Invitee]) -> Counts:
    said = [one.answer for one in invitees]
    return Counts(said.count(Answer.YES), said.count(Answer.MAYBE), said.count(Answer.NO), said.count(""))


def _mine(meeting: Any, invitees: list[Invitee], user: Any) -> list[Invitee]:
    """Those that this person answers, their own first."""
    groups = standing(user).groups
    own = [one for one in invitees if one.person_id is not None and one.person_id == user.pk]
    return own + [one for one in invitees if one.organisation is not None and one.organisation.group_id in groups]


def my_invitations(meeting: Meeting, user: Any) -> Any:
    """As a queryset to choose from, the own one first."""
    return meeting.invitees.of(user).select_related("person", "organisation").order_by("organisation", "pk")


def invitations_of(meeting: Meeting) -> list[Line]:
    """Everybody invited, with their answers."""
    found = meeting.invitees.select_related("person", "organisation").order_by("pk")
    return [_line(one) for one in found]


def _line(one: Invitee) -> Line:
    return Line(
        pk=one.pk,
        name=one.shown_name,
        url=one.organisation.get_absolute_url() if one.organisation is not None else "",
        detail=one.note,
        answer=answer_look(one.answer),
        is_guest=one.is_guest,
    )
