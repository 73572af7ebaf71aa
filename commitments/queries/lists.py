"""Promises in lists: mine, my organisations', all, late; and where one is only mentioned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commitments.models import Commitment, CommitmentQuerySet, State
from commitments.queries.looks import LOOK, state_look
from commons import formats
from commons.amounts import amount_text
from commons.calendar import today
from commons.chips import Chip
from commons.contributions import Card, Reference, all_of
from commons.form_fields import an_id
from commons.standing import standing
from stakeholders.models.organisation import address

PATH = "/komitmen/"
VIEW, STATUS, ORGANISATION, PLACE = "lihat", "status", "organisasi", "di"
MINE, OURS, ALL, LATE = "saya", "organisasi", "semua", "terlambat"
EVERY = "semua"  # of the states
MOST_DATED = 1000  # of a calendar
SOONEST, NEWEST = ("due_on", "pk"), ("-said_at", "-pk")


@dataclass(frozen=True)
class Chosen:
    """What the address of the list says; what nobody knows narrows nothing. `status` is empty for *Semua*."""

    view: str
    status: str
    organisation: int | None = None
    place: int | None = None

    @property
    def is_soonest_first(self) -> bool:
        """What is still to be done is read by its day, everything else by when it was said."""
        return self.view == LATE or self.status == State.OPEN

    @property
    def values(self) -> dict[str, str]:
        """As the address says it; also the hidden fields of the form that takes the list along."""
        values = {VIEW: self.view, STATUS: self.status or EVERY, ORGANISATION: self.organisation, PLACE: self.place}
        return {name: str(value) for name, value in values.items() if value}

    @property
    def calendar_url(self) -> str:
        """One's own, and one's organisations', fall due in a calendar too."""
        return f"{PATH}tenggat.ics?{urlencode({VIEW: self.view})}" if self.view in (MINE, OURS) else ""

    def link(self, **changed: Any) -> str:
        """The same list with other values; an empty one leaves a parameter out."""
        return f"{PATH}?{urlencode({name: value for name, value in (self.values | changed).items() if value})}"


def chosen(asked: Mapping[str, str], user: Any) -> Chosen:
    """Read what was asked: at first one's own, of those that run; of all promises every state."""
    known = (MINE, OURS, ALL, LATE) if user.is_authenticated else (ALL, LATE)
    organisation, place = an_id(asked.get(ORGANISATION)), an_id(asked.get(PLACE))
    view, status = asked.get(VIEW, ""), asked.get(STATUS, "")
    if view not in known:
        view = ALL if organisation or place else known[0]
    if status not in (*State.values, EVERY):
        status = State.OPEN if view in (MINE, OURS) else EVERY
    return Chosen(view, "" if status == EVERY or view == LATE else status, organisation, place)


def commitment_list(user: Any, asked: Chosen) -> Any:
    """The promises that this person may see, narrowed, as rows (`for_rows`)."""
    return found_commitments(user, asked).for_rows()


def found_commitments(user: Any, asked: Chosen) -> CommitmentQuerySet:
    """All that the narrowed list holds; also what leaves as a file."""
    found = _whose(Commitment.objects.visible_to(user), user, asked.view)
    if asked.status == State.OPEN:
        found = found.running()
    elif asked.status:
        found = found.filter(state=asked.status)
    if asked.organisation:
        found = found.filter(organisation=asked.organisation)
    if asked.place:
        found = found.filter(place=asked.place)
    return found


def my_calendar(user: Any, view: str) -> list[Any]:
    """What falls due of one's own promises, or of one's organisations'; no other list is anybody's calendar."""
    mine = _whose(Commitment.objects.visible_to(user), user, OURS if view == OURS else MINE)
    return list(mine.dated()[:MOST_DATED])


def _whose(found: CommitmentQuerySet, user: Any, view: str) -> CommitmentQuerySet:
    if view == MINE:
        return found.of(user)
    if view == OURS:
        return found.of_groups(standing(user).groups)
    return found.late(today()) if view == LATE else found


def order(asked: Chosen) -> tuple[str, ...]:
    return SOONEST if asked.is_soonest_first else NEWEST


def tabs(asked: Chosen, user: Any) -> list[Chip]:
    """Visitors have none of their own."""
    known = [(MINE, _("Saya")), (OURS, _("Organisasi saya"))] if user.is_authenticated else []
    known += [(ALL, _("Semua")), (LATE, _("Terlambat"))]
    return [
        Chip(label, url=asked.link(**{VIEW: view, STATUS: ""}), current=asked.view == view) for view, label in known
    ]


