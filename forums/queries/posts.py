"""The posts of a topic, twenty at a time by their numbers, drawn once for all who may see the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from accounts.models import name_for_others
from commons import formats, rich_text
from commons.drawn import drawn, name_under
from commons.models import Photo, photos
from commons.standing import sight
from commons.statements import Given, Statement
from forums.models import Post
from forums.models.post import UNDO, place
from forums.queries.feet import Acts, Foot, KeptPost, foot
from forums.queries.reactions import how_many
from stakeholders.models import Sector

SIZE = 20
KEPT = 600  # seconds: what is kept is right for as long as it is asked for, and takes no room for longer than this

IN_WINDOW = Statement(
    lambda: (
        Post.objects.filter(topic=Given("topic"), number__gte=Given("first"), number__lte=Given("last"))
        .for_topic()
        .annotate(useful=how_many())
    )
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


@dataclass(frozen=True)
class PlacedPost:
    """A post on the page of this reader: what is kept of it, and the foot with what they may do."""

    number: int
    is_official: bool
    html: str
    foot: str


@dataclass(frozen=True)
class Window:
    """Twenty numbers of a topic: their posts, and where the windows beside it begin (0: nowhere)."""

    first: int
    last: int
    posts: Sequence[PlacedPost]
    previous: int
    following: int


def window_start(number: int, of: int) -> int:
    """The first number of the window in which a number stands; beyond the last post, of the last window."""
    return (min(max(number, 1), max(of, 1)) - 1) // SIZE * SIZE + 1


def window(topic: Any, number: int, user: Any, acts: Acts) -> Window:
    """The window that a post number stands in. Kept under the topic's version and the epoch, it asks no statement."""
    first = window_start(number, topic.posts_count)
    key = _key(topic, first, user, acts)
    posts = cache.get(key)
    if posts is None:
        posts = _drawn(topic, first, user, acts)
        cache.set(key, posts, KEPT)
    last = min(first + SIZE - 1, topic.posts_count)
    return Window(
        first=first,
        last=last,
        posts=[PlacedPost(post.number, post.is_official, post.html, foot(post, topic, user, acts)) for post in posts],
        previous=max(first - SIZE, 0),
        following=first + SIZE if topic.posts_count > last else 0,
    )


def _key(topic: Any, first: int, user: Any, acts: Acts) -> str:
    """All that the HTML depends on. Names and titles in it follow the epoch, what one may see the standing."""
    epoch = topic.epoch if getattr(user, "epoch", None) is None else user.epoch
    return f"forums.posts:{name_under(topic.pk, topic.version, epoch, first, acts, sight(user))}"


def _drawn(topic: Any, first: int, user: Any, acts: Acts) -> list[KeptPost]:
    found = list(IN_WINDOW(topic=topic.pk, first=first, last=first + SIZE - 1))
    posts = shown(found, topic.get_absolute_url(), user)
    return [_kept(row, post, topic.pk, acts) for row, post in zip(found, posts, strict=True)]


def _kept(row: Mapping[str, Any], post: ShownPost, topic: int, acts: Acts) -> KeptPost:
    deleted_at, is_hidden = row["deleted_at"], row["hidden_at"] is not None
    usual = Foot(post.number, post.pk, topic, row["useful"], is_hidden=is_hidden, is_deleted=deleted_at is not None)
    return KeptPost(
        number=post.number,
        author=row["author_id"],
        is_official=post.speaker is not None and post.speaker.is_official,
        restorable_until=deleted_at + UNDO if deleted_at else None,
        html=drawn("forums/_post.html", post=post, topic=topic),
        foot=usual,
        usual_foot=usual.drawn(acts),
    )


def shown(posts: Sequence[Mapping[str, Any]], url: str, user: Any) -> list[ShownPost]:
    """Posts (`for_topic`) as they are read: texts joined with what they refer to, in one look-up a kind for all."""
    bodies = rich_text.render([post["body"] if _is_shown(post) else [] for post in posts], user)
    return [_shown(post, body, url) for post, body in zip(posts, bodies, strict=True)]


def _is_shown(post: Mapping[str, Any]) -> bool:
    return post["hidden_at"] is None and post["deleted_at"] is None


def _shown(post: Mapping[str, Any], body: str, url: str) -> ShownPost:
    is_shown = _is_shown(post)
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
