"""The search inside the forum: by words, and by who wrote, where and when. Whoever asks may read what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet, Window
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from commons import rich_text
from commons.search import MOST, Asking, Words, can_be_built
from commons.standing import READER, reader
from commons.windows import Hit
from forums.models import Category, Post, Topic
from forums.search import by_title, find_posts, find_topics, hit_of_post, number_in, post_hits, topic_hits

SIZE, TITLES = 20, 5  # hits of a page; topics that are shown above them by their titles
LAST_PAGE = MOST // SIZE


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: words, and what narrows them."""

    words: Words
    category: Category | None = None
    author: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_narrowed(self) -> bool:
        return any((self.category, self.author, self.since, self.until))

    @property
    def is_something(self) -> bool:
        """Without words, what narrows is enough; words that say too little are not."""
        return bool(self.words.asked) or (not self.words.typed and self.is_narrowed)


@dataclass(frozen=True)
class Found:
    """One page: topics by their titles (on the first page only), posts, and how many posts there are at most `MOST`."""

    topics: Sequence[Hit]
    alike: Sequence[Hit]
    posts: Sequence[Hit]
    total: int
    page: int

    @property
    def number(self) -> str:
        return f"{MOST - 1}+" if self.total >= MOST else str(self.total)

    @property
    def has_more(self) -> bool:
        return self.total > self.page * SIZE and self.page < LAST_PAGE

    @property
    def is_empty(self) -> bool:
        return not (self.topics or self.posts)


def trouble_of(words: Words) -> str:
    """Why these words find nothing, in a sentence; empty where they can."""
    if words.trouble == "short":
        return _("Tulis paling sedikit dua huruf.")
    return _("Kata ini ada di hampir semua tulisan. Tambahkan kata lain.") if words.trouble else ""


def found(asked: Asked, user: Any, page: int = 1) -> Found:
    """In two statements, three where no title has the words, one where only filters are asked for. Ranked are the
    newest `MOST` only."""
    exact, alike = _topics(asked, user) if asked.words.asked and page == 1 else ([], [])
    start = (page - 1) * SIZE
    if asked.words.asked:
        rows = _posts(asked, user, start)
        posts, total = post_hits(rows, user), rows[0].total if rows else 0
    else:
        rows = list(_newest(asked, user)[start : start + SIZE])
        posts, total = _plain_hits(rows, user), rows[0].total if rows else 0
    return Found(exact, alike, posts, total, page)


def _newest(asked: Asked, user: Any) -> QuerySet[Post]:
    """Where no words are asked for: the newest of what narrows, at most `MOST`, each with how many they are."""
    order = ("-created_at", "-pk")
    narrowed = Post.objects.visible_to(user).shown().filter(_narrowed(asked)).order_by(*order)
    newest = Post.objects.filter(pk__in=narrowed.values("pk")[:MOST])
    shown = newest.select_related("topic", "author", "acting_as")
    return shown.annotate(total=Window(Count("pk"))).order_by(*order)


def _posts(asked: Asked, user: Any, start: int) -> list[Any]:
    if start == 0 and _is_plain(asked):
        return POSTS[user.is_authenticated](asked.words, **reader(user))
    return list(find_posts(user, asked.words, _narrowed(asked))[start : start + SIZE])


def _topics(asked: Asked, user: Any) -> tuple[list[Hit], list[Hit]]:
    """By their titles; where none has the words, those whose title looks alike: only then slips are looked for, which
    takes the database longer than all the rest."""
    if number_in(asked.words):
        rows: list[Any] = list(find_topics(user, asked.words, _narrowed(asked, "category"))[:TITLES])
    else:
        rows = _titled(asked, user, forgives=False) or _titled(asked, user, forgives=True)
    exact = [row for row in rows if row.is_exact]
    return topic_hits(exact, user), [] if exact else topic_hits(rows, user)


def _titled(asked: Asked, user: Any, *, forgives: bool) -> list[Any]:
    if _is_plain(asked):
        return TOPICS[user.is_authenticated, forgives](asked.words, **reader(user))
    found = Topic.objects.visible_to(user).listed().filter(_narrowed(asked, "category"))
    return list(by_title(found, asked.words, forgives=forgives)[:TITLES])


def _is_plain(asked: Asked) -> bool:
    """As most searches are: a few words, and nothing that narrows them."""
    return not asked.is_narrowed and can_be_built(asked.words)


def _titled_for(user: Any, forgives: bool) -> Asking:
    return Asking(lambda words: by_title(Topic.objects.visible_to(user).listed(), words, forgives=forgives)[:TITLES])


def _posts_for(user: Any) -> Asking:
    return Asking(lambda words: find_posts(user, words)[:SIZE])


READERS: dict[bool, Any] = {True: READER, False: AnonymousUser()}  # by whether they are signed in
TOPICS = {(known, slips): _titled_for(READERS[known], slips) for known in READERS for slips in (False, True)}
POSTS = {known: _posts_for(READERS[known]) for known in READERS}


def _narrowed(asked: Asked, category: str = "topic__category") -> Q:
    narrowed = Q()
    if asked.category is not None:
        narrowed &= Q(**{category: asked.category}) | Q(**{f"{category}__parent": asked.category})
    if asked.author:
        narrowed &= _written_by(asked.author)
    if asked.since is not None:
        narrowed &= Q(created_at__gte=_midnight(asked.since))
    if asked.until is not None:
        narrowed &= Q(created_at__lt=_midnight(asked.until + timedelta(days=1)))
    return narrowed


def _written_by(name: str) -> Q:
    """A person by name or handle, or the organisation that they spoke for. Whoever left is nobody, here too."""
    named = Q(handle__iexact=name.removeprefix("@")) | Q(name__icontains=name)
    people = User.objects.filter(named, leaves_at=None, erased_at=None)
    return Q(author__in=people.values("pk")) | Q(acting_as__name__icontains=name)


def _midnight(day: date) -> datetime:
    """Where the day begins at the office, whichever clock the reader's device shows."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def _plain_hits(rows: Sequence[Post], user: Any) -> list[Hit]:
    """Without words there is nothing to highlight: the beginning of each text."""
    texts = rich_text.excerpts([row.body for row in rows], user, 200)
    return [hit_of_post(row, text) for row, text in zip(rows, texts, strict=True)]
