"""What waits for people in the registry."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.contributions import WaitingRow
from stakeholders.models import Invitation, Membership, Organisation


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
