"""The demo's questions: what was asked of which office, what answers it, and what is late."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from commons.calendar import due_after
from commons.demo import Counted
from commons.demo.content import content
from forums.actions import clocks
from forums.models import ANSWER_DAYS, AnswerTemplate, Question, QuestionEntry, Topic
from stakeholders.models import Organisation

OFFICE = "kel"
What = QuestionEntry.What


def load(topics: Mapping[str, Topic], people: Mapping[str, User], orgs: Mapping[str, Organisation]) -> None:
    """Questions in the order in which they were asked, so that their numbers are; and what the office begins with."""
    rows = [row for row in content()["topics"] if row["kind"] == Topic.Kind.QUESTION]
    for row in sorted(rows, key=lambda one: (topics[one["key"]].created_at, one["key"])):
        if not Question.objects.filter(topic=topics[row["key"]]).exists():
            _question(row, topics[row["key"]], orgs)
    for row in content()["answer_templates"]:
        AnswerTemplate.objects.get_or_create(
            organisation=orgs[row["organisation"]],
            title=row["title"],
            defaults={"body": row["body"], "changed_by": people[row["by"]]},
        )


def counts() -> Iterator[Counted]:
    """Questions to an office by how they stand, answers among neighbours, and templates."""
    asked, now = Question.objects.asked_of_somebody(), timezone.now()
    yield "question", "waiting", Question.objects.waiting().filter(due_at__gte=now).count()
    yield "question", "late", Question.objects.late(now).count()
    yield "question", "answered by an office", asked.exclude(answer=None).count()
    yield "question", "answered by a neighbour", Question.objects.filter(asked=None).count()
    yield "answer template", "of an office", AnswerTemplate.objects.count()


def _question(row: dict[str, Any], topic: Topic, orgs: Mapping[str, Organisation]) -> None:
    """To an office if it answered officially, or owes the answer; old news, of which nobody is reminded."""
    nth = next((n for n, reply in enumerate(row["replies"], 2) if reply.get("answer")), None)
    is_official = nth is not None and row["replies"][nth - 2].get("official", False)
    asked = orgs[row["replies"][nth - 2]["on_behalf_of"] if nth and is_official else OFFICE]
    is_asked = is_official or "answer_due_day" in row
    if not is_asked and nth is None:
        return
    question = Question(topic=topic)
    if is_asked:
        question.asked, question.year = asked, timezone.localtime(topic.created_at).year
        question.serial = clocks.next_serial(question.year)
        question.begin(at=topic.created_at, due_at=due_after(topic.created_at, ANSWER_DAYS))
    post = topic.posts.select_related("author").get(number=nth) if nth else None
    if post is not None:
        question.mark(post, by=post.author if is_asked else topic.author, at=post.created_at)
    question.save()
    if is_asked:
        _entry(question, What.ASKED, by=topic.author, at=topic.created_at, due_at=question.due_at)
    if post is not None:
        what = What.ANSWERED if is_asked else What.MARKED
        _entry(question, what, by=question.answered_by, at=post.created_at, post=post)
    if question.is_owed and question.due_at is not None and question.due_at > timezone.now():
        clocks.remind(question)


def _entry(question: Question, what: str, **facts: Any) -> None:
    QuestionEntry.objects.create(question=question, what=what, **facts)
