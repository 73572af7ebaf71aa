"""Staff keep the kinds of organisations: a new one, another name, no longer on offer. None in use is ever deleted."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.editing import ensure_not_overtaken
from commons.models.epoch import raise_epoch
from stakeholders.models import OrganisationKind

LONGEST_STEM = 34  # of the forty characters of a code, with room for a number


@transaction.atomic
def add_kind(*, by: Any, sector: str, name: str, name_en: str = "", order: int = 50) -> OrganisationKind:
    """A kind that organisations of this sector may choose from now on.

    Raises:
        Refused: the sector has one of that name, entered by somebody else meanwhile.
    """
    kind = OrganisationKind(sector=sector, name=name, name_en=name_en, order=order)
    ensure(by, "stakeholders.keep_kinds", None)
    kind.code = _free_code(name)
    _save(kind)
    return kind


def _free_code(name: str) -> str:
    """`bank_sampah`, or with the first number that is free."""
    stem = slugify(name).replace("-", "_")[:LONGEST_STEM].strip("_") or "jenis"
    taken = set(OrganisationKind.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


@transaction.atomic
def edit_kind(*, kind: OrganisationKind, by: Any, seen: str = "", **facts: Any) -> OrganisationKind:
    """Another name or place in the list, felt by every page. Locks the kind.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
        Refused: the sector has one of that name, entered by somebody else meanwhile.
    """
    kind = OrganisationKind.objects.select_for_update().get(pk=kind.pk)
    ensure(by, "stakeholders.keep_kinds", kind)
    ensure_not_overtaken(seen, kind_facts(kind))
    for name, value in facts.items():
        setattr(kind, name, value)
    _save(kind)
    raise_epoch()  # whatever was drawn with its name
    return kind


def kind_facts(kind: OrganisationKind) -> dict[str, Any]:
    """What the form of a kind begins with."""
    return {"name": kind.name, "name_en": kind.name_en, "order": kind.order}


@transaction.atomic
def offer_kind(*, kind: OrganisationKind, by: Any, is_active: bool) -> OrganisationKind:
    """Switch it off, or on again; organisations that have it keep it. Locks the kind."""
    kind = OrganisationKind.objects.select_for_update().get(pk=kind.pk)
    ensure(by, "stakeholders.keep_kinds", kind)
    kind.is_active = is_active
    kind.save(update_fields=["is_active"])
    return kind


def _save(kind: OrganisationKind) -> None:
    try:
        with transaction.atomic():
            kind.save()
    except IntegrityError:
        raise Refused(_("Jenis dengan nama ini sudah ada di unsur itu. Pakai nama lain.")) from None
