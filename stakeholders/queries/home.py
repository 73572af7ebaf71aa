"""The registry on the home page."""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from stakeholders.models import Organisation, Sector
from stakeholders.queries.counting import Chip
from stakeholders.queries.directory import SECTOR
from stakeholders.queries.organisations import ICONS


def verified_count(user: Any) -> int:
    return Organisation.objects.visible_to(user).verified().count()


def sectors_card(user: Any) -> dict[str, Any]:
    """The four sectors, each leading to its organisations; also those nobody speaks for."""
    found = Organisation.objects.visible_to(user).verified().order_by()
    counts = dict(found.values_list("sector").annotate(Count("pk")))
    choices = [
        Chip(str(s.label), f"/direktori/?{SECTOR}={s.value}", ICONS[s], counts.get(s.value, 0), False) for s in Sector
    ]
    return {"choices": choices, "more": "/direktori/", "more_label": _("Semua organisasi")}
