"""Organisations as rows of a table that goes out: with the columns of an import, so that it can come in again."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone

from commons.exporting import CHUNK
from commons.formats import phone
from commons.models.area import area_names, theme_names
from stakeholders.models import Organisation
from stakeholders.tables.columns import CONTACT, CONTACT_CODES, FACTS, NUMBER, NUMBERS, TOLD, Column
from stakeholders.tables.known import contacts_of

PARTS = "; "


@dataclass(frozen=True)
class Reach:
    """How much of each organisation whoever takes the table may have: the contact people that the office keeps, the
    numbers of all of them, or those of the organisations they manage (`own`)."""

    user: Any
    contacts: bool = False
    numbers: bool = False
    own: frozenset[int] = frozenset()

    def has_numbers_of(self, pk: int) -> bool:
        return self.numbers or pk in self.own

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those of an import, then what only tells. What stays empty anyway is left out."""
        numbers = NUMBERS if self.numbers or self.own else ()
        return (NUMBER, *FACTS, *numbers, *(CONTACT if self.contacts else ()), *TOLD)


def headings(reach: Reach) -> list[str]:
    return [str(column.label) for column in reach.columns]


def rows(found: Iterable[Organisation], reach: Reach) -> Iterator[list[Any]]:
    """One for each organisation, and one more for each further contact person. Taken in chunks."""
    organisations = iter(found)
    while chunk := list(islice(organisations, CHUNK)):
        people = contacts_of([one.pk for one in chunk]) if reach.contacts else {}
        parents = _names({one.parent_id for one in chunk if one.parent_id}, reach.user)
        for one in chunk:
            cells = _facts(one) | _told(one) | {"parent": parents.get(one.parent_id or 0, "")}
            if not reach.has_numbers_of(one.pk):
                cells |= dict.fromkeys((column.code for column in NUMBERS), "")
            for person in list(people.get(one.pk, {}).values()) or [dict[str, str]()]:
                told = cells | _contact(person)
                yield [told[column.code] for column in reach.columns]


def _names(numbers: Collection[int], user: Any) -> dict[int, str]:
    """What they are part of is told as far as it may be seen; one statement."""
    return dict(Organisation.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", "name"))


def public_contact(organisation: Organisation) -> dict[str, str]:
    """What of its contact everybody may have: the one place that tables and cards ask."""
    return {"website": organisation.website, "email": organisation.email, "phone": organisation.phone}


def _facts(one: Organisation) -> dict[str, Any]:
    contact = public_contact(one)
    return {
        "number": one.pk,
        "name": one.name,
        "sector": str(one.get_sector_display()),
        "kind": str(one.get_kind_display()),
        "about": one.about,
        "areas": PARTS.join(area_names(one.placed_areas)).replace("\u00a0", " "),  # type: ignore[attr-defined]
        "themes": PARTS.join(theme_names(one.placed_themes)),  # type: ignore[attr-defined]
        **contact,
        "phone": phone(contact["phone"]),
        "vision": one.vision,
        "mission": one.mission,
        "nib": one.nib,
        "npwp": one.npwp,
    }


def _contact(person: dict[str, str]) -> dict[str, str]:
    told = {code: person.get(code, "") for code in CONTACT_CODES}
    return told | {"contact_phone": phone(told["contact_phone"])}


def _told(one: Organisation) -> dict[str, str]:
    return {
        "state": str(one.get_state_display()),
        "verified_on": timezone.localtime(one.verified_at).date().isoformat() if one.verified_at else "",
        "address": f"{settings.SITE_URL}{one.get_absolute_url()}",
    }
