"""People speak for an organisation, change their role, and leave."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, record
from commons.access import Refused, ensure
from commons.calendar import today
from commons.models.epoch import raise_epoch
from mail import tokens
from stakeholders.actions import groups
from stakeholders.emails import INVITATION
from stakeholders.models import JoinRequest, Membership, Organisation

MANAGER = Membership.Role.MANAGER


@transaction.atomic
def join(*, organisation: Organisation, person: Any, role: str, title: str = "", by: Any = None) -> Membership:
    """Make a person an active representative, with all that is granted to the organisation's group.

    Who is one already keeps the membership, with the stronger role. `by` let them in: it stands in the history.
    """
    membership, is_new = Membership.objects.get_or_create(
        organisation=organisation,
        person=person,
        until_on=None,
        defaults={"role": role, "title": title, "since_on": today(), "changed_by": by},
    )
    if not is_new and role == MANAGER and membership.role != MANAGER:
        _give_role(membership, role, by)
    begin_to_follow(person, organisation.thread)
    managers = [m.person for m in organisation.memberships.active().managers().select_related("person")]
    record("stakeholders.representative_joined", actor=person, target=membership, thread=organisation.thread,
           to=[("concerned", manager) for manager in managers])  # fmt: skip
    groups.enter(person, organisation, by=by)
    _settle_request(organisation, person)
    return membership


def _settle_request(organisation: Organisation, person: Any) -> None:
    """Who came in by another door need not be answered any more."""
    organisation.join_requests.open().filter(person=person).update(
        state=JoinRequest.State.ACCEPTED, decided_at=timezone.now()
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: Any, successor: Membership | None = None) -> Membership:
    """Leaving or removal, felt at once by every grant of the organisation. Locks the organisation.

    `successor` becomes a manager in the same transaction. The invitations that the person sent end too: nobody comes
    in by the hand of somebody who has no say any more.

    Raises:
        Refused: the last manager of a verified organisation hands over first.
    """
    organisation = Organisation.objects.held().get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
    if membership.person_id != by.pk or not membership.is_active:
        ensure(by, "stakeholders.end_membership", membership)
    if successor is not None:
        hand_over(organisation, membership, successor, by)
    _keep_a_manager(organisation, membership)
    membership.until_on, membership.changed_by = max(today(), membership.since_on), by
    membership.save(update_fields=["until_on", "changed_by"])
    record("stakeholders.representative_left", actor=by, target=membership, thread=organisation.thread,
           to=[("concerned", membership.person)])  # fmt: skip
    groups.leave(membership.person, organisation, by=by)
    _end_invitations(organisation, membership.person)
    return membership


def hand_over(organisation: Organisation, membership: Membership, successor: Membership, by: Any) -> None:
    """Another representative becomes a manager before this one goes. The caller has locked the organisation.

    Raises:
        Refused: who goes has no such role to hand on, or the other does not represent the organisation any more.
    """
    chosen = organisation.memberships.active().staying().exclude(pk=membership.pk).filter(pk=successor.pk).first()
    if membership.role != MANAGER or chosen is None:
        raise Refused(_("Pengganti ini tidak lagi mewakili organisasi. Pilih orang lain."), obj=organisation)
    ensure(by, "stakeholders.change_role", membership)
    if chosen.role != MANAGER:
        _give_role(chosen, MANAGER, by)
        _tell_of_role(organisation, chosen, by)


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Any, title: str | None = None) -> Membership:
    """Make a representative a manager, or the other way round; and what they are called. Locks the organisation.

    Raises:
        Refused: the last manager of a verified organisation hands over first.
    """
    organisation = Organisation.objects.held().get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
    ensure(by, "stakeholders.change_role", membership)
    if title is not None and title != membership.title:
        membership.title = title
        membership.save(update_fields=["title"])
    if role == membership.role:
        return membership
    if role != MANAGER:
        _keep_a_manager(organisation, membership)
        _end_invitations(organisation, membership.person)
    _give_role(membership, role, by)
    _tell_of_role(organisation, membership, by)
    raise_epoch()  # what managers may do elsewhere by their role is part of their standing
    return membership


def _give_role(membership: Membership, role: str, by: Any) -> None:
    membership.role, membership.changed_by = role, by
    membership.save(update_fields=["role", "changed_by"])


def _tell_of_role(organisation: Organisation, membership: Membership, by: Any) -> None:
    record("stakeholders.role_changed", actor=by, target=membership, thread=organisation.thread,
           to=[("concerned", membership.person)])  # fmt: skip


def _end_invitations(organisation: Organisation, person: Any) -> None:
    for invitation in organisation.invitations.unanswered().filter(invited_by=person):
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        tokens.revoke(INVITATION, invitation)


def _keep_a_manager(organisation: Organisation, membership: Membership) -> None:
    """A verified organisation always keeps one manager."""
    if membership.role != MANAGER or not organisation.is_verified:
        return
    others = organisation.memberships.active().staying().managers().exclude(pk=membership.pk)
    if not others.exists():
        raise Refused(
            _("Organisasi terverifikasi harus punya pengelola. Jadikan orang lain pengelola dulu, baru keluar."),
            obj=organisation,
        )


@transaction.atomic
def ensure_can_be_missed(person: Any) -> None:
    """Before an account is kept out: no verified organisation stays without a manager. Locks the organisations.

    Raises:
        Refused: naming the organisation, and what to do first.
    """
    managed = Membership.objects.active().managers().filter(person=person, organisation__state="verified")
    locked = Organisation.objects.held().filter(pk__in=managed.values("organisation")).order_by("pk")
    for organisation in locked:
        others = organisation.memberships.active().staying().managers().exclude(person=person)
        if not others.exists():
            raise Refused(
                _("%(person)s pengelola terakhir %(name)s. Tunjuk pengelola lain atau bekukan organisasinya dulu.")
                % {"person": person, "name": organisation},
                obj=organisation,
            )
