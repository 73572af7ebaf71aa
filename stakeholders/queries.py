"""Reads that shape the registry's pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.contributions import Card, WaitingRow
from commons.models import with_places
from stakeholders.models import Invitation, Membership, Organisation, Sector

ICONS = {
    Sector.GOVERNMENT: "landmark",
    Sector.PRIVATE: "store",
    Sector.COMMUNITY: "users",
    Sector.EXTERNAL: "globe",
}


@dataclass(frozen=True)
class SectorChoice:
    """A sector as a filter: how many organisations it leads to."""

    value: str
    label: str
    icon: str
    count: int


def directory(user: Any, *, sector: str = "", words: str = "") -> QuerySet[Organisation]:
    """The organisations a person may see, narrowed by sector and by words in the name."""
    found = Organisation.objects.visible_to(user).filter(state__in=[Organisation.State.VERIFIED])
    if sector in Sector.values:
        found = found.filter(sector=sector)
    for word in words.split()[:5]:
        found = found.filter(name__icontains=word)
    return with_places(found)


def sector_choices(user: Any) -> list[SectorChoice]:
    """All four, also those nobody speaks for: an empty sector is what one comes to see."""
    counts = dict(directory(user).order_by().values_list("sector").annotate(Count("pk")))
    return [SectorChoice(s.value, str(s.label), ICONS[s], counts.get(s.value, 0)) for s in Sector]


def verified_count(user: Any) -> int:
    return directory(user).order_by().count()


def sectors_card(user: Any) -> dict[str, Any]:
    """For the home page: the four sectors, each leading to its organisations."""
    return {"choices": sector_choices(user), "more": "/direktori/", "more_label": _("Semua organisasi")}


def organisation_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Organisations where they are only mentioned; those the person may not see are left out."""
    found = Organisation.objects.visible_to(user).filter(pk__in=list(ids))
    return {
        org.pk: Card(org.pk, org.name, org.get_absolute_url(), org.get_sector_display(), ICONS[Sector(org.sector)])
        for org in found
    }


def people_of(organisation: Organisation) -> list[Membership]:
    """Active representatives, managers first."""
    return list(organisation.memberships.active().select_related("person").order_by("role", "person__name", "pk"))


def open_invitations(organisation: Organisation) -> list[Invitation]:
    return list(organisation.invitations.open().select_related("invited_by").order_by("-pk"))


def speaks_for(person: Any, group_ids: Iterable[int]) -> list[Organisation]:
    """The organisations of these groups that the person may speak for, by name."""
    return list(Organisation.objects.represented_by(person).filter(group__in=list(group_ids)).by_name())


def waiting_invitations(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Open invitations whose address one of these people has confirmed."""
    addresses = EmailAddress.objects.filter(verified=True, user__in=people).annotate(lower=Lower("email"))
    found = (
        Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
        .annotate(to=Subquery(addresses.filter(lower=Lower(OuterRef("email"))).values("user_id")[:1]))
        .filter(to__isnull=False)
        .select_related("organisation")
    )
    for invitation in found:
        yield WaitingRow(
            person_id=invitation.to,
            kind="stakeholders.invitation",
            object_id=invitation.pk,
            sentence=_("Anda diundang mewakili %(name)s.") % {"name": invitation.organisation.name},
            url=reverse("stakeholders:invitation_answer", args=[invitation.pk]),
            since=invitation.created_at,
            due=invitation.expires_at,
            action=_("Jawab"),
        )
