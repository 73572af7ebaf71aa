"""The clock of a question that was asked of an office: a number and a date when it is asked, and what is said when the
date comes. Whoever calls these holds the topic's row."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, cancel, record, schedule
from commons.access import Refused
from commons.calendar import at, due_after, office_day
from forums.models import ANSWER_DAYS, Post, Question, QuestionEntry, QuestionYear, Topic
from forums.queries.askable import may_be_asked
from stakeholders.models import Organisation

DUE, LATE = "forums.question_due", "forums.question_late"
MORNING = 8  # o'clock at the office
USEFUL = timedelta(days=365)
What = QuestionEntry.What


def ask(topic: Topic, asked: Organisation, post: Post) -> Question:
    """This question gets its number, and an answer is owed from now on.

    Raises:
        Refused: that organisation answers no questions, or could not read this one.
    """
    if topic.kind != Topic.Kind.QUESTION or not may_be_asked(topic.author, topic.category).filter(pk=asked.pk).exists():
        raise Refused(_("Organisasi ini tidak dapat ditanya di kategori ini."), obj=topic.category)
    now = timezone.now()
    year = office_day(now).year
    question = Question(topic=topic, asked=asked, year=year, serial=next_serial(year))
    question.begin(at=now, due_at=due_after(now, ANSWER_DAYS))
    question.save(force_insert=True)
    note(question, What.ASKED, by=topic.author, post=post)
    remind(question)
    return question


def next_serial(year: int) -> int:
    """The next number of a year; its row stays locked until the commit, so that none is left out."""
    QuestionYear.objects.get_or_create(year=year)
    register = QuestionYear.objects.select_for_update().get(year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register.last


def note(question: Question, what: str, *, by: Any, post: Post | None = None) -> None:
    """What happened, by whom and when, for good."""
    QuestionEntry.objects.create(
        question=question, what=what, by=by, post=post, due_at=question.due_at if question.is_owed else None
    )


def remind(question: Question) -> None:
    """In the morning of its last day, and when that is over."""
    if question.is_owed and question.due_at is not None:
        morning, end = at(office_day(question.due_at), hour=MORNING), question.due_at
        before = {"day": When(morning, end)} if morning < end else {}
        schedule(DUE, question.topic, before | {"late": When(end, end + USEFUL)})


def stop(question: Question) -> None:
    """Nothing more is owed: nobody is reminded."""
    cancel(DUE, question.topic)


def restart(question: Question, *, by: Any, what: str = What.RESTARTED, post: Post | None = None) -> None:
    """The whole time again, from now on."""
    now: datetime = timezone.now()
    question.begin(at=now, due_at=due_after(now, ANSWER_DAYS))
    question.save(update_fields=["asked_at", "due_at"])
    note(question, what, by=by, post=post)
    remind(question)


def unmark(question: Question, *, by: Any) -> None:
    """What was marked is no answer, or is read no more: the clock goes on as if nothing had been marked."""
    post = question.answer
    question.unmark()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    note(question, What.UNMARKED, by=by, post=post)
    remind(question)


def lose_answer(post: Post, *, by: Any) -> None:
    """A post that nobody reads any more answers nothing. Its topic is locked, and told of by whoever calls."""
    question = post.topic.owed
    if question is not None and question.answer_id == post.pk:
        unmark(question, by=by)


@transaction.atomic
def tell_due(due: Any, topic: Topic | None) -> str:
    """The last day has come, or is over: who owes the answer hears it, and when it is late whoever asked."""
    question = Question.objects.waiting().select_related("asked__group", "topic__thread", "topic__author")
    found = question.filter(topic=topic).first() if topic is not None else None
    if found is None or found.asked is None:
        return "answered, closed or gone"
    is_late = due.occasion == "late"
    asker = [("asked", found.topic.author)] if is_late else []
    record(
        LATE if is_late else DUE,
        actor=None,
        target=found.topic,
        thread=found.topic.thread,
        to=[("your_turn", found.asked.group), *asker],
    )
    return "told"
