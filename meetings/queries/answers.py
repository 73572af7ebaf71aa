"""Who is invited and what they said: numbers for everybody, names for those who may know them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from commons.chips import Chip
from meetings.models import Answer, Invitee, Meeting, Need
from meetings.queries.looks import answer_look
from stakeholders.models import Sector

SHOWN = 8
SAID = {"yes": Answer.YES, "maybe": Answer.MAYBE, "no": Answer.NO, "silent": ""}


@dataclass(frozen=True)
class Counts:
    """How many invitations were answered how, and how many come along with those who come."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0
    companions: int = 0
    label: str = ""

    @property
    def invited(self) -> int:
        return self.yes + self.maybe + self.no + self.silent


@dataclass(frozen=True)
class Wanted:
    """How many need something."""

    label: str
    number: int


@dataclass(frozen=True)
class Tally:
    """The answers of all; those of each sector; what is needed."""

    all: Counts = field(default_factory=Counts)
    by_sector: tuple[Counts, ...] = ()
    needs: tuple[Wanted, ...] = ()


def tally(meeting: Meeting) -> Tally:
    """One statement however many are invited."""
    numbers: dict[str, Any] = {name: Count("pk", filter=Q(answer=said)) for name, said in SAID.items()}
    coming = Q(answer__in=(Answer.YES, Answer.MAYBE))
    numbers["brought"] = Sum("companions", filter=coming, default=0)
    numbers |= {f"need_{need}": Count("pk", filter=coming & Q(needs__contains=[need])) for need in Need.values}
    rows = list(meeting.invitees.order_by().values("organisation__sector").annotate(**numbers))
    by_sector = {row["organisation__sector"]: row for row in rows}
    sectors = [(sector, str(Sector(sector).label)) for sector in Sector.values]
    return Tally(
        all=_counts(rows),
        by_sector=tuple(
            _counts([by_sector[sector]] if sector in by_sector else [], label)
            for sector, label in [*sectors, (None, _("Perorangan dan tamu"))]
        ),
        needs=tuple(
            Wanted(str(Need(need).label), number)
            for need in Need.values
            if (number := sum(row[f"need_{need}"] for row in rows))
        ),
    )


def _counts(rows: Sequence[dict[str, Any]], label: str = "") -> Counts:
    numbers = {name: sum(row[name] for row in rows) for name in SAID}
    return Counts(**numbers, companions=sum(row["brought"] for row in rows), label=label)


@dataclass(frozen=True)
class Line:
    """Somebody invited, in the list that not everybody sees. `needs` is for those who prepare the meeting."""

    pk: int
    name: str
    url: str
    detail: str
    answer: Chip | None
    is_guest: bool
    envoys: tuple[str, ...] = ()
    companions: int = 0
    needs: tuple[str, ...] = ()


def invited(meeting: Meeting) -> QuerySet[Invitee]:
    """Everybody invited, for a list that pages by key."""
    return meeting.invitees.select_related("person", "organisation").prefetch_related("envoys__person").order_by("pk")


def lines(invitees: Sequence[Invitee], *, may_prepare: bool) -> list[Line]:
    """Of `invited`."""
    return [_line(one, may_prepare) for one in invitees]


def first_lines(meeting: Meeting) -> list[Line]:
    """For the page of the meeting: the first few, without what they wrote."""
    found = meeting.invitees.select_related("person", "organisation").order_by("pk")[:SHOWN]
    return [Line(one.pk, one.shown_name, _url(one), "", answer_look(one.answer), one.is_guest) for one in found]


def _line(one: Invitee, may_prepare: bool) -> Line:
    return Line(
        pk=one.pk,
        name=one.shown_name,
        url=_url(one),
        detail=one.note,
        answer=answer_look(one.answer),
        is_guest=one.is_guest,
        envoys=tuple(envoy.shown_name for envoy in one.envoys.all()),
        companions=one.companions,
        needs=tuple(str(Need(need).label) for need in one.needs) if may_prepare else (),
    )


def _url(one: Invitee) -> str:
    return one.organisation.get_absolute_url() if one.organisation is not None else ""


def my_invitations(meeting: Meeting, user: Any) -> Any:
    """As a queryset to choose from, the own one first."""
    return meeting.invitees.of(user).select_related("person", "organisation__group").own_first()


def is_invited_still(meeting: Meeting, person: Any) -> bool:
    """It is not over or cancelled, and this person's invitation was not taken back."""
    return meeting.is_open and meeting.invitees.of(person).exists()


def is_awaited_still(meeting: Meeting, person: Any) -> bool:
    """It has not begun, and this person did not decline: they, or one of those they speak for, may come (M2)."""
    if not meeting.is_open or meeting.has_begun:
        return False
    mine = list(meeting.invitees.of(person))
    declined = [one for one in mine if one.answer == Answer.NO]
    return len(declined) < len(mine) and not any(one.person_id == person.pk for one in declined)
