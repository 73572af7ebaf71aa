"""Decisions: the register, the page of one, panels and cards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commitments.queries import rows as promise_rows
from commons import formats, rich_text
from commons.chips import Chip
from commons.contributions import Card
from commons.drawn import kept_for_the_minute
from commons.paging import SIZE
from commons.standing import READER, reader, sight
from commons.statements import Given, Statement
from meetings.models import Decision, DecisionQuerySet, address, decision_address, number_of, standing_of
from meetings.models.decision import PREFIX
from meetings.queries.looks import standing_look

PATH = "/keputusan/"
YEAR, WORDS = "tahun", "q"
LONGEST = 80  # letters that are searched for
NEWEST = ("-published_at", "-pk")
SHOWN_IN_PANEL, SHOWN_ON_HOME = 5, 3


@dataclass(frozen=True)
class Asked:
    """What the address of the register says; what nobody knows narrows nothing."""

    words: str = ""
    year: int | None = None

    @property
    def values(self) -> dict[str, str]:
        """As the address says it; also the hidden fields of the form that takes the register along."""
        return {name: str(value) for name, value in ((WORDS, self.words), (YEAR, self.year)) if value}

    def link(self, **changed: Any) -> str:
        """The same list with other values; an empty one leaves a parameter out."""
        values = {name: value for name, value in (self.values | changed).items() if value}
        return f"{PATH}?{urlencode(values)}" if values else PATH


def asked_of(values: Mapping[str, str]) -> Asked:
    year = values.get(YEAR, "")
    words = " ".join("".join(c if c.isprintable() else " " for c in values.get(WORDS, "")[:LONGEST]).split())
    return Asked(words, int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None)


def found_decisions(user: Any, asked: Asked) -> DecisionQuerySet:
    """All that the narrowed register holds for this person; a number is found as it is printed."""
    found = Decision.objects.visible_to(user)
    if asked.year:
        found = found.filter(year=asked.year)
    if asked.words:
        found = found.filter(_about(asked.words))
    return found


def _about(words: str) -> Q:
    about = Q(title__icontains=words) | Q(meeting__title__icontains=words)
    serial = words.upper().removeprefix(f"{PREFIX}-").split("/")[0]
    return about | Q(serial=int(serial)) if serial.isascii() and serial.isdigit() and len(serial) <= 9 else about


@cache
def _first(*, of_a_year: bool) -> Statement:
    asked = Asked("", cast("Any", Given("year")) if of_a_year else None)
    return Statement(lambda: found_decisions(READER, asked).for_rows().order_by(*NEWEST)[: SIZE + 1])


def first_decisions(user: Any, asked: Asked) -> list[dict[str, Any]]:
    """The first page of the register without words, and one row more: what most people open."""
    return _first(of_a_year=bool(asked.year))(year=asked.year, **reader(user))


def years(user: Any, asked: Asked) -> Iterator[Chip]:
    """The years in which something was decided that this person may see, as filters."""
    found = Decision.objects.visible_to(user).order_by("-year").values_list("year", flat=True).distinct()
    yield Chip(_("Semua tahun"), url=asked.link(**{YEAR: ""}), current=not asked.year)
    for year in found:
        yield Chip(str(year), url=asked.link(**{YEAR: year}), current=asked.year == year)


@dataclass(frozen=True)
class DecisionRow:
    """A decision in a list, in the words that stand there."""

    url: str
    number: str
    title: str
    day: str
    iso: str
    meeting: str
    meeting_url: str
    owner: str
    standing: Chip


def decision_rows(found: Iterable[Mapping[str, Any]]) -> list[DecisionRow]:
    """Of `Decision.objects….for_rows()`."""
    return [
        DecisionRow(
            url=decision_address(one["pk"], one["title"]),
            number=number_of(PREFIX, one["serial"], one["year"]),
            title=one["title"],
            day=formats.short_date(one["published_at"]),
            iso=formats.iso(one["published_at"]),
            meeting=one["meeting__title"],
            meeting_url=address(one["meeting_id"], one["meeting__title"]),
            owner=one["owner_organisation__name"] or "",
            standing=standing_look(standing_of(one["changed_by"])),
        )
        for one in found
    ]


@dataclass(frozen=True)
class DecisionPage:
    """All that the page of a decision shows."""

    standing: Chip
    day: str
    effective: str
    review: str
    owner: str
    text: SafeString
    earlier: Card | None
    later: Card | None
    later_says: str
    promises: list[Any]


def decision_page(decision: Any, user: Any) -> DecisionPage:
    """Three statements: what comes before and after it, what was promised about its item, the names in its text."""
    around = {one.pk: one for one in _around(decision, user)}
    later = next((one for one in around.values() if one.changes_id == decision.pk), None)
    standing = standing_look(standing_of(decision.changed_by))
    return DecisionPage(
        standing=standing,
        day=formats.long_date(decision.published_at),
        effective=formats.long_date(decision.effective_on),
        review=formats.long_date(decision.review_on) if decision.review_on else "",
        owner=owner_of(decision),
        text=rich_text.render([decision.text], user)[0],
        earlier=_card(around.get(decision.changes_id)),
        later=_card(later),
        later_says=standing.label,
        promises=promise_rows(promises_about(decision, user), user, is_panel=True),
    )


def _around(decision: Any, user: Any) -> Iterable[Decision]:
    """What the reader may see of the decision that it changes, and of the one that changes it."""
    found = Q(pk=decision.changes_id) if decision.changes_id else Q(pk__in=[])
    return Decision.objects.visible_to(user).filter(found | Q(changes=decision.pk))


def _card(one: Decision | None) -> Card | None:
    return Card(one.pk, f"{one.number} {one.title}", one.get_absolute_url()) if one is not None else None


def owner_of(decision: Decision) -> str:
    """`RW 03 · Tukimin`, as far as it was said."""
    organisation, person = decision.owner_organisation, decision.owner_person
    names = [organisation.name if organisation is not None else "", person.display_name if person is not None else ""]
    return " · ".join(name for name in names if name)


def promises_about(decision: Decision, user: Any) -> Any:
    """What was promised about the item under which it was decided."""
    found = Commitment.objects.visible_to(user).filter(place=decision.meeting.thread_id)
    here = found.filter(source_id=decision.item_id) if decision.item_id else found.none()
    return here.order_by("due_on", "pk").for_rows()


def decided_in(project: Any) -> ArraySubquery:
    """The newest decisions of a project as a column of another statement, for `kept_rows`."""
    found = Decision.objects.published().of_project(project).order_by(*NEWEST).with_standing()
    shown = {"day": Cast("published_at", TextField()), **{name: name for name in KEPT}}
    return ArraySubquery(found.values(one=JSONObject(**shown))[:SHOWN_IN_PANEL])


KEPT = ("pk", "title", "serial", "year", "meeting_id", "meeting__title", "owner_organisation__name", "changed_by")


def kept_rows(kept: Iterable[Mapping[str, Any]]) -> list[DecisionRow]:
    """The column of `decided_in`, as it is read."""
    return decision_rows({**one, "published_at": datetime.fromisoformat(one["day"])} for one in kept)


NEW = Statement(lambda: Decision.objects.visible_to(READER).order_by(*NEWEST).for_rows()[:SHOWN_ON_HOME])


def newest_decisions(user: Any) -> dict[str, Any] | None:
    """For a home page: what was decided last of what this person may see. A member's is kept for the minute, under the
    epoch, which every change of a right raises."""
    epoch = getattr(user, "epoch", None)
    if epoch is None:
        found = _newest(user)
    else:
        found = kept_for_the_minute(lambda: _newest(user), "meetings.decided", sight(user), epoch)
    return {"panel": {"rows": found}, "more": PATH, "more_label": _("Semua keputusan")} if found else None


def _newest(user: Any) -> list[DecisionRow]:
    return decision_rows(NEW(**reader(user)))


def decision_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Decisions where they are only mentioned; those the person may not see are left out."""
    found = Decision.objects.visible_to(user).filter(pk__in=list(ids)).with_standing()
    return {
        one.pk: Card(
            one.pk,
            f"{one.number} {one.title}",
            one.get_absolute_url(),
            f"{standing_look(standing_of(one.changed_by)).label} · {formats.short_date(one.published_at)}",
            "gavel",
        )
        for one in found
    }
