"""What waits for people in the registry."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.contributions import WaitingRow
from commons.standing import LEADER, STAFF
from stakeholders.models import Invitation, JoinRequest, Kind, Membership, Organisation, Residency


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


def waiting_checks(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Organisations that their people sent in, for those of the office whose group may see them."""
    offices = {"group__name__in": (STAFF, LEADER), "group__user__in": people, "permission__codename": "see"}
    asked = {f"audience__group_grants__{name}": value for name, value in offices.items()}
    found = (
        Organisation.objects.filter(state=Organisation.State.SUBMITTED, **asked)
        .annotate(to=F("audience__group_grants__group__user"))
        .values("pk", "name", "submitted_at", "to")
        .distinct()
    )
    for row in found:
        yield WaitingRow(
            person_id=row["to"],
            kind="stakeholders.unchecked",
            object_id=row["pk"],
            sentence=_("%(name)s menunggu dicek.") % {"name": row["name"]},
            url=reverse("stakeholders:organisation_verify", args=[row["pk"]]),
            since=row["submitted_at"],
            due=None,
            action=_("Cek"),
        )


def waiting_repairs(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Registrations that were returned, for the managers who sent them in."""
    found = (
        Membership.objects.active()
        .managers()
        .filter(person__in=people, organisation__state=Organisation.State.RETURNED)
        .select_related("organisation")
    )
    for membership in found:
        organisation = membership.organisation
        yield WaitingRow(
            person_id=membership.person_id,
            kind="stakeholders.returned",
            object_id=organisation.pk,
            sentence=_("Pendaftaran %(name)s perlu diperbaiki.") % {"name": organisation.name},
            url=reverse("stakeholders:organisation_edit", args=[organisation.pk]),
            since=organisation.submitted_at or organisation.created_at,
            due=None,
            action=_("Perbaiki"),
        )


def waiting_join_requests(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Members who ask to join, for the managers of the organisation."""
    found = (
        JoinRequest.objects.open()
        .filter(
            person__is_active=True,
            person__leaves_at=None,
            organisation__state=Organisation.State.VERIFIED,
            organisation__memberships__person__in=people,
            organisation__memberships__until_on=None,
            organisation__memberships__role=Membership.Role.MANAGER,
        )
        .annotate(to=F("organisation__memberships__person"))
        .select_related("organisation", "person")
    )
    for request in found:
        yield WaitingRow(
            person_id=request.to,
            kind="stakeholders.join_request",
            object_id=request.pk,
            sentence=_("%(person)s ingin bergabung dengan %(org)s.")
            % {"person": request.person, "org": request.organisation.name},
            url=reverse("stakeholders:join_answer", args=[request.organisation_id, request.pk]),
            since=request.asked_at,
            due=None,
            action=_("Jawab"),
        )


def waiting_residencies(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Members who ask to be confirmed: for those who speak for the RW; where nobody does, for the office."""
    speaks = Membership.objects.active().filter(
        organisation__state=Organisation.State.VERIFIED,
        organisation__kind=Kind.RW,
        organisation__areas=OuterRef("area"),
    )
    office = get_user_model().objects.filter(groups__name__in=(STAFF, LEADER), pk__in=people)
    found = (
        Residency.objects.open()
        .filter(person__is_active=True, person__leaves_at=None)
        .annotate(
            is_spoken_for=Exists(speaks),
            by_the_rw=ArraySubquery(speaks.filter(person__in=people).values("person")),
            by_the_office=ArraySubquery(office.values("pk")),
        )
        .select_related("person", "area")
    )
    for residency in found:
        asked = residency.by_the_rw if residency.is_spoken_for else residency.by_the_office
        for person in set(asked) - {residency.person_id}:
            yield WaitingRow(
                person_id=person,
                kind="stakeholders.residency",
                object_id=residency.pk,
                sentence=_("%(person)s meminta konfirmasi sebagai warga %(area)s.")
                % {"person": residency.person, "area": residency.area},
                url=reverse("stakeholders:residency_answer", args=[residency.pk]),
                since=residency.asked_at,
                due=None,
                action=_("Jawab"),
            )
