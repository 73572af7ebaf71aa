"""The page of one organisation, and what machines read there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from activity.models import Activity
from commons.access import can
from commons.audience import seen_by
from stakeholders.models import RW_KIND, OfficeTerm, Organisation
from stakeholders.queries.offices import offices_in

MOST_PARTS = 30


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
    seen = Organisation.objects.visible_to(user)
    return Profile(
        parent=seen.filter(pk=organisation.parent_id).first() if organisation.parent_id else None,
        parts=list(seen.verified().filter(parent=organisation).by_name()[:MOST_PARTS]),
        offices=offices_in(organisation.areas.all()) if organisation.kind == RW_KIND else [],
        last_active_at=_last_active_at(organisation, user),
        contact_is_shown=organisation.has_contact
        and (organisation.contact_is_public or bool(can(user, "stakeholders.read_contact", organisation))),
        numbers_are_shown=bool(
            (organisation.nib or organisation.npwp) and can(user, "stakeholders.read_numbers", organisation)
        ),
        put_away_reason=organisation.put_away_reason if can(user, "stakeholders.read_people", organisation) else "",
    )


def _last_active_at(organisation: Organisation, user: Any) -> datetime | None:
    """When it last spoke or something of its own happened, as far as this person may know."""
    own = Q(acting_as=organisation.group_id) | Q(thread=organisation.thread_id)
    seen = Activity.objects.filter(own, seen_by(user, "thread__audience"), withdrawn_at=None)
    return seen.aggregate(at=Max("created_at"))["at"]


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
