"""Reads that shape the meetings' pages."""

from meetings.queries.agenda import Program, ShownItem, program
from meetings.queries.answers import (
    Counts,
    Line,
    Tally,
    invited,
    is_awaited_still,
    is_invited_still,
    lines,
    my_invitations,
    tally,
)
from meetings.queries.asking import asked_of_the_agenda, kinds, neighbourhoods
from meetings.queries.attendance import expected, present, screen, tapped, taps, who_came
from meetings.queries.calendar import Agenda, agenda_page
from meetings.queries.candidates import Candidates, can_come_for, chairs, hosts, may_be_invited, takers
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
from meetings.queries.feeds import InCalendar, feed_of, my_feed, own_calendar, public_calendar
from meetings.queries.handing_over import chaired
from meetings.queries.lists import agenda, meeting_cards, next_meetings, panel_of_organisation, panel_of_project, rows
from meetings.queries.looks import state_chip
from meetings.queries.minutes import (
    Desk,
    MinutesPage,
    desk_of,
    desks,
    minutes_page,
    neighbours,
    part_of,
    part_url,
    shown_parts,
)
from meetings.queries.owners import owners, people_of_meeting, takes_promises
from meetings.queries.pages import MeetingPage, meeting_page
from meetings.queries.plans import SHORT_NOTICE, Plan, Wanted, days_off, plan_of, plan_of_one
from meetings.queries.review import review
from meetings.queries.rolling import left_over, named_by_day, next_of
from meetings.queries.series import (
    SeriesPage,
    copied,
    is_invited_to_all_still,
    my_series_invitations,
    series_cards,
    series_invitations_of,
    series_page,
    turn_of,
)
from meetings.queries.sheets import decision_sheet, minutes_sheet
from meetings.queries.sign_sheet import sign_sheet
from meetings.queries.statistics import asked_year, quarter_columns, statistics
from meetings.queries.waiting import waiting_meetings

__all__ = [
    "SHORT_NOTICE",
    "Agenda",
    "Asked",
    "Candidates",
    "Counts",
    "Desk",
    "InCalendar",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "Plan",
    "Program",
    "SeriesPage",
    "ShownItem",
    "Tally",
    "Wanted",
    "agenda",
    "agenda_page",
    "asked_of",
    "asked_of_the_agenda",
    "asked_year",
    "can_come_for",
    "chaired",
    "chairs",
    "copied",
    "days_off",
    "decision_cards",
    "decision_page",
    "decision_rows",
    "decision_sheet",
    "desk_of",
    "desks",
    "expected",
    "feed_of",
    "first_decisions",
    "found_decisions",
    "hosts",
    "invited",
    "is_awaited_still",
    "is_invited_still",
    "is_invited_to_all_still",
    "kinds",
    "left_over",
    "lines",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "minutes_page",
    "minutes_sheet",
    "my_feed",
    "my_invitations",
    "my_series_invitations",
    "named_by_day",
    "neighbourhoods",
    "neighbours",
    "newest_decisions",
    "next_meetings",
    "next_of",
    "own_calendar",
    "owners",
    "panel_of_organisation",
    "panel_of_project",
    "part_of",
    "part_url",
    "people_of_meeting",
    "plan_of",
    "plan_of_one",
    "present",
    "program",
    "public_calendar",
    "quarter_columns",
    "review",
    "rows",
    "screen",
    "series_cards",
    "series_invitations_of",
    "series_page",
    "shown_parts",
    "sign_sheet",
    "state_chip",
    "statistics",
    "takers",
    "takes_promises",
    "tally",
    "tapped",
    "taps",
    "turn_of",
    "waiting_meetings",
    "who_came",
    "years",
]
