"""What apps show on pages that belong to none of them: home pages, search, handing over. Part of the contributions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from commons.wording import Text

HOME_PUBLIC, HOME, DESK = "portal.home_public", "portal.home", "portal.desk"  # places of cards and figures


@dataclass(frozen=True)
class DashboardCard:
    """A part of a home page: `place` is HOME_PUBLIC (what goes on here), HOME (a member's) or DESK (the staff's).

    `context(user)` returns what the template shows, in one query if it can, or None when there is nothing; `more` in it
    is the address of the whole list, `more_label` its words. `rule` names the rule that shows it. A card that fails is
    left out and logged; for visitors it is the same whoever they are.
    """

    code: str
    place: str
    title: Text
    template: str
    context: Callable[[Any], dict[str, Any] | None]
    order: int = 50
    rule: str = ""


@dataclass(frozen=True)
class Figure:
    """A number on a home page, and the list behind it. `number(user)` counts only what the person may see."""

    code: str
    place: str
    label: Text
    number: Callable[[Any], int]
    url: str
    order: int = 50


@dataclass(frozen=True)
class SiteMap:
    """Pages of one kind that search engines may know of.

    `found(user)` is the query of the things that somebody sees, asked for a visitor; `changed` the field that says when
    the page of one was last another (empty where nothing says it). Their addresses are `get_absolute_url()`.
    """

    code: str
    found: Callable[[Any], Any]
    changed: str = ""
    order: int = 50


@dataclass(frozen=True)
class Nearby:
    """What moved where a person lives, for their digest. `cards(user, since)` returns `Card`s of what they may see, the
    newest in front, in one query; it is asked only for those who said where they live."""

    code: str
    cards: Callable[[Any, datetime], Sequence[Any]]
    order: int = 50


@dataclass(frozen=True)
class Handover:
    """What stands in a person's name and needs somebody else when that person goes.

    `rows(person, organisation, reader)` returns `Card`s, in one query, of what the reader may see; with `organisation`
    None all of it. `keep(person)` raises `commons.access.Refused` where the person can't be missed: asked before an
    account is closed or kept out.
    """

    code: str
    label: Text
    rows: Callable[[Any, Any, Any], Sequence[Any]]
    keep: Callable[[Any], None] | None = None
    order: int = 50


@dataclass(frozen=True)
class PromisePlace:
    """A kind of thing in which promises are made; `code` is the kind of its thread.

    `people(pk)` is the query of those who take part in it: they may take over what a person promised there.
    `is_open(pk)`: what was said there may still change; what is archived is read-only.
    """

    code: str
    people: Callable[[int], Any]
    is_open: Callable[[int], bool]


@dataclass(frozen=True)
class Line:
    """An entry of a trail, in words: a line of `components/timeline.html`."""

    title: str
    text: str
    at: str
    iso: str
    icon: str = "history"
    tone: str = "info"


@dataclass(frozen=True)
class Trail:
    """A history that nobody can change, for the leader and administrators: a tab of `/kelola/jejak/`.

    `entries()` is the query of its rows, which are paged by their number, the newest in front; `lines(rows, user)` says
    a page of them, in a fixed number of queries, and names only what that person may see.
    """

    code: str
    label: Text
    entries: Callable[[], Any]
    lines: Callable[[Sequence[Any], Any], list[Line]]
    order: int = 50


@dataclass(frozen=True)
class Hit:
    """A thing that was found. `title` and `text` are safe HTML (`commons.search.highlighted`); `when` is ready text."""

    title: str
    url: str
    detail: Text = ""
    text: str = ""
    when: str = ""
    lang: str = ""


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing that can be searched, a tab of `/cari/`.

    `find(user, words)` narrows what `visible_to(user)` with `commons.search.matching`: one statement, out of which come
    the rows, their number and their snippets. `hits(rows, user)` shows up to twenty of its rows, each as a `Hit`, in a
    fixed number of queries. The model has a `GinIndex` over the same `commons.search.vector`, and a trigram index over
    its name (`projects/models/project.py` is the example).
    """

    code: str
    label: Text
    icon: str
    find: Callable[[Any, Any], Any]
    hits: Callable[[Sequence[Any], Any], list[Hit]]
    order: int = 50


@dataclass(frozen=True)
class Dated:
    """Something that falls on a day, in ready words. `name` stays whatever moves, so that calendars move it too."""

    name: str
    on: date
    title: str
    url: str
    detail: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Narrowed:
    """What the agenda is narrowed to: one kind, an RW (its number), a project (`place` is its thread), an organisation,
    what is one's own."""

    kind: str = ""
    rw: str = ""
    project: int = 0
    place: int = 0
    organisation: int = 0
    is_mine: bool = False

    @property
    def is_bare(self) -> bool:
        return self == Narrowed()


@dataclass(frozen=True)
class CalendarSource:
    """Days of an app in the agenda, and in the calendars of those whom they concern.

    `found(user, narrowed)` is the query of what this person may see of it, or None where nothing of it can be left.
    Asked for READER it is built once, and looks neither at the time nor at the language. `day` is the field with the
    date, `columns` are what `shown(row)` makes a `Dated` of. Of what there is too much of it gives only what is one's
    own, unless `narrowed.kind` asks for it.
    """

    code: str
    label: Text = field(compare=False)  # its words are another value in each language, and it is the same source
    icon: str
    found: Callable[[Any, Narrowed], Any]
    day: str
    columns: tuple[str, ...]
    shown: Callable[[Mapping[str, Any]], Dated]
    order: int = 50
