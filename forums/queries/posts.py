"""The posts of a topic, twenty at a time by their numbers, drawn once for all who may see the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q

from accounts.models import name_for_others
from commons import formats, rich_text
from commons.drawn import drawn, name_under
from commons.models import Photo, photos
from commons.rich_text import shortened
from commons.standing import sight
from commons.statements import Given, Statement
from forums.models import Post, Question, Topic
from forums.models.post import place
from stakeholders.models import Sector

SIZE = 20
KEPT = 600  # seconds: what is kept is right for as long as it is asked for, and takes no room for longer than this
LONGEST_QUOTE = 280

BETWEEN = Q(topic=Given("topic"), number__gte=Given("first"), number__lte=Given("last"))
IN_WINDOW = Statement(lambda: Post.objects.filter(BETWEEN).for_topic())
WITH_ANSWER = Statement(lambda: Post.objects.filter(BETWEEN | Q(pk=Given("answer"))).for_topic())


@dataclass(frozen=True)
class Speaker:
    """Who wrote a post, as others read it: the organisation in front where they spoke for one."""

    pk: int
    name: str
    for_whom: str
    url: str  # empty where the person's page is not open
    is_official: bool


@dataclass(frozen=True)
class ShownPost:
    """A post as this reader reads it: its text drawn, its moment in their zone. Of a hidden one, why it is hidden."""

    number: int
    pk: int
    url: str
    speaker: Speaker | None
    iso: str
    stamp: str
    body: str
    lang: str
    photos: tuple[Photo, ...]
    hidden_reason: str
    answers: bool  # it is marked as the answer of its topic
    may_answer: bool  # it can be marked as such, by whoever may

    @property
    def is_hidden(self) -> bool:
        return self.speaker is None


@dataclass(frozen=True)
class Acts:
    """What the reader may do with each post of the page."""

    may_answer: bool = False
    may_hide: bool = False
    may_mark: bool = False


@dataclass(frozen=True)
class Window:
    """Twenty numbers of a topic: their posts as HTML, by number, and where the windows beside it begin (0: nowhere).

    `answer` is what answers the question, wherever it stands, as it is shown on top of each window.
    """

    first: int
    last: int
    posts: Sequence[tuple[int, str]]
    answer: str
    previous: int
    following: int


def window_start(number: int, of: int) -> int:
    """The first number of the window in which a number stands; beyond the last post, of the last window."""
    return (min(max(number, 1), max(of, 1)) - 1) // SIZE * SIZE + 1


def window(topic: Any, number: int, user: Any, acts: Acts) -> Window:
    """The window that a post number stands in. Kept under the topic's version and the epoch, it asks no statement."""
    first = window_start(number, topic.posts_count)
    key = _key(topic, first, user, acts)
    kept = cache.get(key)
    if kept is None:
        kept = _drawn(topic, first, user, acts)
        cache.set(key, kept, KEPT)
    posts, answer = kept
    last = min(first + SIZE - 1, topic.posts_count)
    return Window(
        first=first,
        last=last,
        posts=posts,
        answer=answer,
        previous=max(first - SIZE, 0),
        following=first + SIZE if topic.posts_count > last else 0,
    )


def _key(topic: Any, first: int, user: Any, acts: Acts) -> str:
    """All that the HTML depends on. Names and titles in it follow the epoch, what one may see the standing."""
    epoch = topic.epoch if getattr(user, "epoch", None) is None else user.epoch
    return f"forums.window:{name_under(topic.pk, topic.version, epoch, first, acts, sight(user))}"


def _drawn(topic: Any, first: int, user: Any, acts: Acts) -> tuple[list[tuple[int, str]], str]:
    """The posts of the window, and the answer: in one statement, and one look-up a kind of what they refer to."""
    between, question = {"topic": topic.pk, "first": first, "last": first + SIZE - 1}, topic.owed
    is_answered = question is not None and question.is_answered
    found = WITH_ANSWER(**between, answer=question.answer_id) if is_answered else IN_WINDOW(**between)
    posts = shown(found, topic, user)
    of_office = is_answered and question.asked_id is not None
    answers = [drawn("forums/_official_answer.html", post=post, of_office=of_office) for post in posts if post.answers]
    return [
        (post.number, drawn("forums/_post.html", post=post, topic=topic.pk, acts=acts))
        for post in posts
        if first <= post.number < first + SIZE
    ], next(iter(answers), "")


def shown(posts: Sequence[Mapping[str, Any]], topic: Any, user: Any) -> list[ShownPost]:
    """Posts (`for_topic`) as they are read: texts joined with what they refer to, in one look-up a kind for all."""
    bodies = rich_text.render([[] if post["hidden_at"] else post["body"] for post in posts], user)
    url, question = topic.get_absolute_url(), topic.owed
    return [_shown(post, body, url, question) for post, body in zip(posts, bodies, strict=True)]


def _shown(post: Mapping[str, Any], body: str, url: str, question: Question | None) -> ShownPost:
    is_hidden = post["hidden_at"] is not None
    answers = question is not None and question.answer_id == post["pk"]
    asked = question.asked_id if question is not None else None
    return ShownPost(
        number=post["number"],
        pk=post["pk"],
        url=place(url, post["number"]),
        speaker=None if is_hidden else _speaker(post),
        iso=formats.iso(post["created_at"]),
        stamp=formats.stamp(post["created_at"]),
        body=body,
        lang=post["lang"],
        photos=() if is_hidden else photos(post["placed_photos"]),
        hidden_reason=post["hidden_reason"],
        answers=answers,
        may_answer=not answers and post["number"] > 1 and asked in (None, post["acting_as_id"]),
    )


def _speaker(post: Mapping[str, Any]) -> Speaker:
    is_gone = post["author__leaves_at"] is not None or post["author__erased_at"] is not None
    is_open = post["author__is_listed"] and post["author__is_active"] and post["author__confirmed_at"] and not is_gone
    return Speaker(
        pk=post["author_id"],
        name=name_for_others(post["author__name"], post["author__leaves_at"], post["author__erased_at"]),
        for_whom=post["acting_as__name"] or "",
        url=f"/orang/{post['author__handle']}/" if is_open else "",
        is_official=post["acting_as__sector"] == Sector.GOVERNMENT,
    )


def quoted(topic: Topic, number: int | None) -> str:
    """The beginning of an answer that quotes a post of this topic: its first words and where it stands, and no names.

    Whom it quotes is read there, under the name they have by then. Of what is hidden or missing, nothing.
    """
    post = topic.posts.shown().filter(number=number).first() if number else None
    if post is None:
        return ""
    words = shortened(rich_text.words(post.body, "…"), LONGEST_QUOTE)
    return f"> {words}\n>\n> [#{post.number}]({place(topic.get_absolute_url(), post.number)})\n\n"
