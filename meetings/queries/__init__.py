"""Reads that shape the meetings' pages."""

from meetings.queries.candidates import Candidates, chairs, hosts, may_be_invited
from meetings.queries.handing_over import chaired
from meetings.queries.lists import (
    agenda,
    meeting_cards,
    next_meetings,
    panel_of_organisation,
    panel_of_project,
    rows,
)
from meetings.queries.looks import state_chip
from meetings.queries.pages import Counts, MeetingPage, counts, invitations_of, meeting_page, my_invitations
from meetings.queries.waiting import waiting_answers

__all__ = [
    "Candidates",
    "Counts",
    "MeetingPage",
    "agenda",
    "chaired",
    "chairs",
    "counts",
    "hosts",
    "invitations_of",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "my_invitations",
    "next_meetings",
    "panel_of_organisation",
    "panel_of_project",
    "rows",
    "state_chip",
    "waiting_answers",
]
