"""The posts of a topic, twenty at a time by their numbers, drawn once for all who may see the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.utils.html import format_html, format_html_join

from accounts.models import name_for_others
from commons import formats, rich_text
from commons.drawn import drawn, kept_for_the_minute, name_under
from commons.models import Photo, photos
from commons.standing import sight
from commons.statements import Given, Statement
from forums.models import Post, Question
from forums.models.post import UNDO, place
from forums.queries.feet import Acts, Foot, KeptPost, foot
from forums.queries.linked import posting
from forums.queries.moved import LeftRow, left_rows
from forums.queries.reactions import how_many
from forums.queries.summaries import summary_html
from stakeholders.models import Sector

SIZE = 20
KEPT = 600  # seconds: what is kept is right for as long as it is asked for, and takes no room for longer than this

BETWEEN = Q(topic=Given("topic"), number__gte=Given("first"), number__lte=Given("last"))
IN_WINDOW = Statement(lambda: Post.objects.filter(BETWEEN).for_topic().annotate(useful=how_many()))
WITH_ANSWER = Statement(
    lambda: Post.objects.filter(BETWEEN | Q(pk=Given("answer"))).for_topic().annotate(useful=how_many())
)


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
    """A post as this reader reads it: its text drawn, its moments in their zone. Of a hidden one, why it is hidden.

    Nobody speaks where it is hidden or deleted: then neither its text nor its pictures are here.
    """

    number: int
    pk: int
    url: str
    speaker: Speaker | None
    iso: str
    stamp: str
    edited: str
    body: str
    lang: str
    photos: tuple[Photo, ...]
    hidden_reason: str
    is_deleted: bool
    answers: bool  # it is marked as the answer of its topic
    may_answer: bool  # it can be marked as such, by whoever may


@dataclass(frozen=True)
class PlacedPost:
    """A post on the page of this reader: what is kept of it, and the foot with what they may do."""

    number: int
    is_official: bool
    html: str
    foot: str

    @property
    def line(self) -> str:
        """As it stands in the list. The number is the one of addresses, not written as the reader's country does."""
        n, official = str(self.number), " post--official" if self.is_official else ""
        return format_html(
            '<li class="post{}" id="no-{}" data-position="{}">{}{}</li>', official, n, n, self.html, self.foot
        )


@dataclass(frozen=True)
class Kept:
    """What is kept of a window: the same for all who may see and do the same."""

    posts: Sequence[KeptPost]
    answer: str
    summary: str
    linked: str


@dataclass(frozen=True)
class Window:
    """Twenty numbers of a topic: their posts, and where the windows beside it begin (0: nowhere).

    `answer` is what answers the question, wherever it stands, and `summary` what the topic comes to, as they are shown
    on top of each window. `linked` is what machines read of it, on the first page of visitors.
    """

    first: int
    last: int
    posts: Sequence[PlacedPost]
    answer: str
    summary: str
    linked: str
    previous: int
    following: int


def window_start(number: int, of: int) -> int:
    """The first number of the window in which a number stands; beyond the last post, of the last window."""
    return (min(max(number, 1), max(of, 1)) - 1) // SIZE * SIZE + 1


def window(topic: Any, number: int, user: Any, acts: Acts) -> Window:
    """The window that a post number stands in. Kept under the topic's version and the epoch, it asks no statement."""
    first = window_start(number, topic.posts_count)
    kept = _kept_window(topic, first, user, acts)
    last = min(first + SIZE - 1, topic.posts_count)
    return Window(
        first=first,
        last=last,
        posts=[
            PlacedPost(post.number, post.is_official, post.html, foot(post, topic, user, acts)) for post in kept.posts
        ],
        answer=kept.answer,
        summary=kept.summary,
        linked=kept.linked,
        previous=max(first - SIZE, 0),
        following=first + SIZE if topic.posts_count > last else 0,
    )


def listed(window: Window, first_unread: int, unread: int) -> str:
    """Its posts in a list, with a line in front of the first that is new: a template would take as long for these few
    words as for all else of the page."""
    lines = []
    for post in window.posts:
        if post.number == first_unread:
            lines.append(drawn("forums/_unread_line.html", n=unread))
        lines.append(post.line)
    return format_html_join("", "{}", ((line,) for line in lines))


