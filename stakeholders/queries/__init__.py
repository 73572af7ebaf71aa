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
from stakeholders.queries.people import (
    history_entries,
    invitations_to_hand_over,
    is_last_manager,
    my_request,
    my_residencies,
    open_requests,
    organisations_to_hand_over,
    past_people,
    residency_row,
    role_history,
    successors,
    waiting_residents,
)
from stakeholders.queries.registration import (
    handling_time,
    names_of,
    panel_of_approval,
    panel_of_registration,
    registration_of,
)
from stakeholders.queries.waiting import (
    waiting_people,
    waiting_repairs,
)

__all__ = [
    "CHIPS",
    "choices",
    "directory",
    "facts_of",
    "handling_time",
    "history_entries",
    "invitations_to_hand_over",
    "is_last_manager",
    "my_request",
    "my_residencies",
    "names_of",
    "open_invitations",
    "open_requests",
    "order",
    "organisation_cards",
    "organisations_to_hand_over",
    "panel_of_approval",
    "panel_of_registration",
    "past_people",
    "people_of",
    "registration_of",
    "residency_row",
    "role_history",
    "sectors_card",
    "shown_people",
    "speaks_for",
    "successors",
    "verified_count",
    "waiting_people",
    "waiting_repairs",
    "waiting_residents",
]
