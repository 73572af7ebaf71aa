"""Reads that shape the meetings' pages."""

from meetings.queries.agenda import Program, ShownItem, program
from meetings.queries.answers import Counts, Line, Tally, invited, lines, my_invitations, tally
from meetings.queries.attendance import expected, present, screen, tapped, taps, who_came
from meetings.queries.candidates import Candidates, can_come_for, chairs, hosts, may_be_invited, takers
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
from meetings.queries.pages import MeetingPage, meeting_page
from meetings.queries.review import review
from meetings.queries.sheets import sign_sheet
from meetings.queries.waiting import waiting_answers, waiting_proposals

__all__ = [
    "Candidates",
    "Counts",
    "Line",
    "MeetingPage",
    "Program",
    "ShownItem",
    "Tally",
    "agenda",
    "can_come_for",
    "chaired",
    "chairs",
    "expected",
    "hosts",
    "invited",
    "lines",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "my_invitations",
    "next_meetings",
    "panel_of_organisation",
    "panel_of_project",
    "present",
    "program",
    "review",
    "rows",
    "screen",
    "sign_sheet",
    "state_chip",
    "takers",
    "tally",
    "tapped",
    "taps",
    "waiting_answers",
    "waiting_proposals",
    "who_came",
]
