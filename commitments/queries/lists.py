"""Promises in lists: mine, my organisations', all, late; and where one is only mentioned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commitments.models import Commitment, CommitmentQuerySet, State
from commitments.queries.looks import LOOK, Chip, state_look
from commons import formats
from commons.amounts import amount_text
from commons.calendar import today
from commons.contributions import Card, Reference, all_of
from commons.form_fields import an_id
from commons.standing import standing
from stakeholders.models import Organisation
from stakeholders.models.organisation import address

PATH = "/komitmen/"
VIEW, STATUS, ORGANISATION, PLACE = "lihat", "status", "organisasi", "di"
MINE, OURS, ALL, LATE = "saya", "organisasi", "semua", "terlambat"
EVERY = "semua"  # of the states
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

    def link(self, **changed: Any) -> str:
        """The same list with other values; an empty one leaves a parameter out."""
        values = {VIEW: self.view, STATUS: self.status or EVERY, ORGANISATION: self.organisation, PLACE: self.place}
        return f"{PATH}?{urlencode({name: value for name, value in (values | changed).items() if value})}"


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
    found = _whose(Commitment.objects.visible_to(user), user, asked.view)
    if asked.status:
        found = found.filter(state=asked.status)
    if asked.organisation:
        found = found.filter(organisation=asked.organisation)
    if asked.place:
        found = found.filter(place=asked.place)
    return found.for_rows()


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


def told_about(asked: Chosen, user: Any) -> list[Card]:
    """Whose and where, when the list is narrowed so, as far as this person may know of them."""
    cards = []
    if asked.organisation:
        found = Organisation.objects.visible_to(user).filter(pk=asked.organisation).values_list("pk", "name")
        cards += [Card(pk, name, address(pk, name)) for pk, name in found]
    if asked.place:
        found = Commitment.objects.visible_to(user).filter(place=asked.place).for_rows()[:1]
        cards += _places(found, user).values()
    return cards


@dataclass(frozen=True)
class Line:
    """A promise in a list, in the words that stand there. `is_mine`: its acts are offered in the row."""

    pk: int
    url: str
    what: str
    amount: str
    who: str
    due: str
    first_due: str  # where it was moved
    place: str
    place_url: str
    state: Chip
    is_mine: bool


def rows(commitments: Iterable[Mapping[str, Any]], user: Any, *, is_elsewhere: bool = True) -> list[Line]:
    """Of `Commitment.objects….for_rows()`. `is_elsewhere`: with where each was said, one query a kind of place."""
    commitments = list(commitments)
    places = _places(commitments, user) if is_elsewhere else {}
    groups = standing(user).groups
    return [_row(one, places.get((one["place__kind"], one["place__object_id"])), user, groups) for one in commitments]


def _places(commitments: Iterable[Mapping[str, Any]], user: Any) -> dict[tuple[str, int], Card]:
    """The things in which they were said, as their apps name them."""
    ids = defaultdict(set)
    for one in commitments:
        ids[one["place__kind"]].add(one["place__object_id"])
    known = [reference for reference in all_of(Reference) if reference.code in ids]
    return {(r.code, pk): card for r in known for pk, card in r.lookup(ids[r.code], user).items()}


def _row(one: Mapping[str, Any], place: Card | None, user: Any, groups: tuple[int, ...]) -> Line:
    due, first = one["due_on"], one["first_due_on"]
    is_owner = one["organisation__group_id"] in groups if one["organisation_id"] else one["person_id"] == (user.pk or 0)
    return Line(
        pk=one["pk"],
        url=f"/komitmen/{one['pk']}/",
        what=one["what"],
        amount=amount_text(one["amount"], one["unit"], one["amount_idr"]),
        who=who(one),
        due=formats.short_date(due) if due else "",
        first_due=formats.short_date(first) if first and first != due else "",
        place=place.title if place else "",
        place_url=place.url if place else "",
        state=state_look(one["state"], due),
        is_mine=is_owner and one["state"] == State.OPEN,
    )


def who(one: Mapping[str, Any]) -> str:
    """The organisation, and the person in whose name it stands."""
    person = ""
    if one["person_id"]:
        person = name_for_others(one["person__name"], one["person__leaves_at"], one["person__erased_at"])
    return " · ".join(name for name in (one["organisation__name"], person) if name)


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
