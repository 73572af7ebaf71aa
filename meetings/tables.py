"""What goes out as a table: decisions as their pages show them, and who came to a meeting."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.calendar import office_day
from meetings.models import Attendance, Meeting, decision_address, number_of, standing_of
from meetings.models.decision import PREFIX

OF_DECISIONS = (
    _("Nomor"),
    _("Tanggal"),
    _("Keputusan"),
    _("Dasar"),
    _("Penanggung jawab"),
    _("Berlaku sejak"),
    _("Ditinjau lagi pada"),
    _("Status"),
    _("Halaman"),
)
OF_ATTENDANCE = (_("Nomor"), _("Nama"), _("Organisasi"), _("Unsur"), _("RW"), _("Tercatat"), _("Cara"))


def decision_rows(found: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """One for each decision (`for_rows`)."""
    for one in found:
        yield [
            number_of(PREFIX, one["serial"], one["year"]),
            office_day(one["published_at"]),
            one["title"],
            one["meeting__title"],
            one["owner_organisation__name"] or "",
            one["effective_on"],
            one["review_on"],
            str(standing_of(one["changed_by"]).label),
            f"{settings.SITE_URL}{decision_address(one['pk'], one['title'])}",
        ]


def attendance_rows(found: Iterable[Attendance], meeting: Meeting) -> Iterator[list[Any]]:
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
