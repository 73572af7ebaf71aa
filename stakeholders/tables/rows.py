"""Organisations as rows of a table that goes out: with the columns of an import, so that it can come in again."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone

from commons.formats import phone
from commons.models.area import area_names, theme_names
from stakeholders.models import Organisation
from stakeholders.tables.columns import CONTACT, CONTACT_CODES, FACTS, NUMBER, TOLD
from stakeholders.tables.known import contacts_of

CHUNK = 500
PARTS = "; "


def headings(*, with_contacts: bool) -> list[str]:
    """Those of an import, then what only tells."""
    return [str(column.label) for column in (NUMBER, *FACTS, *(CONTACT if with_contacts else ()), *TOLD)]


def rows(found: Iterable[Organisation], *, with_contacts: bool) -> Iterator[list[Any]]:
    """One for each organisation, and one more for each further contact person. Taken in chunks."""
    organisations = iter(found)
    while chunk := list(islice(organisations, CHUNK)):
        people = contacts_of([one.pk for one in chunk]) if with_contacts else {}
        for one in chunk:
            for person in list(people.get(one.pk, {}).values()) or [dict[str, str]()]:
                yield [*_facts(one), *(_contact(person) if with_contacts else ()), *_told(one)]


def public_contact(organisation: Organisation) -> dict[str, str]:
    """What of its contact everybody may have: the one place that tables and cards ask."""
    return {"website": organisation.website, "email": organisation.email, "phone": organisation.phone}


def _facts(one: Organisation) -> list[Any]:
    contact = public_contact(one)
    return [
        one.pk,
        one.name,
        str(one.get_sector_display()),
        str(one.get_kind_display()),
        one.about,
        PARTS.join(area_names(one.placed_areas)).replace("\u00a0", " "),  # type: ignore[attr-defined]
        PARTS.join(theme_names(one.placed_themes)),  # type: ignore[attr-defined]
        contact["website"],
        contact["email"],
        phone(contact["phone"]),
    ]


def _contact(person: dict[str, str]) -> list[str]:
    values = [person.get(code, "") for code in CONTACT_CODES]
    return [*values[:-1], phone(values[-1])]


def _told(one: Organisation) -> list[str]:
    since = timezone.localtime(one.verified_at).date().isoformat() if one.verified_at else ""
    return [str(one.get_state_display()), since, f"{settings.SITE_URL}{one.get_absolute_url()}"]
