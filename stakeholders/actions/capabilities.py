"""What an organisation can give is kept by its managers and the office."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.editing import ensure_not_overtaken
from commons.models import Area
from stakeholders.actions.organisations import locked
from stakeholders.models import MOST_CAPABILITIES, Capability, Organisation
from stakeholders.queries.capabilities import facts_of


@transaction.atomic
def add_capability(*, organisation: Organisation, by: Any, areas: Iterable[Area] = (), **facts: Any) -> Capability:
    """One more thing that it can give. Locks the organisation.

    Raises:
        Refused: it names as many as a page can show.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.keep_capabilities", organisation)
    if organisation.capabilities.count() >= MOST_CAPABILITIES:
        raise Refused(
            _("Sudah ada %(n)s kemampuan. Ubah salah satunya, jangan menambah lagi.") % {"n": MOST_CAPABILITIES},
            obj=organisation,
        )
    capability = Capability.objects.create(organisation=organisation, **facts)
    capability.areas.set(areas)
    return capability


@transaction.atomic
def change_capability(
    *, capability: Capability, by: Any, areas: Iterable[Area] = (), seen: str = "", **facts: Any
) -> Capability:
    """Say it anew. Locks the organisation.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    capability = _locked(capability, by)
    ensure_not_overtaken(seen, facts_of(capability))
    for name, value in facts.items():
        setattr(capability, name, value)
    capability.save(update_fields=list(facts))
    capability.areas.set(areas)
    return capability


@transaction.atomic
def offer_capability(*, capability: Capability, by: Any, is_active: bool) -> Capability:
    """Not to be had for the time being, or to be had again: the row stays. Locks the organisation."""
    capability = _locked(capability, by)
    capability.is_active = is_active
    capability.save(update_fields=["is_active"])
    return capability


def _locked(capability: Capability, by: Any) -> Capability:
    organisation = locked(capability.organisation_id)
    found = organisation.capabilities.get(pk=capability.pk)
    found.organisation = organisation
    ensure(by, "stakeholders.keep_capabilities", found)
    return found
