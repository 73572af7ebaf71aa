"""Decisions as rows of a table that goes out: what their pages show, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.calendar import office_day
from meetings.models import decision_address, number_of, standing_of
from meetings.models.decision import PREFIX

HEADINGS = (
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


def rows(found: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
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
