"""Reads that shape the registry's pages."""

from stakeholders.queries.contacts import contacts_panel
from stakeholders.queries.counting import choices
from stakeholders.queries.directory import CARDS, CHIPS, KIND, SORT, VIEW, directory, directory_narrowing, order
from stakeholders.queries.duplicates import Alike, alike
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
    why_not_carried_out,
    why_not_undone,
    with_changes,
)
from stakeholders.queries.matrix import matrix
from stakeholders.queries.offices import office_terms, offices_card
from stakeholders.queries.organisations import (
    facts_of,
    open_invitations,
    organisation_cards,
    people_of,
    shown_people,
    speaks_for,
    suggested_organisations,
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
from stakeholders.queries.profile import Profile, linked_data, profile
from stakeholders.queries.registration import (
    handling_time,
    names_of,
    panel_of_approval,
    panel_of_registration,
    registration_of,
)
from stakeholders.queries.waiting import (
    waiting_people,
)

__all__ = [
    "CARDS",
    "CHIPS",
    "KIND",
    "OUTCOME",
    "PREVIEW",
    "SORT",
    "VIEW",
    "Alike",
    "Profile",
    "alike",
    "choices",
    "contacts_panel",
    "directory",
    "directory_narrowing",
    "facts_of",
    "handling_time",
    "hindrances_of",
    "history_entries",
    "importable",
    "invitations_to_hand_over",
    "is_last_manager",
    "last_done",
    "linked_data",
    "matrix",
    "my_request",
    "my_residencies",
    "names_of",
    "office_terms",
    "offices_card",
    "open_invitations",
    "open_requests",
    "order",
    "organisation_cards",
    "organisations_to_hand_over",
    "outcome_tabs",
    "panel_of_approval",
    "panel_of_registration",
    "past_imports",
    "past_people",
    "people_of",
    "profile",
    "registration_of",
    "residency_row",
    "role_history",
    "rows_of",
    "sectors_card",
    "shown_people",
    "speaks_for",
    "successors",
    "suggested_organisations",
    "verified_count",
    "waiting_people",
    "waiting_residents",
    "why_not_carried_out",
    "why_not_undone",
    "with_changes",
]
