"""Organisations are suspended, archived, and come back. Their history stays readable for whoever could read it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from stakeholders.actions import groups
from stakeholders.actions.locking import locked, note
from stakeholders.models import Organisation

State = Organisation.State
PUT_AWAY = {
    State.SUSPENDED: "stakeholders.organisation_suspended",
    State.ARCHIVED: "stakeholders.organisation_archived",
}


@transaction.atomic
def suspend_organisation(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """Its people keep their accounts and their history, and speak for it no more: the group is emptied at once.

    Locks the organisation.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.suspend_organisation", organisation)
    _put_away(organisation, by, State.SUSPENDED, reason)
    return organisation


@transaction.atomic
def archive_organisation(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """It is no more, or no longer of this kelurahan: out of the directory, its page stays. Locks the organisation."""
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.archive_organisation", organisation)
    _put_away(organisation, by, State.ARCHIVED, reason)
    return organisation


@transaction.atomic
def reinstate_organisation(*, organisation: Organisation, by: Any) -> Organisation:
    """Its active representatives speak for it again. Locks the organisation.

    Raises:
        Refused: of those who represent it nobody manages it any more.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.reinstate_organisation", organisation)
    _speak_again(organisation, by)
    return organisation


@transaction.atomic
def unarchive_organisation(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """Out of the archive: as it was before, so that what was suspended stays suspended. Locks the organisation.

    Raises:
        Refused: of those who represent it nobody manages it any more.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.unarchive_organisation", organisation)
    last = organisation.state_changes.filter(after=State.ARCHIVED).last()
    if last is not None and last.before == State.SUSPENDED:
        _set_state(organisation, by, State.SUSPENDED, reason)
    else:
        _speak_again(organisation, by, reason)
    return organisation


def _put_away(organisation: Organisation, by: Any, state: str, reason: str) -> None:
    """Nobody speaks for it any more; everybody who did is told."""
    _set_state(organisation, by, state, reason)
    people = [membership.person for membership in organisation.memberships.active().select_related("person")]
    to = [("concerned", person) for person in people]
    record(PUT_AWAY[State(state)], actor=by, target=organisation, thread=organisation.thread, to=to)
    for person in people:
        groups.leave(person, organisation, by=by)


def _speak_again(organisation: Organisation, by: Any, reason: str = "") -> None:
    _ensure_managed(organisation)
    _set_state(organisation, by, State.VERIFIED, reason)
    for membership in organisation.memberships.active().select_related("person"):
        groups.enter(membership.person, organisation, by=by)
    record("stakeholders.organisation_verified", actor=by, target=organisation, thread=organisation.thread,
           to=[("concerned", organisation.group)])  # fmt: skip


def _ensure_managed(organisation: Organisation) -> None:
    """While it was put away its managers could leave. One whom nobody represents is as the office enters them: the
    office invites its manager once it is back, for nobody is invited before."""
    staying = organisation.memberships.active().staying()
    if staying.exists() and not staying.managers().exists():
        raise Refused(
            _("%(name)s tidak punya pengelola lagi. Jadikan seorang perwakilannya pengelola dulu.")
            % {"name": organisation},
            obj=organisation,
        )


def _set_state(organisation: Organisation, by: Any, state: str, reason: str) -> None:
    before, organisation.state = organisation.state, state
    organisation.save(update_fields=["state"])
    note(organisation, by=by, before=before, reason=reason)
