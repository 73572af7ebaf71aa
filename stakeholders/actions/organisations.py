"""Organisations come into the registry, are suspended and come back."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, name_thread, open_thread, record
from commons.access import Refused, can, ensure
from commons.audience import give, set_visibility, take
from commons.calendar import today
from commons.editing import ensure_not_overtaken
from commons.models import Area, Audience, Theme, Visibility
from commons.models.epoch import raise_epoch
from commons.standing import LEADER, STAFF
from stakeholders.actions import groups
from stakeholders.actions.parents import ensure_no_circle, hold_parents
from stakeholders.models import Membership, Organisation
from stakeholders.queries import facts_of

State = Organisation.State
VERIFIED_FACTS = ("name", "sector", "kind")  # what the office vouches for


@transaction.atomic
def register_organisation(*, by: Any, **facts: Any) -> Organisation:
    """An organisation that the office knows: verified by whoever enters it, with a group and a thread of its own."""
    organisation = _entered(
        Audience.objects.create(), facts, state=State.VERIFIED, verified_at=timezone.now(), verified_by=by
    )
    record("stakeholders.organisation_registered", actor=by, target=organisation, thread=organisation.thread)
    return organisation


@transaction.atomic
def submit_organisation(*, by: Any, **facts: Any) -> Organisation:
    """A member registers the organisation they speak for. Only they and the office see it until it is verified."""
    audience = Audience.objects.create(visibility=Visibility.PRIVATE)
    organisation = _entered(audience, facts, state=State.SUBMITTED, submitted_at=timezone.now())
    for office in _offices():
        give("see", to=office, on=audience)
    Membership.objects.create(
        organisation=organisation, person=by, role=Membership.Role.MANAGER, since_on=today(), title=by.title
    )
    groups.enter(by, organisation)
    begin_to_follow(by, organisation.thread)
    _ask_the_office(organisation, by)
    return organisation


def _entered(
    audience: Audience, facts: dict[str, Any], *, areas: Iterable[Area] = (), themes: Iterable[Theme] = (), **state: Any
) -> Organisation:
    thread = open_thread("stakeholders.organisation", audience)
    group = Group.objects.create(name=f"organisation thread {thread.pk}")
    areas, themes = facts.pop("areas", areas), facts.pop("themes", themes)
    organisation = Organisation.objects.create(**facts, **state, group=group, audience=audience, thread=thread)
    name_thread(thread, organisation)
    organisation.areas.set(areas)
    organisation.themes.set(themes)
    return organisation


def _offices() -> list[Group]:
    return [Group.objects.get_or_create(name=name)[0] for name in (STAFF, LEADER)]


def _ask_the_office(organisation: Organisation, by: Any) -> None:
    to = [("your_turn", office) for office in _offices()]
    record("stakeholders.organisation_submitted", actor=by, target=organisation, thread=organisation.thread, to=to)


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, by: Any, areas: Iterable[Area], themes: Iterable[Theme], seen: str = "", **facts: Any
) -> Organisation:
    """Change what describes an organisation. One that was returned is thereby sent in again. Locks the organisation.

    Raises:
        Refused: name, sector and kind of what the office has verified are the office's to change; the parent is a part.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    parent = facts.get("parent")
    if parent is not None:
        hold_parents()
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.edit_organisation", organisation)
    names = [name for name in facts if name in VERIFIED_FACTS]
    if organisation.is_verified and names and not can(by, "stakeholders.vouch_for_organisation"):
        raise Refused(_("Nama, unsur, dan jenis yang sudah terverifikasi diubah oleh petugas."), obj=organisation)
    ensure_not_overtaken(seen, facts_of(organisation))
    if parent is not None:
        ensure_no_circle(organisation, parent)
    for name, value in facts.items():
        setattr(organisation, name, value)
    changed = list(facts)
    if organisation.state == State.RETURNED:
        organisation.state, organisation.submitted_at = State.SUBMITTED, timezone.now()
        changed += ["state", "submitted_at"]
        _ask_the_office(organisation, by)
    organisation.save(update_fields=changed)
    organisation.areas.set(areas)
    organisation.themes.set(themes)
    if names:
        raise_epoch()  # whatever was drawn with its name
    return organisation


@transaction.atomic
def verify_organisation(*, organisation: Organisation, by: Any) -> Organisation:
    """The office has checked it: it is public from now on, and its people may speak for it. Locks the organisation."""
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.verify_organisation", organisation)
    organisation.state, organisation.verified_at, organisation.verified_by = State.VERIFIED, timezone.now(), by
    organisation.return_reason = ""
    organisation.save(update_fields=["state", "verified_at", "verified_by", "return_reason"])
    set_visibility(organisation.audience, Visibility.PUBLIC)
    for membership in organisation.memberships.active().select_related("person"):
        take("see", of=membership.person, on=organisation.audience)
        groups.enter(membership.person, organisation)
    record("stakeholders.organisation_verified", actor=by, target=organisation, thread=organisation.thread,
           to=[("concerned", organisation.group)])  # fmt: skip
    return organisation


@transaction.atomic
def return_organisation(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """Not yet: its people are told what to mend, and send it in again. Locks the organisation."""
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.return_organisation", organisation)
    organisation.state, organisation.return_reason = State.RETURNED, reason
    organisation.save(update_fields=["state", "return_reason"])
    managers = [membership.person for membership in organisation.memberships.active().managers()]
    record("stakeholders.organisation_returned", actor=by, target=organisation, thread=organisation.thread,
           to=[("concerned", manager) for manager in managers])  # fmt: skip
    return organisation


def locked(pk: int) -> Organisation:
    """The organisation's row, locked until the commit, with what the actions need beside it."""
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("audience", "thread", "group")
    return rows.get(pk=pk)


@transaction.atomic
def suspend_organisation(*, organisation: Organisation, by: Any) -> Organisation:
    """Its people keep their accounts and their history, and speak for it no more: the group is emptied at once.

    Locks the organisation.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    ensure(by, "stakeholders.suspend_organisation", organisation)
    organisation.state = Organisation.State.SUSPENDED
    organisation.save(update_fields=["state"])
    for membership in organisation.memberships.active().select_related("person"):
        groups.leave(membership.person, organisation)
    record(
        "stakeholders.organisation_suspended",
        actor=by,
        target=organisation,
        thread=organisation.thread,
        to=[("concerned", membership.person) for membership in organisation.memberships.active()],
    )
    return organisation


@transaction.atomic
def reinstate_organisation(*, organisation: Organisation, by: Any) -> Organisation:
    """Its active representatives speak for it again. Locks the organisation."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    ensure(by, "stakeholders.reinstate_organisation", organisation)
    organisation.state = Organisation.State.VERIFIED
    organisation.save(update_fields=["state"])
    for membership in organisation.memberships.active().select_related("person"):
        groups.enter(membership.person, organisation)
    record("stakeholders.organisation_verified", actor=by, target=organisation, thread=organisation.thread,
           to=[("concerned", organisation.group)])  # fmt: skip
    return organisation
