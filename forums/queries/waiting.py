"""What waits for people in the forum: questions for the office that was asked, reported and held texts for moderators.

One query for the three of them: a home page asks a dozen other things beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.contributions import WaitingRow
from commons.statements import OfPeople
from forums.models import HeldPost, Post, Question, Report
from forums.models.question import number_of
from forums.models.topic import address, shown_title
from forums.queries.moderating import WAYS, moderators_who_see

QUESTION, REPORTED, HELD = "forums.question", "forums.reported", "forums.held"
COLUMNS = ("kind", "persons", "thing", "title", "is_hidden", "year", "serial", "since", "due", "there")
Row = Mapping[str, Any]


def waiting_in_forum(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Of all three kinds, for each of these people whom it waits for and who sees it."""
    for values in WAITING(people):
        row = dict(zip(COLUMNS, values, strict=True))
        yield from SHAPES[row["kind"]](row)


def _waiting(people: Any) -> Any:
    return _questions(people).union(_reports(people), _held(people), all=True)


WAITING = OfPeople(_waiting)


def _questions(people: Any) -> Any:
    """For those who speak for the office that was asked, as far as they may see it."""
    waiting = (
        Question.objects.waiting()
        .filter(asked__group__user__in=people)
        .annotate(person=F("asked__group__user"), place=F("topic__category__audience"))
        .filter(seen_by_each("person", "place"))
    )
    persons = Func(F("person"), template="ARRAY[%(expressions)s]::bigint[]", output_field=ArrayField(BigIntegerField()))
    return _columns(
        waiting,
        kind=QUESTION,
        persons=persons,
        thing=F("topic_id"),
        title=F("topic__title"),
        is_hidden=F("topic__is_hidden"),
        year=F("year"),
        serial=F("serial"),
        since=F("asked_at"),
        due=F("due_at"),
        there=F("place"),
    )


def _reports(people: Any) -> Any:
    """For each moderator who sees the post, unless it is their own."""
    columns = {name: f"topic__category{way}" for name, way in WAYS.items()}
    theirs = Report.objects.open().filter(post=OuterRef("pk"))
    first = theirs.order_by().values("post").annotate(first=Min("at")).values("first")
    return _columns(
        Post.objects.shown().filter(Exists(theirs)),
        kind=REPORTED,
        persons=moderators_who_see(people, columns),
        thing=F("pk"),
        title=F("topic__title"),
        is_hidden=F("topic__is_hidden"),
        since=Subquery(first),
    )


def _held(people: Any) -> Any:
    """For each moderator who sees where it would stand."""
    places = {f"held_{name}": Coalesce(f"topic__category{way}", f"category{way}") for name, way in WAYS.items()}
    return _columns(
        HeldPost.objects.waiting().annotate(**places),
        kind=HELD,
        persons=moderators_who_see(people, {name: f"held_{name}" for name in WAYS}),
        thing=F("pk"),
        title=Coalesce(NullIf("title", Value("")), "topic__title", "category__title"),
        is_hidden=Coalesce("topic__is_hidden", Value(False)),
        since=F("created_at"),
    )


def _columns(found: Any, *, kind: str, **columns: Any) -> Any:
    """As the query of another kind has them; what a kind does not know is NULL."""
    unknown = {
        "year": Cast(Value(None), IntegerField()),
        "serial": Cast(Value(None), IntegerField()),
        "due": Cast(Value(None), DateTimeField()),
        "there": Cast(Value(None), BigIntegerField()),
    }
    told = {"kind": Cast(Value(kind), CharField())} | unknown | columns
    named = found.annotate(**{f"told_{name}": told[name] for name in COLUMNS})
    return named.order_by().values_list(*(f"told_{name}" for name in COLUMNS))


def _question_row(row: Row) -> Iterator[WaitingRow]:
    number = number_of(row["year"], row["serial"])
    for person in row["persons"]:
        yield WaitingRow(
            person_id=person,
            kind=QUESTION,
            object_id=row["thing"],
            sentence=_("%(number)s menunggu jawaban: %(title)s") % {"number": number, "title": row["title"]},
            url=reverse("forums:question_answer", args=[row["thing"]]),
            since=row["since"],
            due=row["due"],
            action=_("Jawab"),
            page=address(row["thing"], row["title"]),
            audience_id=row["there"],
        )


def _reported_row(row: Row) -> Iterator[WaitingRow]:
    said = _("Kiriman dilaporkan: %(title)s")
    return _for_moderators(row, said, reverse("forums:report_detail", args=[row["thing"]]))


def _held_row(row: Row) -> Iterator[WaitingRow]:
    said = _("Tulisan menunggu dicek: %(title)s")
    return _for_moderators(row, said, reverse("forums:held_detail", args=[row["thing"]]))


def _for_moderators(row: Row, said: str, url: str) -> Iterator[WaitingRow]:
    """Each is that moderator's alone: whoever merely sees the place is told nothing."""
    sentence = said % {"title": shown_title(row["title"], row["is_hidden"])}
    for person in row["persons"]:
        yield WaitingRow(
            person_id=person,
            kind=row["kind"],
            object_id=row["thing"],
            sentence=sentence,
            url=url,
            page=url,
            since=row["since"],
            due=None,
            action=_("Periksa"),
        )


SHAPES: dict[str, Callable[[Row], Iterator[WaitingRow]]] = {
    QUESTION: _question_row,
    REPORTED: _reported_row,
    HELD: _held_row,
}