def statuses(asked: Chosen) -> Iterator[Chip]:
    """The states as filters; what is late runs, and needs none."""
    if asked.view == LATE:
        return
    yield Chip(_("Semua status"), url=asked.link(**{STATUS: EVERY}), current=not asked.status)
    for state in State:
        link = asked.link(**{STATUS: state.value})
        yield Chip(str(state.label), icon=LOOK[state][1], url=link, current=asked.status == state)


@dataclass(frozen=True)
class Line:
    """A promise in a list, in the words that stand there. `is_mine`: its acts are offered in the row."""

    pk: int
    url: str
    what: str
    amount: str
    who: str
    organisation: str
    organisation_url: str
    due: str
    first_due: str  # where it was moved
    place: str
    place_url: str
    state: Chip
    is_mine: bool


def told_about(asked: Chosen, lines: Sequence[Line]) -> list[Card]:
    """Whose and where, when the list is narrowed so: as its lines, which this person may see, say it."""
    if not lines:
        return []
    first, cards = lines[0], []
    if asked.organisation:
        cards.append(Card(asked.organisation, first.organisation, first.organisation_url))
    if asked.place and first.place:
        cards.append(Card(asked.place, first.place, first.place_url))
    return cards


def rows(commitments: Iterable[Mapping[str, Any]], user: Any, *, is_panel: bool = False) -> list[Line]:
    """Of `Commitment.objects….for_rows()`, with where each was said: one query a kind of place.

    A panel stands on the page of that very place and is narrow: it names no place, and offers no acts.
    """
    commitments = list(commitments)
    if is_panel:
        return [_row(one, None, is_mine=False) for one in commitments]
    places = places_of(commitments, user)
    return [
        _row(one, places.get((one["place__kind"], one["place__object_id"])), is_mine=_is_of(one, user))
        for one in commitments
    ]


def row(commitment: Commitment, user: Any) -> Line:
    """The same of one promise, as it is now."""
    return rows(Commitment.objects.visible_to(user).filter(pk=commitment.pk).for_rows(), user)[0]


def _is_of(one: Mapping[str, Any], user: Any) -> bool:
    """Theirs to keep, as the rule says it."""
    if one["state"] != State.OPEN or one["frozen_on"] or not user.is_authenticated:
        return False
    if one["organisation_id"]:
        return one["organisation__group_id"] in standing(user).groups
    return bool(one["person_id"] == user.pk)


def places_of(commitments: Iterable[Mapping[str, Any]], user: Any) -> dict[tuple[str, int], Card]:
    """The things in which they were said, as their apps name them."""
    ids = defaultdict(set)
    for one in commitments:
        ids[one["place__kind"]].add(one["place__object_id"])
    known = [reference for reference in all_of(Reference) if reference.code in ids]
    return {(r.code, pk): card for r in known for pk, card in r.lookup(ids[r.code], user).items()}


def _row(one: Mapping[str, Any], place: Card | None, *, is_mine: bool) -> Line:
    due, first = one["due_on"], one["first_due_on"]
    return Line(
        pk=one["pk"],
        url=f"/komitmen/{one['pk']}/",
        what=one["what"],
        amount=amount_text(one["amount"], one["unit"], one["amount_idr"]),
        who=" · ".join(name for name in (one["organisation__name"], _person(one)) if name),
        organisation=one["organisation__name"] or "",
        organisation_url=address(one["organisation_id"], one["organisation__name"]) if one["organisation_id"] else "",
        due=formats.short_date(due) if due else "",
        first_due=formats.short_date(first) if first and first != due else "",
        place=place.title if place else "",
        place_url=place.url if place else "",
        state=state_look(one["state"], due, one["frozen_on"]),
        is_mine=is_mine,
    )


def _person(one: Mapping[str, Any]) -> str:
    if not one["person_id"]:
        return ""
    return name_for_others(one["person__name"], one["person__leaves_at"], one["person__erased_at"])


def empty_words(asked: Chosen) -> tuple[str, str]:
    """Title and text where a list has nothing."""
    if asked.view == LATE:
        return _("Tidak ada yang terlambat"), _("Semua komitmen yang berjalan masih dalam tenggatnya.")
    if asked.status or asked.organisation or asked.place:
        return _("Tidak ada komitmen di sini"), _("Pilih status lain, atau lihat semua komitmen.")
    return _("Belum ada komitmen"), _("Komitmen lahir dari rapat dan proyek.")


def commitment_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Promises where they are only mentioned; those the person may not see are left out."""
    found = Commitment.objects.visible_to(user).filter(pk__in=list(ids))
    return {
        one.pk: Card(
            one.pk,
            one.what,
            one.get_absolute_url(),
            amount_text(one.amount, one.unit, one.amount_idr),
            "circle-check",
            {"when": formats.short_date(one.due_on) if one.due_on else _("tanpa tenggat")},
        )
        for one in found
    }
