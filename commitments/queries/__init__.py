"""Reads that shape the promise ledger."""

from commitments.queries.handing_over import promised
from commitments.queries.lists import (
    VIEW,
    Chosen,
    Line,
    chosen,
    commitment_cards,
    commitment_list,
    empty_words,
    first_commitments,
    found_commitments,
    my_calendar,
    order,
    places_of,
    row,
    rows,
    statuses,
    tabs,
    told_about,
)
from commitments.queries.looks import state_look
from commitments.queries.pages import CommitmentPage, commitment_page
from commitments.queries.panels import panel_of_organisation, panel_of_project
from commitments.queries.takers import has_somebody_left, takers
from commitments.queries.waiting import waiting_commitments

__all__ = [
    "VIEW",
    "Chosen",
    "CommitmentPage",
    "Line",
    "chosen",
    "commitment_cards",
    "commitment_list",
    "commitment_page",
    "empty_words",
    "first_commitments",
    "found_commitments",
    "has_somebody_left",
    "my_calendar",
    "order",
    "panel_of_organisation",
    "panel_of_project",
    "places_of",
    "promised",
    "row",
    "rows",
    "state_look",
    "statuses",
    "tabs",
    "takers",
    "told_about",
    "waiting_commitments",
]
