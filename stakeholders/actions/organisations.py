"""Organisations come into the registry and change."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, name_thread, open_thread, record
from approvals.actions import lock_open
from commons.access import Refused, can, ensure
from commons.calendar import today
from commons.editing import ensure_not_overtaken
from commons.models import Area, Audience, Theme, Visibility
from commons.models.epoch import raise_epoch
from stakeholders.actions import groups
from stakeholders.actions.asking import ask_the_office
from stakeholders.actions.locking import locked, note
from stakeholders.actions.parents import ensure_has_a_say, ensure_no_circle, hold_parents
from stakeholders.models import REGISTRATION, Membership, Organisation
from stakeholders.queries import facts_of

State = Organisation.State
VERIFIED_FACTS = ("name", "sector", "kind")  # what the office vouches for


@transaction.atomic
def register_organisation(*, by: Any, **facts: Any) -> Organisation:
    """An organisation that the office knows: verified by whoever enters it, with a group and a thread of its own."""
    organisation = _entered(
        Audience.objects.create(), facts, state=State.VERIFIED, verified_at=timezone.now(), verified_by=by
    )
    note(organisation, by=by, before=State.DRAFT)
    record("stakeholders.organisation_registered", actor=by, target=organisation, thread=organisation.thread)
    return organisation


@transaction.atomic
def submit_organisation(*, by: Any, **facts: Any) -> Organisation:
    """A member registers the organisation they speak for. Only they and the office see it until it is verified."""
    audience = Audience.objects.create(visibility=Visibility.PRIVATE)
    organisation = _entered(audience, facts, state=State.SUBMITTED, submitted_at=timezone.now())
    Membership.objects.create(
        organisation=organisation,
        person=by,
        role=Membership.Role.MANAGER,
        since_on=today(),
        title=by.title,
        changed_by=by,
    )
    groups.enter(by, organisation, by=by)
    begin_to_follow(by, organisation.thread)
    ask_the_office(organisation, by)
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


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, by: Any, areas: Iterable[Area], themes: Iterable[Theme], seen: str = "", **facts: Any
) -> Organisation:
    """Change what describes an organisation. One that was returned is thereby sent in again. Locks its open approval,
    then the organisation.

    Raises:
        Refused: name, sector and kind of what the office has verified are the office's to change; the parent is a part,
            or another's.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    approval = lock_open(REGISTRATION, organisation.pk)
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
        ensure_has_a_say(by, organisation, parent)
        ensure_no_circle(organisation, parent)
    for name, value in facts.items():
        setattr(organisation, name, value)
    changed = list(facts)
    if organisation.state == State.RETURNED:
        organisation.state, organisation.submitted_at = State.SUBMITTED, timezone.now()
        changed += ["state", "submitted_at"]
        ask_the_office(organisation, by, approval)
    organisation.save(update_fields=changed)
    organisation.areas.set(areas)
    organisation.themes.set(themes)
    if names:
        raise_epoch()  # whatever was drawn with its name
    return organisation
