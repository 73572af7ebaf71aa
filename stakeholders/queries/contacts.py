"""The contact people that the office has noted, on the page of their organisation."""

from typing import Any

from commons.access import can
from commons.nested import objects
from stakeholders.models import ContactPerson, Organisation
from stakeholders.queries.shown import shown_of


def contacts_panel(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """For those who may read them, where there are any; nobody else's page holds a word of it."""
    if not can(user, "stakeholders.read_contacts"):
        return None
    people = objects(ContactPerson, shown_of(organisation, user)["contacts"])
    return {"organisation": organisation, "people": people} if people else None