def _kept_window(topic: Any, first: int, user: Any, acts: Acts) -> Kept:
    """From this process, or from the cache that all share, which is farther away."""
    key = _key(topic, first, user, acts)

    def shared() -> Kept:
        kept: Kept | None = cache.get(key)
        if kept is None:
            kept = _drawn(topic, first, user, acts)
            cache.set(key, kept, KEPT)
        return kept

    return kept_for_the_minute(shared, key)


def _key(topic: Any, first: int, user: Any, acts: Acts) -> str:
    """All that the HTML depends on. Names and titles in it follow the epoch, what one may see the standing."""
    epoch = topic.epoch if getattr(user, "epoch", None) is None else user.epoch
    return f"forums.topic_window:{name_under(topic.pk, topic.version, epoch, first, acts, sight(user))}"


def _drawn(topic: Any, first: int, user: Any, acts: Acts) -> Kept:
    """The posts of the window, and the answer: in one statement, and one look-up a kind of what they refer to. The
    summary, where there is one, is asked for beside them."""
    between, question = {"topic": topic.pk, "first": first, "last": first + SIZE - 1}, topic.owed
    is_answered = question is not None and question.is_answered
    found = list(WITH_ANSWER(**between, answer=question.answer_id) if is_answered else IN_WINDOW(**between))
    posts = shown(found, topic, user)
    of_office = is_answered and question.asked_id is not None
    answers = [drawn("forums/_official_answer.html", post=post, of_office=of_office) for post in posts if post.answers]
    kept = [
        _kept(row, post, topic.pk, acts)
        for row, post in zip(found, posts, strict=True)
        if first <= post.number < first + SIZE
    ]
    if topic.moved_count:
        left = [_left(row) for row in left_rows(topic, first, first + SIZE - 1, user)]
        kept = sorted([*kept, *left], key=lambda post: post.number)
    opening = next((post for post in posts if post.number == first == 1), None)  # it may have moved
    return Kept(
        posts=kept,
        answer=next(iter(answers), ""),
        summary=summary_html(topic, user),
        linked=posting(topic, opening) if acts.is_visitor and opening else "",
    )


def _left(row: LeftRow) -> KeptPost:
    """Nobody's, with nothing to do about it."""
    nothing = Foot(number=row.number, pk=0, topic=0, useful=0, is_hidden=False, is_deleted=False)
    html = drawn("forums/_left_row.html", row=row)
    return KeptPost(row.number, 0, False, None, html, foot=nothing, usual_foot="")


def _kept(row: Mapping[str, Any], post: ShownPost, topic: int, acts: Acts) -> KeptPost:
    deleted_at = row["deleted_at"]
    usual = Foot(
        number=post.number,
        pk=post.pk,
        topic=topic,
        useful=row["useful"],
        is_hidden=row["hidden_at"] is not None,
        is_deleted=deleted_at is not None,
        may_answer=post.may_answer,
    )
    return KeptPost(
        number=post.number,
        author=row["author_id"],
        is_official=post.speaker is not None and post.speaker.is_official,
        restorable_until=deleted_at + UNDO if deleted_at else None,
        html=drawn("forums/_post.html", post=post, topic=topic),
        foot=usual,
        usual_foot=usual.drawn(acts),
    )


def shown(posts: Sequence[Mapping[str, Any]], topic: Any, user: Any) -> list[ShownPost]:
    """Posts (`for_topic`) as they are read: texts joined with what they refer to, in one look-up a kind for all."""
    bodies = rich_text.render([post["body"] if _is_shown(post) else [] for post in posts], user)
    url, question = topic.get_absolute_url(), topic.owed
    return [_shown(post, body, url, question) for post, body in zip(posts, bodies, strict=True)]


def _is_shown(post: Mapping[str, Any]) -> bool:
    return post["hidden_at"] is None and post["deleted_at"] is None


def _shown(post: Mapping[str, Any], body: str, url: str, question: Question | None) -> ShownPost:
    is_shown = _is_shown(post)
    answers = question is not None and question.answer_id == post["pk"]
    asked = question.asked_id if question is not None else None
    return ShownPost(
        number=post["number"],
        pk=post["pk"],
        url=place(url, post["number"]),
        speaker=_speaker(post) if is_shown else None,
        iso=formats.iso(post["created_at"]),
        stamp=formats.stamp(post["created_at"]),
        edited=formats.stamp(post["edited_at"]) if post["edited_at"] else "",
        body=body,
        lang=post["lang"],
        photos=photos(post["placed_photos"]) if is_shown else (),
        hidden_reason=post["hidden_reason"],
        is_deleted=post["deleted_at"] is not None,
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
