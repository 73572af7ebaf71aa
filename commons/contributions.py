"""What the apps offer one another: small frozen values, registered once at start-up, refused when unknown or double.

A lower app never learns who stands above it: it asks here for what was offered. `docs/contributions.md` has the table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from commons.approvable import Approvable
from commons.telling import DueKind, GoesAlong, MailAct, MailKind, Verb
from commons.windows import (
    CalendarSource,
    DashboardCard,
    Figure,
    Handover,
    Nearby,
    PromisePlace,
    SearchSource,
    SiteMap,
    Trail,
)
from commons.wording import Text


def always(user: Any, obj: Any) -> bool:
    """The condition of a rule that asks for a role only."""
    return True


@dataclass(frozen=True)
class NavItem:
    """An entry of the menu. `rule` names the rule that shows it; without one everybody sees it."""

    code: str
    label: Text
    url_name: str
    icon: str
    order: int = 50
    rule: str = ""
    bottom: bool = False  # also in the bar at the bottom of a phone


@dataclass(frozen=True)
class Rule:
    """Who may do it, when, and the sentence said on refusal.

    `keeper(obj)` names the person who can help further; the refusal page then offers *Minta akses*.
    """

    code: str
    label: Text
    roles: frozenset[str]
    refusal: Text
    when: Callable[[Any, Any], bool] = always
    keeper: Callable[[Any], Any] | None = None
    order: int = 50


@dataclass(frozen=True)
class RoleSource:
    """`roles(user, obj)`: with `obj` None the roles held everywhere, else those held on this object."""

    code: str
    roles: Callable[[Any, Any], Iterable[str]]
    order: int = 50


@dataclass(frozen=True)
class Panel:
    """A higher app's part of a lower app's page. `context(obj, user)` returns None when there is nothing to show."""

    code: str
    place: str
    title: Text
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 50


@dataclass(frozen=True)
class WaitingRow:
    """One thing that waits for one person: since when, until when (None: no date), a sentence and an address. `due_on`
    is the office's day with which `due` ends, where people are told a day and no hour.

    The desk and the coordinator's digest show it to others too, where they may see `audience_id`; without one it is
    that person's alone. `page` is where they read about it, for `url` is where that person acts; `keeper_id` is who
    looks after it beside the office: the coordinator of a project.
    """

    person_id: int
    kind: str
    object_id: int
    sentence: Text
    url: str
    since: datetime
    due: datetime | None
    action: Text = ""
    page: str = ""
    audience_id: int | None = None
    keeper_id: int | None = None
    due_on: date | None = None

    @property
    def until(self) -> date | None:
        """As people are told it: that day for everybody, or the moment."""
        return self.due_on or self.due


def no_rows(now: datetime, people: Sequence[int]) -> Iterable["WaitingRow"]:
    """Another query brings them."""
    return ()


@dataclass(frozen=True)
class Waiting:
    """What waits for people. `rows(now, people)` asks one query, whatever the number of people.

    `people` are their ids, or a query for them: hand it to the database, never count or slice it. One that brings no
    rows of its own says how those look that another one's query brings along.
    """

    code: str
    label: Text
    icon: str
    rows: Callable[[datetime, Sequence[int]], Iterable[WaitingRow]] = no_rows
    order: int = 50


@dataclass(frozen=True)
class Card:
    """How a thing is shown where it is only mentioned: in a text, an inbox, a digest.

    `words` are further names that the sentences of its verbs may use beside {thread} (a meeting's {when}).
    """

    id: int
    title: str
    url: str
    detail: Text = ""
    icon: str = ""
    words: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Reference:
    """Things that can be pointed at. `lookup(ids, user)` returns the cards that the user may see, in one query.

    `pattern` is the address as a regular expression with the group `pk`; `mention` looks handles up (`@nama`), and
    `handles` is the reverse. `is_quoted`: a quote that ends with a link to it goes with it. `short` is the letter of
    its short links (`p` of `/s/p1s/`), if it has any.
    """

    code: str
    label: Text
    pattern: str
    lookup: Callable[[Iterable[int], Any], Mapping[int, Card]]
    mention: Callable[[Iterable[str]], Mapping[str, int]] | None = None
    handles: Callable[[Iterable[int]], Mapping[int, str]] | None = None
    is_quoted: bool = False
    order: int = 50
    short: str = ""


@dataclass(frozen=True)
class JobKind:
    """What is made in the background for somebody. `run(job)` returns the file's name and bytes.

    `done(job)` tells the person, in the transaction that marks the job done. `rule` is asked again at the download,
    for whoever lost the right since.
    """

    code: str
    label: Text
    run: Callable[[Any], tuple[str, bytes]]
    life: timedelta = timedelta(days=7)
    done: Callable[[Any], None] | None = None
    rule: str = ""


@dataclass(frozen=True)
class PersonalData:
    """What an app holds about a person.

    `export(person)` returns plain data for the copy of my data; `erase(person)` runs in the erasing transaction;
    `columns` names each column (`app.Model.field`) that holds or names a person: a test finds what was forgotten.
    """

    code: str
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    columns: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Demo:
    """An app's part of the demo. Lower apps come first (`order`: 10 accounts, 20 stakeholders, 30 projects …).

    `load(town)` makes what `commons/demo/content.json` says and returns it by its keys; what is there already is left
    alone, for it is asked at each `make run`. `town` holds what lower apps returned, by the codes of their `Demo`.
    `counts()` says of each kind of thing how many there are: `manage.py demo --check` fails where one is zero.
    """

    code: str
    load: Callable[[Mapping[str, Mapping[str, Any]]], Mapping[str, Any]]
    counts: Callable[[], Iterable[tuple[str, str, int]]]
    order: int = 50


KINDS = (
    NavItem, Rule, RoleSource, Panel, DashboardCard, Figure, Nearby, Waiting, Reference, SearchSource, Verb, DueKind,
    GoesAlong, MailAct, MailKind, JobKind, Handover, PromisePlace, PersonalData, Demo, Approvable, Trail, SiteMap,
    CalendarSource,
)  # fmt: skip
Offer = TypeVar(
    "Offer",
    NavItem,
    Rule,
    RoleSource,
    Panel,
    DashboardCard,
    Figure,
    Nearby,
    Waiting,
    Reference,
    SearchSource,
    Verb,
    DueKind,
    GoesAlong,
    MailAct,
    MailKind,
    JobKind,
    Handover,
    PromisePlace,
    PersonalData,
    Demo,
    Approvable,
    Trail,
    SiteMap,
    CalendarSource,
)

_offers: dict[type, dict[str, Any]] = defaultdict(dict)
_sorted: dict[type, tuple[Any, ...]] = {}


def add(*offers: Any) -> None:
    """Register what an app offers; called by `AppConfig.ready()`.

    Raises:
        TypeError: not a contribution.
        ValueError: a second one of that kind with the same code.
    """
    for offer in offers:
        if type(offer) not in KINDS:
            raise TypeError(f"{offer!r} is not a contribution")
        if offer.code in _offers[type(offer)]:
            raise ValueError(f"{type(offer).__name__} {offer.code} is contributed twice")
        _offers[type(offer)][offer.code] = offer
    _sorted.clear()


def all_of(kind: type[Offer]) -> tuple[Offer, ...]:
    """All contributions of a kind, in their order."""
    if kind not in _sorted:
        _sorted[kind] = tuple(sorted(_offers[kind].values(), key=lambda o: (getattr(o, "order", 50), o.code)))
    return _sorted[kind]


def one(kind: type[Offer], code: str) -> Offer:
    """The contribution of that code; an unknown one is a LookupError, never a silent no."""
    try:
        return _offers[kind][code]
    except KeyError:
        raise LookupError(f"no {kind.__name__} {code!r}") from None


def panels(place: str, obj: Any, user: Any) -> list[tuple[Panel, dict[str, Any]]]:
    """What higher apps show on this page, in order: the panel and its context; empty ones are left out."""
    here = ((panel, panel.context(obj, user)) for panel in all_of(Panel) if panel.place == place)
    return [(panel, context) for panel, context in here if context is not None]


def handovers(person: Any, organisation: Any, reader: Any) -> list[tuple[Handover, Sequence[Card]]]:
    """What somebody else has to take over when this person goes, by kind; kinds without anything are left out."""
    held = ((offer, offer.rows(person, organisation, reader)) for offer in all_of(Handover))
    return [(offer, cards) for offer, cards in held if cards]
