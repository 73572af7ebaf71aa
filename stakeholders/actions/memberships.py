"""People come to speak for an organisation, change their role, and leave."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, record
from commons.access import Refused, ensure
from commons.calendar import today
from mail import tokens
from mail.actions import message, post
from stakeholders.actions import groups
from stakeholders.models import Invitation, Membership, Organisation

INVITED_FOR = timedelta(days=7)
PURPOSE = "stakeholders.invitation"


@transaction.atomic
def invite_representative(
    *, organisation: Organisation, email: str, by: Any, role: str = Membership.Role.REPRESENTATIVE, title: str = ""
) -> Invitation:
    """Invite an address by mail. Inviting it again renews the open invitation and makes the earlier link worthless.

    Locks the organisation.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    ensure(by, "stakeholders.invite_representative", organisation)
    if organisation.memberships.active().filter(person__email__iexact=email).exists():
        raise Refused(_("Orang dengan surel ini sudah mewakili organisasi."), obj=organisation)
    now = timezone.now()
    invitation = organisation.invitations.filter(email__iexact=email, accepted_at=None, revoked_at=None).first()
    invitation = invitation or Invitation(organisation=organisation, email=email)
    invitation.role, invitation.title, invitation.invited_by = role, title, by
    invitation.expires_at = now + INVITED_FOR
    invitation.save()
    tokens.revoke(PURPOSE, invitation)
    post([message(PURPOSE, key=f"{PURPOSE}:{invitation.pk}:{now.timestamp()}", address=email, about=invitation,
                  expires_at=invitation.expires_at, language=by.language)])  # fmt: skip
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Any) -> Membership:
    """The invitation is bound to its address: only an account that has confirmed it may take it. Locks both rows.

    Raises:
        Refused: used, withdrawn or out of date; another address; the organisation is suspended.
    """
    organisation = Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open or not organisation.is_verified:
        raise Refused(_("Undangan ini sudah tidak berlaku. Minta pengelola organisasi mengirim yang baru."))
    if not EmailAddress.objects.filter(user=person, email__iexact=invitation.email, verified=True).exists():
        raise Refused(_("Undangan ini untuk alamat surel lain. Masuk dengan alamat yang diundang."))
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    tokens.revoke(PURPOSE, invitation)
    return join(organisation=organisation, person=person, role=invitation.role, title=invitation.title)


@transaction.atomic
def join(*, organisation: Organisation, person: Any, role: str, title: str = "") -> Membership:
    """Make a person an active representative, with all that is granted to the organisation's group.

    Who is one already keeps the membership, with the stronger role.
    """
    membership, is_new = Membership.objects.get_or_create(
        organisation=organisation,
        person=person,
        until_on=None,
        defaults={"role": role, "title": title, "since_on": today()},
    )
    if not is_new and role == Membership.Role.MANAGER:
        membership.role = role
        membership.save(update_fields=["role"])
    begin_to_follow(person, organisation.thread)
    managers = [m.person for m in organisation.memberships.active().managers().select_related("person")]
    record("stakeholders.representative_joined", actor=person, target=membership, thread=organisation.thread,
           to=[("concerned", manager) for manager in managers])  # fmt: skip
    groups.enter(person, organisation)
    return membership


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Any) -> None:
    """The link in the mail opens nothing any more."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    ensure(by, "stakeholders.invite_representative", invitation)
    if not invitation.is_open:
        raise Refused(_("Undangan ini sudah tidak berlaku."), obj=invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    tokens.revoke(PURPOSE, invitation)


@transaction.atomic
def end_membership(*, membership: Membership, by: Any) -> Membership:
    """Leaving or removal, felt at once by every grant of the organisation. Locks the organisation.

    Raises:
        Refused: the last manager of a verified organisation hands over first.
    """
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
    if membership.person_id != by.pk or not membership.is_active:
        ensure(by, "stakeholders.end_membership", membership)
    _keep_a_manager(organisation, membership)
    membership.until_on = max(today(), membership.since_on)
    membership.save(update_fields=["until_on"])
    record("stakeholders.representative_left", actor=by, target=membership, thread=organisation.thread,
           to=[("concerned", membership.person)])  # fmt: skip
    groups.leave(membership.person, organisation)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Any) -> Membership:
    """Make a representative a manager, or the other way round. Locks the organisation.

    Raises:
        Refused: the last manager of a verified organisation hands over first.
    """
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    ensure(by, "stakeholders.change_role", membership)
    if role != Membership.Role.MANAGER:
        _keep_a_manager(organisation, membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


def _keep_a_manager(organisation: Organisation, membership: Membership) -> None:
    """A verified organisation always keeps one manager."""
    if membership.role != Membership.Role.MANAGER or not organisation.is_verified:
        return
    if not organisation.memberships.active().managers().exclude(pk=membership.pk).exists():
        raise Refused(
            _("Organisasi terverifikasi harus punya pengelola. Jadikan orang lain pengelola dulu, baru keluar."),
            obj=organisation,
        )
