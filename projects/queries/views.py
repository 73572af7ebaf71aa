"""What stands around every view of the projects: the switch between them, and the head of its print."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.narrowing import Narrowing
from projects.models import Condition
from projects.queries.choosing import (
    BOARD,
    BY_RW,
    CONDITION,
    PRINTED,
    SINCE,
    SORT,
    STAGE,
    STALE,
    TIMELINE,
    VIEW,
    stage_name,
)

CALENDAR, FEED = "/proyek/tonggak.ics", "/proyek/kabar.atom"


@dataclass(frozen=True)
class Tab:
    """A view, and the address that shows the same projects in it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Report:
    """What is printed above the projects: what they were narrowed by, the day, and where this is found again."""

    filters: tuple[str, ...]
    date: str
    address: str
    whole_url: str  # more rows on one page, for the printer
    calendar_url: str
    feed_url: str  # for programs that read news


def tabs(narrowed: Narrowing) -> list[Tab]:
    """Each keeps what is chosen; where the timeline stands means nothing to the others."""
    views = (("", _("Daftar")), (BOARD, _("Papan")), (BY_RW, _("Per RW")), (TIMELINE, _("Linimasa")))
    return [
        Tab(label, narrowed.link(**{VIEW: code, SINCE: "", PRINTED: ""}), narrowed.get(VIEW) == code)
        for code, label in views
    ]


def report(narrowed: Narrowing) -> Report:
    bare = {VIEW: "", SINCE: "", PRINTED: "", SORT: ""}
    return Report(
        filters=tuple(_filters(narrowed)),
        date=formats.long_date(today()),
        address=settings.SITE_URL + narrowed.link(**{PRINTED: ""}),
        calendar_url=replace(narrowed, path=CALENDAR).link(**bare),
        feed_url=replace(narrowed, path=FEED).link(**bare),
        whole_url="" if narrowed.get(PRINTED) else narrowed.link(**{PRINTED: "1"}),
    )


def _filters(narrowed: Narrowing) -> list[str]:
    """All that is chosen, chips and words too, in the words of the page."""
    said = []
    if stage := narrowed.get(STAGE):
        said.append(stage_name(stage))
    if condition := narrowed.get(CONDITION):
        said.append(_("Belum diperbarui") if condition == STALE else str(Condition(condition).label))
    said += [applied.label for applied in narrowed.applied]
    return [*said, f"“{narrowed.words}”"] if narrowed.words else said
