"""Promises on the pages of projects and organisations: one statement each."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from commitments.models import Commitment, State
from commitments.models.commitment import LATE_IN_ARCHIVE
from commitments.queries.lists import ALL, EVERY, LATE, ORGANISATION, PATH, PLACE, STATUS, VIEW, rows
from commons import formats
from commons.calendar import today
from commons.standing import READER, reader
from commons.statements import Given, Statement

SHOWN = 5
AT_PLACE = Statement(
    lambda: (
        Commitment.objects.visible_to(READER)
        .filter(place=Given("place"))
        .order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")
        .for_rows()[: SHOWN + 1]
    )
)
IN_TIME = Q(due_on=None) | Q(due_on__gte=Given("today"))
OF_ORGANISATION = Statement(
    lambda: (
        Commitment.objects.visible_to(READER)
        .filter(organisation=Given("organisation"))
        .order_by()
        .values("organisation")
        .annotate(
            kept=Count("pk", filter=Q(state=State.KEPT)),
            running=Count("pk", filter=Q(state=State.OPEN, frozen_on=None) & IN_TIME),
            late=Count("pk", filter=LATE_IN_ARCHIVE & Q(state=State.OPEN, due_on__lt=Given("today"))),
        )
    )
)


def panel_of_project(project: Any, user: Any) -> dict[str, Any] | None:
    """What was promised in it: what runs, the soonest in front, then what was closed last."""
    found = AT_PLACE(place=project.thread_id, **reader(user))
    if not found:
        return None
    more = f"{PATH}?{urlencode({PLACE: project.thread_id})}" if len(found) > SHOWN else ""
    return {"rows": rows(found[:SHOWN], user, is_panel=True), "more": more}


@dataclass(frozen=True)
class Stat:
    """A number, and the list behind it."""

    label: str
    number: str
    url: str


def panel_of_organisation(organisation: Any, user: Any) -> dict[str, Any] | None:
    """How many promises it kept, how many are still due, and how many are late, of those that the reader may see."""
    found = OF_ORGANISATION(organisation=organisation.pk, today=today(), **reader(user))
    if not found:
        return None
    counts = found[0]

    def stat(label: str, number: int, **asked: str) -> Stat:
        return Stat(label, formats.number(number), f"{PATH}?{urlencode({ORGANISATION: organisation.pk} | asked)}")

    return {
        "stats": [
            stat(_("Ditepati"), counts["kept"], **{VIEW: ALL, STATUS: State.KEPT.value}),
            stat(_("Berjalan"), counts["running"], **{VIEW: ALL, STATUS: State.OPEN.value}),
            stat(_("Terlambat"), counts["late"], **{VIEW: LATE}),
        ],
        "more": f"{PATH}?{urlencode({ORGANISATION: organisation.pk, VIEW: ALL, STATUS: EVERY})}",
    }
