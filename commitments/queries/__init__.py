"""Reads that shape the promise ledger."""

from commitments.queries.handing_over import promised
from commitments.queries.lists import (
    Chosen,
    Line,
    chosen,
    commitment_cards,
    commitment_list,
    empty_words,
    order,
    rows,
    statuses,
    tabs,
    told_about,
)
from commitments.queries.pages import CommitmentPage, commitment_page
from commitments.queries.panels import panel_of_organisation, panel_of_project
from commitments.queries.waiting import waiting_commitments

__all__ = [
    "Chosen",
    "CommitmentPage",
    "Line",
    "chosen",
    "commitment_cards",
    "commitment_list",
    "commitment_page",
    "empty_words",
    "order",
    "panel_of_organisation",
    "panel_of_project",
    "promised",
    "rows",
    "statuses",
    "tabs",
    "told_about",
    "waiting_commitments",
]
