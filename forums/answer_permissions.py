"""Who answers questions, who says what answers them, and what we say when not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE, standing
from forums.models import REOPEN_LIFE, AnswerTemplate, Post, Topic
from forums.models.question import takes_questions
from stakeholders.models import Organisation

OWN = frozenset({"own_representative"})


def roles_of_answers(user: Any, obj: Any) -> set[str]:
    """Of a topic and its posts: who asked it, and who speaks for the office that was asked; of an office's templates,
    who speaks for it."""
    if isinstance(obj, AnswerTemplate):
        return _own(user, obj.organisation)
    topic = obj.topic if isinstance(obj, Post) else obj
    if not isinstance(topic, Topic):
        return set()
    asker = {"asker"} if topic.author_id == user.pk else set()
    return asker | (_own(user, topic.owed.asked) if topic.owed is not None else set())


def _own(user: Any, organisation: Organisation | None) -> set[str]:
    if organisation is None or organisation.group_id not in standing(user).groups:
        return set()
    return {"own_representative"}


def is_owed(user: Any, topic: Topic) -> bool:
    return topic.is_open and topic.owed is not None and topic.owed.is_owed


def can_be_the_answer(user: Any, post: Post) -> bool:
    """In a question to an office, what was written for that office; in any other, each reply."""
    topic, question = post.topic, post.topic.owed
    if topic.kind != Topic.Kind.QUESTION or not topic.is_open or post.hidden_at is not None or post.number == 1:
        return False
    if question is None or question.asked_id is None:
        return question is None or question.answer_id != post.pk
    return not question.is_answered and post.acting_as_id == question.asked_id


def can_be_unmarked(user: Any, topic: Topic) -> bool:
    """Whoever asked an office says that it is not answered instead, and gives it the whole time again."""
    question = topic.owed
    if question is None or not question.is_answered or not topic.is_open:
        return False
    return question.asked_id is None or topic.author_id != user.pk


def can_be_reopened(user: Any, topic: Topic) -> bool:
    question = topic.owed
    if question is None or question.asked_id is None or not question.is_answered or not topic.is_open:
        return False
    return bool(question.answered_at + REOPEN_LIFE > timezone.now())


def has_templates(user: Any, obj: Organisation | AnswerTemplate) -> bool:
    return takes_questions(obj.organisation if isinstance(obj, AnswerTemplate) else obj)


CONTRIBUTIONS = [
    RoleSource("forums.answers", roles_of_answers),
    Rule(
        "forums.answer_question",
        _("Menjawab pertanyaan atas nama kantor"),
        OWN,
        _("Pertanyaan ini sudah dijawab, sudah ditutup, atau ditujukan kepada kantor lain."),
        when=is_owed,
    ),
    Rule(
        "forums.mark_answer",
        _("Menandai balasan sebagai jawaban"),
        OFFICE | OWN | {"asker"},
        _("Jawaban ditandai penanya atau petugas. Yang ditujukan ke kantor hanya dijawab kantor itu, satu kali."),
        when=can_be_the_answer,
    ),
    Rule(
        "forums.unmark_answer",
        _("Mencabut tanda jawaban"),
        OFFICE | OWN | {"asker"},
        _("Tanda jawaban dicabut penanya atau petugas. Jawaban kantor dicabut kantor itu atau petugas."),
        when=can_be_unmarked,
    ),
    Rule(
        "forums.reopen_question",
        _("Menyatakan pertanyaan belum terjawab"),
        frozenset({"asker"}),
        _("Hanya penanya yang menyatakan belum terjawab, paling lambat 14 hari sesudah dijawab."),
        when=can_be_reopened,
    ),
    Rule(
        "forums.read_questions",
        _("Membuka antrean pertanyaan"),
        OFFICE | {"representative"},
        _("Antrean pertanyaan untuk petugas kelurahan dan perwakilan kantor yang ditanya."),
    ),
    Rule(
        "forums.keep_templates",
        _("Mengurus templat jawaban"),
        OFFICE | OWN,
        _("Templat jawaban hanya ada di kantor yang dapat ditanya, diurus perwakilannya dan petugas."),
        when=has_templates,
    ),
]
