"""The contact people that the office has noted, on the page of their organisation."""

from typing import Any

from commons.access import can
from stakeholders.models import Organisation


def contacts_panel(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """For those who may read them, where there are any; nobody else's page holds a word of it."""
    if not can(user, "stakeholders.read_contacts"):
        return None
    people = list(organisation.contact_people.order_by("name", "pk"))
    return {"organisation": organisation, "people": people} if people else None
