"""Questions: how one stands on the page of its topic, and the queue of those that are owed an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import name_for_others
from commons import formats
from commons.access import can, roles_on
from commons.calendar import WorkingDays, working_days
from commons.chips import Chip
from commons.drawn import kept_for_the_minute
from commons.standing import sight, standing
from forums.models import Question, Topic
from forums.models.question import QuestionQuerySet, number_of
from forums.models.topic import address
from forums.queries.looks import answer_look

WAITING, LATE, ANSWERED = "", "terlambat", "terjawab"
TABS = {WAITING: gettext_lazy("Menunggu"), LATE: gettext_lazy("Terlambat"), ANSWERED: gettext_lazy("Terjawab")}
OFFICE = frozenset({"staff", "leader", "administrator"})
MARKERS = OFFICE | {"asker", "own_representative"}
SHOWN = (
    *("pk", "topic", "topic__title", "topic__author__name", "topic__author__leaves_at", "topic__author__erased_at"),
    *("topic__acting_as__name", "year", "serial", "asked_at", "due_at", "answer", "answered_at"),
    *("asked__name", "asked__group"),
)


@dataclass(frozen=True)
class ShownQuestion:
    """What the page of a topic says of it as a question: `answer` is the HTML of what answers it, `when` the sentence
    about the clock."""

    number: str
    asked: str
    asked_url: str
    chip: Chip | None
    when: str
    answer: str
    may_answer: bool
    may_reopen: bool
    may_unmark: bool


def shown_question(topic: Any, user: Any, answer: str) -> ShownQuestion | None:
    """Without a statement; `answer` is the HTML of the window."""
    question = topic.owed
    if question is None:
        return None
    now, asked = timezone.now(), question.asked
    return ShownQuestion(
        number=question.number,
        asked=str(asked or ""),
        asked_url=asked.get_absolute_url() if asked else "",
        chip=answer_look(is_open=topic.is_open, answer=question.answer_id, due_at=question.due_at, now=now),
        when=_when(topic, question, now),
        answer=answer,
        may_answer=bool(can(user, "forums.answer_question", topic)),
        may_reopen=bool(can(user, "forums.reopen_question", topic)),
        may_unmark=bool(can(user, "forums.unmark_answer", topic)),
    )


def _when(topic: Any, question: Question, now: datetime) -> str:
    if question.answered_at is not None:
        return _("Dijawab %(date)s.") % {"date": formats.long_date(question.answered_at)}
    if question.due_at is None or not topic.is_open:
        return ""
    date = formats.long_date(question.due_at)
    if question.due_at < now:
        return _("Batas jawabannya sudah lewat: %(date)s.") % {"date": date}
    return _("Dijawab paling lambat %(date)s.") % {"date": date}


def may_mark_answers(topic: Any, user: Any) -> bool:
    """Is this person one of those who say what answers here, and is it still to be said? Each door asks its rule."""
    if topic.kind != Topic.Kind.QUESTION or not topic.is_open or not user.is_authenticated:
        return False
    is_done = topic.owed is not None and topic.owed.asked_id is not None and topic.owed.is_answered
    return not is_done and bool(MARKERS & roles_on(user, topic))


def questions_in(tab: str, user: Any) -> QuerySet[Any, Any]:
    """One part of the queue of this person, as dicts of what a row shows."""
    return _queue_of(user).filter(_in_tab(timezone.now())[tab]).values(*SHOWN)


def _queue_of(user: Any) -> QuestionQuerySet:
    """All that the office may see; for others what was asked of those they speak for."""
    found: QuestionQuerySet = Question.objects.visible_to(user).asked_of_somebody().filter(topic__is_hidden=False)
    if standing(user).roles & OFFICE:
        return found
    return found.filter(asked__group__in=standing(user).groups)


def _in_tab(now: datetime) -> dict[str, Q]:
    is_open = Q(topic__state=Topic.State.OPEN, topic__archived_at=None, topic__category__archived_at=None)
    owed = Q(answer=None) & is_open
    return {WAITING: owed, LATE: owed & Q(due_at__lt=now), ANSWERED: Q(answer__isnull=False)}


def questions_order(tab: str) -> tuple[str, ...]:
    """What is due first in front; of what is answered the newest."""
    return ("-answered_at", "-pk") if tab == ANSWERED else ("due_at", "pk")


@dataclass(frozen=True)
class Tab:
    """A part of the queue, with how many there are."""

    label: str
    url: str
    current: bool
    count: int


def question_tabs(user: Any, path: str, current: str) -> list[Tab]:
    """All parts with their numbers, in one query."""
    counts = {f"n{n}": Count("pk", filter=part) for n, part in enumerate(_in_tab(timezone.now()).values())}
    numbers = _queue_of(user).aggregate(**counts).values()
    return [
        Tab(str(label), f"{path}?tampil={name}" if name else path, name == current, number)
        for (name, label), number in zip(TABS.items(), numbers, strict=True)
    ]


@dataclass(frozen=True)
class QuestionRow:
    """A line of the queue."""

    title: str
    url: str
    detail: str
    end: str
    chip: Chip | None
    answer_url: str  # where this person answers it; empty where another does


def question_rows(questions: Sequence[Mapping[str, Any]], user: Any) -> list[QuestionRow]:
    """Of `questions_in`; one query whatever their number."""
    now, groups = timezone.now(), standing(user).groups
    calendar = working_days() if questions else None
    return [_row(row, calendar, now, is_mine=row["asked__group"] in groups) for row in questions]


def _row(row: Mapping[str, Any], calendar: WorkingDays | None, now: datetime, *, is_mine: bool) -> QuestionRow:
    asker = row["topic__acting_as__name"] or name_for_others(
        row["topic__author__name"], row["topic__author__leaves_at"], row["topic__author__erased_at"]
    )
    is_answered = row["answer"] is not None
    if is_answered:
        end = formats.short_date(row["answered_at"])
    else:
        age = calendar.between(_day(row["asked_at"]), _day(now)) if calendar else 0
        end = _("%(age)s, batas %(date)s") % {"age": _in_days(age), "date": formats.short_date(row["due_at"])}
    return QuestionRow(
        title=row["topic__title"],
        url=address(row["topic"], row["topic__title"]),
        detail=" · ".join((number_of(row["year"], row["serial"]), row["asked__name"], asker)),
        end=end,
        chip=answer_look(is_open=True, answer=row["answer"], due_at=row["due_at"], now=now),
        answer_url=reverse("forums:question_answer", args=[row["topic"]]) if is_mine and not is_answered else "",
    )


def _in_days(number: int) -> str:
    return ngettext("%(n)s hari kerja", "%(n)s hari kerja", number) % {"n": number}


def _day(moment: datetime) -> date:
    """The date at the office."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def waiting_count(user: Any) -> int:
    """How many questions that a person may see wait for the answer of an office, as of this minute."""
    return kept_for_the_minute(
        lambda: Question.objects.visible_to(user).waiting().count(), "forums.waiting_count", user.pk, sight(user)
    )
