"""Questions are answered, by the office that was asked or by a post that somebody marks, and said to be unanswered."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.actions import record
from commons.access import ensure
from commons.models import Attachment
from forums.actions import clocks
from forums.actions.locking import locked, locked_post
from forums.actions.topics import publish_post
from forums.models import Post, Question, QuestionEntry, Topic

What = QuestionEntry.What


@transaction.atomic
def answer_question(*, topic: Topic, by: Any, body: str, photos: Iterable[Attachment] = ()) -> Post:
    """The answer of the office that was asked, by one who speaks for it. Whoever asked hears it, and all who follow.

    Locks the topic: of two who answer at once, the second is told that it is answered.

    Raises:
        Refused: it is answered already, closed, or this person does not speak for the office.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.answer_question", topic)
    question = topic.question
    post = publish_post(
        topic=topic,
        author=by,
        body=body,
        acting_as=question.asked,
        photos=photos,
        told_as="forums.question_answered",
        to=[("asked", topic.author)],
    )
    _mark(question, post, by=by, what=What.ANSWERED)
    return post


@transaction.atomic
def mark_answer(*, post: Post, by: Any) -> Post:
    """This post answers the question; another mark goes. Its author hears it, and whoever asked. Locks the topic."""
    post = locked_post(post)
    topic = post.topic
    ensure(by, "forums.mark_answer", post)
    question = topic.owed or Question.objects.create(topic=topic)
    _mark(question, post, by=by, what=What.MARKED)
    _changed(topic)
    record(
        "forums.answer_marked",
        actor=by,
        target=post,
        thread=topic.thread,
        to=[("asked", topic.author), ("concerned", post.author)],
    )
    return post


@transaction.atomic
def unmark_answer(*, topic: Topic, by: Any) -> Topic:
    """It was marked by mistake: the clock of an office goes on as if nothing had been marked. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.unmark_answer", topic)
    clocks.unmark(topic.question, by=by)
    return _changed(topic)


@transaction.atomic
def reopen_question(*, topic: Topic, by: Any, body: str) -> Post:
    """Whoever asked says what is missing: it is a post like any other, the mark goes, and the clock begins anew.

    Locks the topic.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.reopen_question", topic)
    question = topic.question
    assert question.asked is not None, "the rule reopens only what an office was asked"
    post = publish_post(
        topic=topic,
        author=by,
        body=body,
        told_as="forums.question_reopened",
        to=[("your_turn", question.asked.group)],
    )
    question.unmark()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    clocks.restart(question, by=by, what=What.REOPENED, post=post)
    return post


def _mark(question: Question, post: Post, *, by: Any, what: str) -> None:
    question.mark(post, by=by, at=timezone.now())
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    clocks.note(question, what, by=by, post=post)
    clocks.stop(question)


def _changed(topic: Topic) -> Topic:
    topic.version += 1
    topic.save(update_fields=["version"])
    return topic
