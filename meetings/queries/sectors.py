"""Which sectors came to a meeting, and which of them approved its minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Attendance, Minutes
from stakeholders.models import Organisation, Sector

APPROVED, SILENT, WAITING, ABSENT = "approved", "silent", "waiting", "absent"
AS_DRAWN = {APPROVED: "takes_part", WAITING: "silent", SILENT: "silent", ABSENT: "missing"}


@dataclass(frozen=True)
class Mark:
    """One of the four under the minutes. `state` is what a strip of sectors draws."""

    sector: str
    label: str
    mark: str
    word: str

    @property
    def state(self) -> str:
        return AS_DRAWN[self.mark]


def sector_of(attendance: Attendance) -> str:
    """Of the verified organisation that they spoke for; everybody else came as a resident."""
    organisation = attendance.organisation
    if organisation is None or organisation.state != Organisation.State.VERIFIED:
        return str(Sector.COMMUNITY)
    return organisation.sector


def sectors_there(attendances: Iterable[Attendance]) -> list[str]:
    """Those that came, in the order of the four."""
    there = {sector_of(one) for one in attendances}
    return [sector for sector in Sector.values if sector in there]


def marks(minutes: Minutes, attendances: Iterable[Attendance], approved: Iterable[str]) -> list[Mark]:
    """As they were sealed; before that, as they stand now."""
    there, said = set(sectors_there(attendances)), set(approved)
    words = {
        APPROVED: _("menyetujui"),
        SILENT: _("tidak menyatakan pendapat"),
        WAITING: _("belum menyatakan pendapat"),
        ABSENT: _("tidak hadir"),
    }

    def mark_of(sector: str) -> str:
        if minutes.is_ratified:
            return minutes.marks.get(sector, ABSENT)
        return ABSENT if sector not in there else APPROVED if sector in said else WAITING

    found = ((sector, mark_of(sector)) for sector in Sector.values)
    return [Mark(sector, str(Sector(sector).label), mark, words[mark]) for sector, mark in found]


def final_marks(attendances: Iterable[Attendance], approved: Iterable[str]) -> dict[str, str]:
    """What is sealed: of each sector that came, whether it approved or was silent."""
    said = set(approved)
    return {sector: APPROVED if sector in said else SILENT for sector in sectors_there(attendances)}


def came(meeting: Any) -> list[Attendance]:
    """Everybody who stands in the list, with their names."""
    return list(meeting.attendances.with_names())
