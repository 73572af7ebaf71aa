"""The page of one organisation, and what machines read there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from commons.access import can
from commons.nested import Row, objects
from stakeholders.models import OfficeTerm, Organisation
from stakeholders.queries.shown import shown_of


@dataclass(frozen=True)
class Profile:
    """What the page shows beside the organisation's own columns."""

    parent: Organisation | None
    parts: list[Organisation]
    offices: list[OfficeTerm]
    last_active_at: datetime | None
    contact_is_shown: bool
    numbers_are_shown: bool
    put_away_reason: str


def profile(organisation: Organisation, user: Any) -> Profile:
    """The contact person, the numbers, and why it was suspended or archived, are shown to those who may see them; the
    rest is as public as the page."""
    shown = shown_of(organisation, user)
    return Profile(
        parent=next(iter(objects(Organisation, shown["parent"])), None),
        parts=objects(Organisation, shown["parts"]),
        offices=objects(OfficeTerm, shown["offices"]),
        last_active_at=shown["last_active_at"],
        contact_is_shown=organisation.has_contact
        and (organisation.contact_is_public or bool(can(user, "stakeholders.read_contact", organisation))),
        numbers_are_shown=bool(
            (organisation.nib or organisation.npwp) and can(user, "stakeholders.read_numbers", organisation)
        ),
        put_away_reason=_put_away_reason(organisation, shown["changes"]),
    )


def _put_away_reason(organisation: Organisation, changes: Sequence[Row]) -> str:
    """Why it is suspended or archived, as the newest entry says; empty for any other, and for whoever is told none."""
    if organisation.state not in (Organisation.State.SUSPENDED, Organisation.State.ARCHIVED):
        return ""
    return next((change["reason"] for change in changes if change["after"] == organisation.state), "")


def linked_data(organisation: Organisation, shown: Profile) -> dict[str, Any]:
    """schema.org's words for it, the same for every reader: nothing but what a visitor finds on the page."""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": organisation.name,
        "url": f"{settings.SITE_URL}{organisation.get_absolute_url()}",
        "description": organisation.about,
        "slogan": organisation.vision,
        "email": organisation.email,
        "telephone": organisation.phone,
        "sameAs": [address for address in (organisation.website, *organisation.links) if address],
        "areaServed": [name.replace("\u00a0", " ") for name in organisation.area_names],
        "knowsAbout": organisation.theme_names,
        "contactPoint": _contact_point(organisation),
    }
    if organisation.logo is not None:
        data["logo"] = f"{settings.SITE_URL}{organisation.logo.small.url}"
    if shown.parent is not None:
        parent = shown.parent
        data["parentOrganization"] = {
            "@type": "Organization",
            "name": parent.name,
            "url": f"{settings.SITE_URL}{parent.get_absolute_url()}",
        }
    return {name: value for name, value in data.items() if value}


def _contact_point(organisation: Organisation) -> dict[str, str]:
    if not organisation.contact_is_public or not organisation.has_contact:
        return {}
    said = {
        "name": organisation.contact_name,
        "contactType": organisation.contact_title,
        "email": organisation.contact_email,
        "telephone": organisation.contact_phone,
    }
    return {"@type": "ContactPoint"} | {name: value for name, value in said.items() if value}
