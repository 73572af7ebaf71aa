"""What the address of the agenda asks for. It comes from outside: what is unknown asks for nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from commons.contributions import all_of
from commons.dated import CalendarSource, Narrowed
from commons.drawn import kept_for_the_minute
from commons.form_fields import LARGEST_ID, DayField
from commons.models import Area
from commons.models.area import area_name
from projects.models import Project
from stakeholders.models import Organisation

PATH = "/agenda/"
MONTH, DAY, KIND, RW, MINE, PROJECT, HOST, AFTER, WHEN = (
    *("bulan", "tanggal", "jenis", "rw", "milik", "proyek", "penyelenggara", "setelah", "waktu"),
)
NAMES = (MONTH, DAY, KIND, RW, MINE, PROJECT, HOST, AFTER, WHEN)
OVER, OWN = "lewat", "saya"
MEETINGS = "meetings.meeting"  # the kind that this app brings itself
YEARS = range(2000, 2101)
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """The entry that the list goes on behind: its moment, the place of its kind among the kinds, its number."""

    at: datetime
    kind: int
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.kind}-{self.pk}"


@dataclass(frozen=True)
class Asked:
    """`month` is the month that is shown, `is_month` whether somebody asked for it; `day` a single day of it.

    `about` is the thing that it is narrowed to, a project or an organisation, and its name.
    """

    today: date
    month: date
    is_month: bool = False
    day: date | None = None
    is_over: bool = False
    narrowed: Narrowed = field(default_factory=Narrowed)
    about: tuple[str, str] = ("", "")  # name and address
    cursor: Cursor | None = None

    def link(self, **changed: str) -> str:
        """The same agenda with other values, from its beginning; an empty one leaves a parameter out."""
        values = {name: value for name, value in (self.values() | changed).items() if value}
        return f"{PATH}?{urlencode(values)}" if values else PATH

    def values(self) -> dict[str, str]:
        """As the address says it."""
        narrowed = self.narrowed
        return {
            WHEN: OVER if self.is_over else "",
            MONTH: f"{self.month:%Y-%m}" if self.is_month else "",
            DAY: self.day.isoformat() if self.day else "",
            KIND: narrowed.kind,
            RW: narrowed.rw,
            MINE: OWN if narrowed.is_mine else "",
            PROJECT: str(narrowed.project or ""),
            HOST: str(narrowed.organisation or ""),
        }

    @property
    def upcoming_url(self) -> str:
        """All that is to come, narrowed as it is."""
        return self.link(**{MONTH: "", DAY: "", WHEN: ""})

    @property
    def unnarrowed_url(self) -> str:
        """All of the same time."""
        return self.link(**dict.fromkeys((KIND, RW, MINE, PROJECT, HOST), ""))

    @property
    def is_narrowed(self) -> bool:
        return not self.narrowed.is_bare

    @property
    def next_month(self) -> date:
        return (self.month + timedelta(days=31)).replace(day=1)

    @property
    def previous_month(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def last_of_month(self) -> date:
        return self.next_month - timedelta(days=1)


def asked_of_the_agenda(asked: Mapping[str, str], user: Any) -> Asked:
    """A month or day that does not exist is this month."""
    today = timezone.localtime().date()
    day, month = _day(asked.get(DAY, "")), _day(f"{asked.get(MONTH, '')}-01")
    shown = (day or month or today).replace(day=1)
    narrowed, about = _narrowed(asked, user)
    return Asked(
        today=today,
        month=shown,
        is_month=month is not None and day is None,
        day=day,
        is_over=asked.get(WHEN, "") == OVER,
        narrowed=narrowed,
        about=about,
        cursor=_cursor(asked.get(AFTER, "")),
    )


def kinds() -> list[tuple[str, str, str]]:
    """Code, label and icon of all that stands in the agenda, the meetings first."""
    sources = [(one.code, str(one.label), one.icon) for one in all_of(CalendarSource)]
    return [(MEETINGS, _("Rapat"), "calendar-days"), *sources]


def neighbourhoods() -> tuple[tuple[str, str], ...]:
    """Numbers and names of the RW."""
    return kept_for_the_minute(_ask_for_neighbourhoods, "meetings.neighbourhoods")


def _ask_for_neighbourhoods() -> tuple[tuple[str, str], ...]:
    numbers = Area.objects.neighbourhoods().order_by("number").values_list("number", flat=True)
    return tuple((str(number), area_name(Area.Level.RW, number, "")) for number in numbers)


def _narrowed(asked: Mapping[str, str], user: Any) -> tuple[Narrowed, tuple[str, str]]:
    kind, rw = asked.get(KIND, ""), asked.get(RW, "").lstrip("0")
    narrowed = Narrowed(
        kind=kind if kind in {code for code, _, _ in kinds()} else "",
        rw=rw if rw in dict(neighbourhoods()) else "",
        is_mine=asked.get(MINE, "") == OWN and user.is_authenticated,
    )
    if project := _found(Project, asked.get(PROJECT, ""), user):
        about = str(project), project.get_absolute_url()
        return replace(narrowed, project=project.pk, place=project.thread_id), about
    if host := _found(Organisation, asked.get(HOST, ""), user):
        return replace(narrowed, organisation=host.pk), (host.name, host.get_absolute_url())
    return narrowed, ("", "")


def _found(model: Any, number: str, user: Any) -> Any:
    if not number.isascii() or not number.isdigit() or len(number) > len(str(LARGEST_ID)) or int(number) > LARGEST_ID:
        return None
    return model.objects.visible_to(user).filter(pk=int(number)).first()


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS and len(text) == len("2026-12-31") else None


def _cursor(text: str) -> Cursor | None:
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    micros, kind, pk = (int(part) for part in parts)
    try:
        at = EPOCH + micros * MICROSECOND
    except OverflowError:
        return None
    return Cursor(at, kind, pk) if at.year in DayField.YEARS else None  # the end of year 9999 has no local hour
