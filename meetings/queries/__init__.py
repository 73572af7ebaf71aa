"""Reads that shape the meetings' pages."""

from meetings.queries.asking import Asked, asked_of_the_agenda, kinds, neighbourhoods
from meetings.queries.calendar import Agenda, agenda_page
from meetings.queries.candidates import Candidates, chairs, hosts, may_be_invited
from meetings.queries.feeds import InCalendar, feed_of, my_feed, own_calendar, public_calendar
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
    "Agenda",
    "Asked",
    "Candidates",
    "Counts",
    "InCalendar",
    "MeetingPage",
    "agenda",
    "agenda_page",
    "asked_of_the_agenda",
    "chaired",
    "chairs",
    "counts",
    "feed_of",
    "hosts",
    "invitations_of",
    "kinds",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "my_feed",
    "my_invitations",
    "neighbourhoods",
    "next_meetings",
    "own_calendar",
    "panel_of_organisation",
    "panel_of_project",
    "public_calendar",
    "rows",
    "state_chip",
    "waiting_answers",
]
