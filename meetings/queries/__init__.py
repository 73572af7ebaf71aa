"""Reads that shape the meetings' pages."""

from meetings.queries.candidates import Candidates, chairs, hosts, may_be_invited
from meetings.queries.decisions import (
    Asked,
    asked_of,
    decision_cards,
    decision_page,
    decision_rows,
    first_decisions,
    found_decisions,
    newest_decisions,
    years,
)
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
from meetings.queries.minutes import Desk, MinutesPage, desks, minutes_page, neighbours, part_of, part_url, shown_parts
from meetings.queries.owners import owners, people_of_meeting, takes_promises
from meetings.queries.pages import Counts, MeetingPage, counts, invitations_of, meeting_page, my_invitations
from meetings.queries.rolling import left_over, named_by_day, next_of
from meetings.queries.sheets import decision_sheet, minutes_sheet
from meetings.queries.statistics import asked_year, quarter_columns, statistics
from meetings.queries.waiting import waiting_meetings

__all__ = [
    "Asked",
    "Candidates",
    "Counts",
    "Desk",
    "MeetingPage",
    "MinutesPage",
    "agenda",
    "asked_of",
    "asked_year",
    "chaired",
    "chairs",
    "counts",
    "decision_cards",
    "decision_page",
    "decision_rows",
    "decision_sheet",
    "desks",
    "first_decisions",
    "found_decisions",
    "hosts",
    "invitations_of",
    "left_over",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "minutes_page",
    "minutes_sheet",
    "my_invitations",
    "named_by_day",
    "neighbours",
    "newest_decisions",
    "next_meetings",
    "next_of",
    "owners",
    "panel_of_organisation",
    "panel_of_project",
    "part_of",
    "part_url",
    "people_of_meeting",
    "quarter_columns",
    "rows",
    "shown_parts",
    "state_chip",
    "statistics",
    "takes_promises",
    "waiting_meetings",
    "years",
]
