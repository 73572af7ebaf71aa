"""Who came: the list, the code on the screen, and those of the invited who do not stand in the list yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commons import formats
from commons.qr import qr
from meetings import presence
from meetings.models import Attendance, Invitee, Meeting


@dataclass(frozen=True)
class Screen:
    """What hangs on the wall of a running meeting, as of now."""

    square: SafeString | str
    digits: str
    address: str  # where they are typed
    count: int
    last: list[str]
    is_open: bool
    opens: str


SHOWN_LAST = 5


def screen(meeting: Meeting) -> Screen:
    """One statement. The square stands in the page itself: an address of its own would be a code that stays."""
    is_open = presence.takes_codes(meeting)
    found = list(meeting.attendances.with_names().order_by("-at", "-pk")[:SHOWN_LAST])
    return Screen(
        square=_square(meeting) if is_open else "",
        digits=" ".join(_halves(presence.digits_now(meeting))) if is_open else "",
        address=f"{settings.SITE_URL.split('://')[-1]}/h/",
        count=meeting.attendances.count(),
        last=[one.shown_name for one in found],
        is_open=is_open,
        opens=formats.long_moment(meeting.starts_at - presence.BEFORE) if presence.is_before(meeting) else "",
    )


def _square(meeting: Meeting) -> SafeString:
    """Drawn anew from its outline, to stand in the page."""
    svg = qr(presence.address_now(meeting)).decode()
    box, outline = (re.search(rf' {name}="([^"]+)"', svg) for name in ("viewBox", "d"))
    assert box is not None
    assert outline is not None
    return format_html('<svg viewBox="{}" aria-hidden="true"><path d="{}"/></svg>', box[1], outline[1])


def _halves(digits: str) -> tuple[str, str]:
    return digits[:3], digits[3:]


@dataclass(frozen=True)
class Present:
    """Somebody in the list."""

    pk: int
    name: str
    detail: str
    clock: str
    how: str


def who_came(meeting: Meeting) -> QuerySet[Attendance]:
    """For a list that pages by key, the newest first."""
    return meeting.attendances.with_names().order_by("-at", "-pk")


def present(rows: Sequence[Attendance]) -> list[Present]:
    """Of `who_came`."""
    return [
        Present(one.pk, one.shown_name, place_of(one), formats.clock(one.at), one.get_how_display()) for one in rows
    ]


def place_of(one: Attendance) -> str:
    """For whom, or from where."""
    if one.organisation is not None:
        return one.organisation.name
    return str(one.area) if one.area is not None else ""


@dataclass(frozen=True)
class Tap:
    """A button that puts somebody into the list. Without a button (`needs_name`) the organisation has not said who
    comes."""

    invitee: int
    envoy: int | None
    name: str
    detail: str
    needs_name: bool = False
    organisation: int | None = None


def expected(meeting: Meeting, words: str = "") -> QuerySet[Invitee]:
    """The invited who are not in the list, organisations always: somebody else of them may come. Pages by key."""
    noted = meeting.attendances.filter(Q(person=OuterRef("person")) | Q(invitee=OuterRef("pk")))
    found = meeting.invitees.annotate(is_noted=Exists(noted)).filter(Q(organisation__isnull=False) | Q(is_noted=False))
    for word in words.split()[:5]:
        found = found.filter(
            Q(person__name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(name__icontains=word)
            | Q(envoys__name__icontains=word)
            | Q(envoys__person__name__icontains=word)
        ).distinct()
    return found.select_related("person", "organisation").prefetch_related("envoys__person").order_by("pk")


def taps(meeting: Meeting, invitees: Sequence[Invitee]) -> list[Tap]:
    """Of `expected`, one statement for whom of the named is in the list already."""
    there = set(
        meeting.attendances.filter(organisation__in=[one.organisation_id for one in invitees]).values_list(
            "person", "name"
        )
    )
    found = []
    for one in invitees:
        if one.organisation is None:
            found.append(Tap(one.pk, None, one.shown_name, ""))
            continue
        waiting = [e for e in one.envoys.all() if (e.person_id, e.name) not in there]
        found += [Tap(one.pk, e.pk, e.shown_name, one.organisation.name) for e in waiting]
        found.append(Tap(one.pk, None, one.organisation.name, "", needs_name=True, organisation=one.organisation_id))
    return found


def tapped(meeting: Meeting, invitee_id: int, envoy_id: int | None) -> tuple[Invitee | None, Any]:
    """What a button means, in this meeting."""
    invitee = meeting.invitees.select_related("person", "organisation").filter(pk=invitee_id).first()
    envoy = invitee.envoys.select_related("person").filter(pk=envoy_id).first() if invitee and envoy_id else None
    return invitee, envoy
