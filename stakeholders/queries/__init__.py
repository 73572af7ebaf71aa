"""Reads that shape the registry's pages."""

from stakeholders.queries.directory import chips, choices, directory, order
from stakeholders.queries.duplicates import Alike, alike
from stakeholders.queries.home import sectors_card, verified_count
from stakeholders.queries.offices import office_terms, offices_card
from stakeholders.queries.organisations import (
    facts_of,
    open_invitations,
    organisation_cards,
    people_of,
    shown_people,
    speaks_for,
)
from stakeholders.queries.profile import Profile, linked_data, profile
from stakeholders.queries.waiting import waiting_checks, waiting_invitations, waiting_repairs

__all__ = [
    "Alike",
    "Profile",
    "alike",
    "chips",
    "choices",
    "directory",
    "facts_of",
    "linked_data",
    "office_terms",
    "offices_card",
    "open_invitations",
    "order",
    "organisation_cards",
    "people_of",
    "profile",
    "sectors_card",
    "shown_people",
    "speaks_for",
    "verified_count",
    "waiting_checks",
    "waiting_invitations",
    "waiting_repairs",
]
