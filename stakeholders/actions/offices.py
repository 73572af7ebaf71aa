"""Staff keep who holds the offices of RT and RW, as the decrees say."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.editing import ensure_not_overtaken
from stakeholders.models import OfficeTerm

FACTS = ("area", "office", "name", "person", "decree", "since_on", "until_on")


@transaction.atomic
def enter_office_term(*, by: Any, **facts: Any) -> OfficeTerm:
    """
    Raises:
        Refused: somebody else holds the office on one of these days.
    """
    ensure(by, "stakeholders.keep_offices", None)
    term = OfficeTerm(**facts)
    _save(term)
    return term


@transaction.atomic
def edit_office_term(*, term: OfficeTerm, by: Any, seen: str = "", **facts: Any) -> OfficeTerm:
    """Corrected, or ended. Locks the term.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
        Refused: somebody else holds the office on one of these days.
    """
    rows = OfficeTerm.objects.select_for_update(of=("self",)).select_related("area", "person")
    term = rows.get(pk=term.pk)
    ensure(by, "stakeholders.keep_offices", term)
    ensure_not_overtaken(seen, term_facts(term))
    for name, value in facts.items():
        setattr(term, name, value)
    _save(term)
    return term


def term_facts(term: OfficeTerm) -> dict[str, Any]:
    """What the form of a term begins with."""
    return {name: getattr(term, name) for name in FACTS}


def _save(term: OfficeTerm) -> None:
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError:
        raise Refused(_("Jabatan ini sudah dipegang orang lain pada sebagian waktu itu.")) from None
