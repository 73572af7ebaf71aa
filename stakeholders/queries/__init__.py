"""Reads that shape the registry's pages."""

from stakeholders.queries.directory import CHIPS, choices, directory, order
from stakeholders.queries.home import sectors_card, verified_count
from stakeholders.queries.organisations import (
    facts_of,
    open_invitations,
    organisation_cards,
    people_of,
    shown_people,
    speaks_for,
)
from stakeholders.queries.registration import (
    handling_time,
    names_of,
    panel_of_approval,
    panel_of_registration,
    registration_of,
)
from stakeholders.queries.waiting import waiting_invitations, waiting_repairs

__all__ = [
    "CHIPS",
    "choices",
    "directory",
    "facts_of",
    "handling_time",
    "names_of",
    "open_invitations",
    "order",
    "organisation_cards",
    "panel_of_approval",
    "panel_of_registration",
    "people_of",
    "registration_of",
    "sectors_card",
    "shown_people",
    "speaks_for",
    "verified_count",
    "waiting_invitations",
    "waiting_repairs",
]
