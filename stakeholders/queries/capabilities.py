"""What an organisation can give, as the rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons import formats
from commons.access import can
from commons.models import area_names, with_areas
from commons.nested import objects
from stakeholders.models import Capability, Category, Organisation
from stakeholders.queries.shown import shown_of

FACTS = ("category", "what", "amount", "unit", "amount_idr", "from_on", "until_on", "note")
COLUMNS = (
    {"label": gettext_lazy("Apa")},
    {"label": gettext_lazy("Jenis")},
    {"label": gettext_lazy("Jumlah"), "number": True},
    {"label": gettext_lazy("Wilayah")},
    {"label": gettext_lazy("Tersedia")},
)


@dataclass(frozen=True)
class Line:
    """A capability among those that its organisation keeps."""

    pk: int
    what: str
    detail: str
    is_active: bool


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """What it can give, as a table; those who keep it may add to it. What is over is left out."""
    current = _in_order(objects(Capability, shown_of(organisation, user)["capabilities"]))
    keeps = bool(can(user, "stakeholders.keep_capabilities", organisation))
    if not current and not keeps:
        return None
    url = f"/direktori/{organisation.pk}/kemampuan/" if keeps else ""
    return {"columns": COLUMNS, "rows": [_cells(one) for one in current], "keep_url": url}


def _in_order(found: Iterable[Capability]) -> list[Capability]:
    """By their sorts, as those stand in the form."""
    order = Category.values
    return sorted(found, key=lambda one: order.index(one.category))


def _cells(one: Capability) -> list[str]:
    what = f"{one.what} ({one.note})" if one.note else one.what
    return [what, str(one.get_category_display()), amount_of(one) or "–", where(one), when(one)]


def amount_of(one: Capability) -> str:
    """`Rp 50.000.000`, `12 orang`; empty where nobody counted."""
    if one.amount_idr is not None:
        return formats.rupiah(one.amount_idr)
    return f"{formats.number(one.amount)} {one.unit}".strip() if one.amount is not None else ""


def where(one: Capability) -> str:
    """Of one that came with `with_areas`."""
    return ", ".join(area_names(one.placed_areas)) or _("Seluruh wilayah")  # type: ignore[attr-defined]


def when(one: Capability) -> str:
    """From when, until when, or at any time."""
    start, end = (formats.short_date(day) if day else "" for day in (one.from_on, one.until_on))
    if start and end:
        return f"{start} – {end}"
    if start:
        return _("Mulai %(date)s") % {"date": start}
    return _("Sampai %(date)s") % {"date": end} if end else _("Kapan saja")


def lines_of(organisation: Organisation) -> list[Line]:
    """All of them, also those that are not to be had now, for whoever keeps them."""
    return [
        Line(one.pk, one.what, " · ".join(part for part in _cells(one)[1:] if part != "–"), one.is_active)
        for one in _in_order(with_areas(organisation.capabilities.order_by("pk")))
    ]


def facts_of(capability: Capability) -> dict[str, Any]:
    """What the form of a capability begins with."""
    return {**{name: getattr(capability, name) for name in FACTS}, "areas": capability.areas.all()}
