"""Reads that shape the registry's pages."""

from stakeholders.queries.contacts import contacts_panel
from stakeholders.queries.counting import choices
from stakeholders.queries.directory import CARDS, CHIPS, KIND, SORT, VIEW, directory, directory_narrowing, order
from stakeholders.queries.home import sectors_card, verified_count
from stakeholders.queries.imports import (
    OUTCOME,
    PREVIEW,
    hindrances_of,
    importable,
    last_done,
    outcome_tabs,
    past_imports,
    rows_of,
    with_changes,
)
from stakeholders.queries.matrix import matrix
from stakeholders.queries.organisations import (
    facts_of,
    open_invitations,
    organisation_cards,
    people_of,
    shown_people,
    speaks_for,
)
from stakeholders.queries.waiting import waiting_checks, waiting_invitations, waiting_repairs

__all__ = [
    "CARDS",
    "CHIPS",
    "KIND",
    "OUTCOME",
    "PREVIEW",
    "SORT",
    "VIEW",
    "choices",
    "contacts_panel",
    "directory",
    "directory_narrowing",
    "facts_of",
    "hindrances_of",
    "importable",
    "last_done",
    "matrix",
    "open_invitations",
    "order",
    "organisation_cards",
    "outcome_tabs",
    "past_imports",
    "people_of",
    "rows_of",
    "sectors_card",
    "shown_people",
    "speaks_for",
    "verified_count",
    "waiting_checks",
    "waiting_invitations",
    "waiting_repairs",
    "with_changes",
]
