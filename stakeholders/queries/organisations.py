"""Organisations where they are mentioned, and the people who speak for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from commons.contributions import Card
from commons.nested import objects
from stakeholders.models import Invitation, Membership, Organisation, Sector
from stakeholders.queries.shown import shown_of

ICONS = {
    Sector.GOVERNMENT: "landmark",
    Sector.PRIVATE: "store",
    Sector.COMMUNITY: "users",
    Sector.EXTERNAL: "globe",
}


def organisation_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Organisations where they are only mentioned; those the person may not see are left out."""
    found = Organisation.objects.visible_to(user).filter(pk__in=list(ids))
    return {
        org.pk: Card(org.pk, org.name, org.get_absolute_url(), org.get_sector_display(), ICONS[Sector(org.sector)])
        for org in found
    }


def suggested_organisations(words: str, user: Any, *, most: int) -> list[Organisation]:
    """Which verified organisation somebody may mean who begins a name like this; of those that they may see."""
    named = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    return list(Organisation.objects.visible_to(user).verified().filter(named).by_name()[:most])


def people_of(organisation: Organisation) -> list[Membership]:
    """Active representatives, managers first."""
    found = organisation.memberships.active().select_related("person")
    return list(found.in_order())


def shown_people(organisation: Organisation, user: Any) -> list[Membership]:
    """Those of its people who opened their profile to everybody, whoever reads."""
    return objects(Membership, shown_of(organisation, user)["people"])


def open_invitations(organisation: Organisation) -> list[Invitation]:
    """Also those whose seven days are over: they can be sent again."""
    return list(organisation.invitations.unanswered().select_related("invited_by").order_by("-pk"))


def speaks_for(person: Any, group_ids: Iterable[int]) -> list[Organisation]:
    """The organisations of these groups that the person may speak for, by name."""
    return list(Organisation.objects.represented_by(person).filter(group__in=list(group_ids)).by_name())


FACTS = (
    *("name", "sector", "kind", "about", "vision", "mission", "website", "links", "email", "phone"),
    *("contact_name", "contact_title", "contact_email", "contact_phone", "contact_is_public"),
    *("parent", "nib", "npwp"),
)


def facts_of(organisation: Organisation) -> dict[str, Any]:
    """What the form of an organisation begins with."""
    return {
        **{name: getattr(organisation, name) for name in FACTS},
        "areas": organisation.areas.all(),
        "themes": organisation.themes.all(),
    }
