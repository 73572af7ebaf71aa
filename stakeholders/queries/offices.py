"""Who holds the offices of RT and RW."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commons.calendar import today
from stakeholders.models import OfficeTerm


def offices_in(areas: Iterable[Any]) -> list[OfficeTerm]:
    """Those in office today in these RW and their RT; one query."""
    return list(OfficeTerm.objects.around(areas).on(today()).for_page(None).in_order())


def offices_card(user: Any) -> dict[str, Any] | None:
    """*Pengurus RT/RW Anda*: of the RW that the person named; None where nobody is entered, or no RW is known."""
    terms = offices_in([user.area_id]) if user.area_id else []
    return {"terms": terms} if terms else None


def office_terms() -> QuerySet[OfficeTerm]:
    """All that was ever entered, for staff."""
    return OfficeTerm.objects.for_page(None)
