"""Organisations come into the registry, are suspended and come back."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from activity.actions import name_thread, open_thread, record
from commons.access import ensure
from commons.models import Area, Audience, Theme
from stakeholders.actions import groups
from stakeholders.models import Organisation


@transaction.atomic
def register_organisation(
    *,
    by: Any,
    name: str,
    sector: str,
    kind: str = "",
    about: str = "",
    website: str = "",
    email: str = "",
    phone: str = "",
    areas: Iterable[Area] = (),
    themes: Iterable[Theme] = (),
) -> Organisation:
    """An organisation that the office knows: verified by whoever enters it, with a group and a thread of its own."""
    audience = Audience.objects.create()
    thread = open_thread("stakeholders.organisation", audience)
    organisation = Organisation.objects.create(
        name=name,
        sector=sector,
        kind=kind,
        about=about,
        website=website,
        email=email,
        phone=phone,
        state=Organisation.State.VERIFIED,
        verified_at=timezone.now(),
        verified_by=by,
        group=Group.objects.create(name=f"organisation thread {thread.pk}"),
        audience=audience,
        thread=thread,
    )
    name_thread(thread, organisation)
    organisation.areas.set(areas)
    organisation.themes.set(themes)
    record("stakeholders.organisation_registered", actor=by, target=organisation, thread=thread)
    return organisation


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
