"""Who came, as rows of a table that goes out."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.models import Attendance, Meeting

HEADINGS = (_("Nomor"), _("Nama"), _("Organisasi"), _("Unsur"), _("RW"), _("Tercatat"), _("Cara"))


def rows(found: Iterable[Attendance], meeting: Meeting) -> Iterator[list[Any]]:
    """In the order in which they came; times by the clocks of the place."""
    for number, one in enumerate(found, start=1):
        yield [
            number,
            one.shown_name,
            one.organisation.name if one.organisation is not None else "",
            one.organisation.get_sector_display() if one.organisation is not None else "",
            str(one.area) if one.area is not None else "",
            one.at.astimezone(meeting.place_zone).strftime("%H.%M"),
            one.get_how_display(),
        ]
