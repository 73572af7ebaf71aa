"""The page of one meeting: when and where, what about, who comes, what was said."""

from dataclasses import dataclass
from typing import Any

from commons.access import can
from commons.chips import Chip
from meetings import moments, presence
from meetings.models import Invitee
from meetings.queries.agenda import Program, program
from meetings.queries.answers import SHOWN, Counts, Line, Tally, Wanted, first_lines, my_invitations, tally
from meetings.queries.looks import state_chip
from meetings.queries.minutes import MinutesPage, minutes_page
from meetings.queries.review import Part, review

SHORT_NOTICE_DAYS = 3


@dataclass(frozen=True)
class MeetingPage:
    """All that the page of a meeting shows, read in a fixed number of statements. `people`, `sectors` and `more` are
    for those who may see who is invited, `needs` for those who prepare it."""

    state: Chip
    span: str
    there: str
    was: str
    is_short_notice: bool
    program: Program
    review: list[Part]
    minutes: MinutesPage | None
    counts: Counts
    mine: list[Invitee]
    people: list[Line] | None
    sectors: tuple[Counts, ...]
    needs: tuple[Wanted, ...]
    more: int
    takes_codes: bool


def meeting_page(meeting: Any, user: Any) -> MeetingPage:
    """Names only for those who may see who is invited; numbers for everybody. Once minutes went round they say what was
    talked about, and the agenda with its documents is a page of its own."""
    if meeting.project is not None and "of_a_partner" in meeting.__dict__:
        meeting.project.is_partner = meeting.of_a_partner  # asked with the meeting, for the rules of its project
    minutes = minutes_page(meeting, user)
    may_see_people = bool(can(user, "meetings.read_people", meeting))
    numbers: Tally = tally(meeting)
    notice = (meeting.starts_at - meeting.called_at).total_seconds() / 86400
    return MeetingPage(
        state=state_chip(meeting),
        span=moments.span(meeting),
        there=moments.there(meeting),
        was=moments.long(meeting.moved_from) if meeting.moved_from else "",
        is_short_notice=meeting.is_open and notice < SHORT_NOTICE_DAYS,
        program=Program() if minutes is not None else program(meeting, user),
        review=review(meeting, user) if meeting.is_open else [],
        minutes=minutes,
        counts=numbers.all,
        mine=list(my_invitations(meeting, user)) if meeting.is_open and user.is_authenticated else [],
        people=first_lines(meeting) if may_see_people else None,
        sectors=numbers.by_sector if may_see_people else (),
        needs=numbers.needs if can(user, "meetings.read_attendance", meeting) else (),
        more=max(0, numbers.all.invited - SHOWN),
        takes_codes=presence.takes_codes(meeting),
    )
