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
from meetings.queries.plans import SHORT_NOTICE, Plan, Wanted, days_off, plan_of, plan_of_one
from meetings.queries.series import (
    SeriesPage,
    copied,
    my_series_invitations,
    part_of,
    series_cards,
    series_invitations_of,
    series_page,
)
from meetings.queries.waiting import waiting_answers

__all__ = [
    "SHORT_NOTICE",
    "Candidates",
    "Counts",
    "MeetingPage",
    "Plan",
    "SeriesPage",
    "Wanted",
    "agenda",
    "chaired",
    "chairs",
    "copied",
    "counts",
    "days_off",
    "hosts",
    "invitations_of",
    "may_be_invited",
    "meeting_cards",
    "meeting_page",
    "my_invitations",
    "my_series_invitations",
    "next_meetings",
    "panel_of_organisation",
    "panel_of_project",
    "part_of",
    "plan_of",
    "plan_of_one",
    "rows",
    "series_cards",
    "series_invitations_of",
    "series_page",
    "state_chip",
    "waiting_answers",
]
