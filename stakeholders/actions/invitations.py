"""Addresses are invited to speak for an organisation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused, can, ensure
from mail import tokens
from mail.actions import message, post
from stakeholders.actions.memberships import join
from stakeholders.emails import INVITATION as PURPOSE
from stakeholders.models import Invitation, Membership, Organisation

INVITED_FOR = timedelta(days=7)


@dataclass
class Invited:
    """What came of a list of addresses: new invitations, renewed ones, and who represents the organisation already."""

    new: list[Invitation] = field(default_factory=list)
    renewed: list[Invitation] = field(default_factory=list)
    already: list[str] = field(default_factory=list)


@transaction.atomic
def invite_representatives(
    *,
    organisation: Organisation,
    emails: Iterable[str],
    by: Any,
    role: str = Membership.Role.REPRESENTATIVE,
    title: str = "",
) -> Invited:
    """Invite addresses by mail. Inviting one again renews its open invitation and makes the earlier link worthless.

    Locks the organisation.

    Raises:
        Refused: all of them represent the organisation already.
    """
    organisation = Organisation.objects.held().get(pk=organisation.pk)
    ensure(by, "stakeholders.invite_representative", organisation)
    found, inside = Invited(), _addresses_inside(organisation)
    open_ones = {one.email.lower(): one for one in organisation.invitations.unanswered()}
    for email in emails:
        known = open_ones.get(email.lower())
        if email.lower() in inside:
            found.already.append(email)
        else:
            invitation = known or Invitation(organisation=organisation, email=email)
            (found.renewed if known else found.new).append(_sent(invitation, by=by, role=role, title=title))
    if found.already and not (found.new or found.renewed):
        raise Refused(_("Orang dengan surel ini sudah mewakili organisasi."), obj=organisation)
    return found


def _addresses_inside(organisation: Organisation) -> set[str]:
    """Every proven address of those who represent it."""
    people = organisation.memberships.active().values("person")
    proven = EmailAddress.objects.filter(user__in=people, verified=True)
    return set(proven.annotate(lower=Lower("email")).values_list("lower", flat=True))


def _sent(invitation: Invitation, *, by: Any, role: str, title: str) -> Invitation:
    now = timezone.now()
    invitation.role, invitation.title, invitation.invited_by = role, title, by
    invitation.expires_at = now + INVITED_FOR
    invitation.save()
    tokens.revoke(PURPOSE, invitation)
    post([message(PURPOSE, key=f"{PURPOSE}:{invitation.pk}:{now.timestamp()}", address=invitation.email,
                  about=invitation, expires_at=invitation.expires_at, language=by.language)])  # fmt: skip
    return invitation


def invite_representative(*, organisation: Organisation, email: str, by: Any, **what: Any) -> Invitation:
    """One address: see `invite_representatives`."""
    found = invite_representatives(organisation=organisation, emails=[email], by=by, **what)
    return (found.new or found.renewed)[0]


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Any) -> Invitation:
    """The same once more, for seven days from now; the earlier link opens nothing any more. Locks both rows."""
    organisation = Organisation.objects.held().get(pk=invitation.organisation_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    ensure(by, "stakeholders.invite_representative", organisation)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Refused(_("Undangan ini sudah dijawab atau dibatalkan. Kirim undangan baru."), obj=organisation)
    return _sent(invitation, by=by, role=invitation.role, title=invitation.title)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Any) -> Membership:
    """The invitation is bound to its address: only an account that has confirmed it may take it. Locks both rows.

    Raises:
        Refused: used, withdrawn or out of date; another address; the organisation is suspended; whoever invited may
            no longer invite, so that nobody gets a role from somebody who has lost it.
    """
    organisation = Organisation.objects.held().get(pk=invitation.organisation_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by").get(pk=invitation.pk)
    if not invitation.is_open or not organisation.is_verified or not _may_still_invite(invitation, organisation):
        raise Refused(_("Undangan ini sudah tidak berlaku. Minta pengelola organisasi mengirim yang baru."))
    if not EmailAddress.objects.filter(user=person, email__iexact=invitation.email, verified=True).exists():
        raise Refused(_("Undangan ini untuk alamat surel lain. Masuk dengan alamat yang diundang."))
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    tokens.revoke(PURPOSE, invitation)
    return join(
        organisation=organisation,
        person=person,
        role=invitation.role,
        title=invitation.title,
        by=invitation.invited_by,
    )


def _may_still_invite(invitation: Invitation, organisation: Organisation) -> bool:
    by = invitation.invited_by  # the row as it is now: nothing of it is remembered
    return by is not None and bool(can(by, "stakeholders.invite_representative", organisation))


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Any) -> None:
    """The link in the mail opens nothing any more."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    ensure(by, "stakeholders.invite_representative", invitation)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Refused(_("Undangan ini sudah tidak berlaku."), obj=invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    tokens.revoke(PURPOSE, invitation)
