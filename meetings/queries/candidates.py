"""Who can be invited by name: representatives of verified organisations, and the office."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from commons.audience import seen_by_each
from commons.models import Audience, Visibility
from commons.models.audience import AudienceGroupGrant
from commons.standing import OFFICES
from meetings.models import Invitee, Meeting
from stakeholders.models import Membership, Organisation


@dataclass(frozen=True)
class Candidates:
    """Querysets to choose from, by name."""

    organisations: QuerySet[Organisation]
    people: QuerySet[Any]


def may_be_invited(audience: Audience | None = None) -> Candidates:
    """All of them; with an audience that is for the named only, those who are named there."""
    organisations = Organisation.objects.verified()
    people = _people()
    if audience is not None and audience.visibility == Visibility.PRIVATE:
        grants = {"content_object": audience, "permission__codename": "see"}
        organisations = organisations.filter(group__in=AudienceGroupGrant.objects.filter(**grants).values("group"))
        people = people.annotate(there=Value(audience.pk)).filter(seen_by_each("pk", "there"))
    return Candidates(organisations.by_name(), people.order_by("name", "pk"))


def _people() -> QuerySet[Any]:
    verified = Organisation.objects.verified()
    speaks = Membership.objects.filter(person=OuterRef("pk"), until_on=None, organisation__in=verified)
    office = Group.objects.filter(user=OuterRef("pk"), name__in=OFFICES)
    active = get_user_model().objects.active().filter(confirmed_at__isnull=False, leaves_at=None)
    return active.filter(Exists(speaks) | Exists(office))


def chairs(audience: Audience | None, by: Any) -> QuerySet[Any]:
    """Who can lead it: whoever can be invited, and the one who calls it."""
    people = get_user_model().objects.filter(Q(pk=by.pk) | Q(pk__in=may_be_invited(audience).people.values("pk")))
    return people.order_by("name", "pk")


def takers(audience: Audience | None, by: Any, meeting: Meeting) -> QuerySet[Any]:
    """Who can take the minutes of this meeting: whoever could lead it, but for who does, and whoever is invited."""
    invited = meeting.invitees.filter(person__isnull=False).values("person")
    people = get_user_model().objects.filter(Q(pk__in=chairs(audience, by).values("pk")) | Q(pk__in=invited))
    return people.active().exclude(pk=meeting.chair_id).order_by("name", "pk")


def can_come_for(invitee: Invitee) -> QuerySet[Any]:
    """The people of the invited organisation."""
    people = get_user_model().objects.active()
    return people.filter(groups__organisation=invitee.organisation).order_by("name", "pk")


def hosts(user: Any) -> QuerySet[Organisation]:
    """Organisations that can hold a meeting."""
    return Organisation.objects.visible_to(user).verified().by_name()
