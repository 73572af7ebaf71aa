"""The people of an organisation over time: who may follow whom, what stands in somebody's name, who changed what."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commons import formats
from commons.contributions import Card
from stakeholders.models import (
    Invitation,
    JoinRequest,
    Membership,
    MembershipQuerySet,
    Organisation,
    Residency,
    RoleChange,
)


def successors(membership: Membership) -> MembershipQuerySet:
    """Who can become manager when this person goes: all others who represent the organisation."""
    others = membership.organisation.memberships.active().staying().exclude(pk=membership.pk)
    return others.select_related("person").order_by("role", "person__name", "pk")


def is_last_manager(membership: Membership) -> bool:
    """Does a verified organisation stay without a manager when this person goes?"""
    if membership.role != Membership.Role.MANAGER or not membership.organisation.is_verified:
        return False
    return not successors(membership).managers().exists()


def past_people(organisation: Organisation) -> list[Membership]:
    """Who spoke for it once, the last to leave in front."""
    ended = organisation.memberships.exclude(until_on=None).select_related("person")
    return list(ended.order_by("-until_on", "-pk")[:50])


def open_requests(organisation: Organisation) -> list[JoinRequest]:
    """Those who wait for an answer, the longest wait first; accounts that are closed are nobody's any more."""
    waiting = organisation.join_requests.open().filter(person__is_active=True, person__leaves_at=None)
    return list(waiting.select_related("person").order_by("asked_at", "pk"))


def my_request(organisation: Organisation, person: Any) -> JoinRequest | None:
    """The request of this person that waits."""
    return organisation.join_requests.open().filter(person=person).select_related("organisation").first()


def invitations_to_hand_over(person: Any, organisation: Organisation | None, reader: Any) -> Sequence[Card]:
    """Open invitations that this person sent: they end with the say of whoever sent them."""
    sent = Invitation.objects.unanswered().filter(invited_by=person).select_related("organisation")
    if organisation is not None:
        sent = sent.filter(organisation=organisation)
    else:
        sent = sent.filter(organisation__in=Organisation.objects.visible_to(reader))
    return [
        Card(one.pk, one.email, one.organisation.people_url(), detail=one.organisation.name)
        for one in sent.order_by("pk")
    ]


def organisations_to_hand_over(person: Any, organisation: Organisation | None, reader: Any) -> Sequence[Card]:
    """Organisations that this person manages; of a single one the page itself speaks."""
    if organisation is not None:
        return []
    managed = Membership.objects.active().managers().filter(person=person)
    found = Organisation.objects.visible_to(reader).filter(pk__in=managed.values("organisation")).by_name()
    return [Card(one.pk, one.name, one.people_url()) for one in found]


def role_history(organisation: Organisation) -> QuerySet[RoleChange]:
    """Every change of a role in it."""
    return organisation.role_changes.select_related("person", "by")


def history_entries(changes: Iterable[RoleChange]) -> Iterator[dict[str, Any]]:
    """As the timeline shows them."""
    for change in changes:
        yield {
            "title": f"{change.person}: {_happened(change)}",
            "text": _("Oleh %(name)s") % {"name": change.by} if change.by else "",
            "at": formats.long_moment(change.at),
            "iso": change.at.isoformat(),
            "icon": "user",
        }


def _happened(change: RoleChange) -> str:
    if not change.before:
        return _("menjadi %(role)s") % {"role": _role(change.after)}
    if not change.after:
        return _("tidak lagi %(role)s") % {"role": _role(change.before)}
    return _("dari %(before)s menjadi %(after)s") % {"before": _role(change.before), "after": _role(change.after)}


def _role(code: str) -> str:
    names: dict[str, Any] = {**dict(Membership.Role.choices), "resident": _("Warga terverifikasi")}
    return str(names.get(code, code)).lower()


def my_residencies(person: Any) -> list[Residency]:
    """Everything that this person asked for, the newest in front."""
    return list(Residency.objects.filter(person=person).select_related("area", "decided_by").order_by("-pk")[:20])


def waiting_residents(user: Any) -> QuerySet[Residency]:
    """Those whom this person may confirm: nobody's own request."""
    waiting = Residency.objects.visible_to(user).open().for_page(user)
    return waiting.exclude(person=user.pk).filter(person__is_active=True, person__leaves_at=None)


def residency_row(person: Any, reader: Any) -> dict[str, Any]:
    """On the page of one's account: where one is confirmed as resident, or that one can ask."""
    confirmed = Residency.objects.confirmed().filter(person=person.pk).select_related("area").first()
    if confirmed is None:
        return {"detail": _("Belum dikonfirmasi. Mintalah kepada pengurus RW atau petugas.")}
    return {"detail": _("Warga terverifikasi %(area)s") % {"area": confirmed.area}}
