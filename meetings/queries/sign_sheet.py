"""The list to sign at the door, where there is no phone: the names of the invited, and empty lines."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.pdf import typeset
from meetings import moments
from meetings.models import Meeting

MOST_NAMES = 400  # twenty sheets of paper
EMPTY_LINES = 15


def sign_sheet(meeting: Meeting) -> bytes:
    """The PDF. Whoever said that they do not come is not on it."""
    return typeset("meetings/pdf/sign_sheet.typ", _values(meeting), language=get_language() or "id")


def _values(meeting: Meeting) -> dict[str, Any]:
    return {
        "site": settings.SITE_NAME,
        "printed": _("Dicetak %(date)s") % {"date": formats.short_date(today())},
        "title": meeting.title,
        "kind": _("Daftar hadir rapat"),
        "facts": [
            {"label": label, "value": value}
            for label, value in (
                (_("Waktu"), moments.at_the_place(meeting)),
                (_("Tempat"), meeting.place or _("Daring")),
                (_("Penyelenggara"), meeting.host.name),
                (_("Pemimpin rapat"), meeting.chair.display_name),
            )
        ],
        "rows": [*_names(meeting), *([{"name": "", "place": ""}] * EMPTY_LINES)],
        "words": {
            "number": _("No."),
            "name": _("Nama"),
            "place": _("Organisasi atau RW"),
            "signature": _("Tanda tangan"),
        },
    }


def _names(meeting: Meeting) -> list[dict[str, str]]:
    invitees = meeting.invitees.coming().select_related("person", "organisation").prefetch_related("envoys__person")
    found: list[dict[str, str]] = []
    for one in invitees.order_by("pk")[:MOST_NAMES]:
        if one.organisation is None:
            found.append({"name": one.shown_name, "place": ""})
            continue
        names = [envoy.shown_name for envoy in one.envoys.all()] or [""]
        found += [{"name": name, "place": one.organisation.name} for name in names]
    return sorted(found[:MOST_NAMES], key=lambda row: (row["name"] == "", row["name"].lower(), row["place"].lower()))
