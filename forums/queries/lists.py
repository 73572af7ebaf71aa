"""Categories and topics in lists, and cards where a topic is only mentioned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import name_for_others
from activity.models import Follow
from commons import formats
from commons.chips import Chip
from commons.contributions import Card
from commons.form_fields import an_id
from commons.standing import READER, reader
from commons.statements import Given, Statement
from forums.models import Category, Topic
from forums.models.category import title_for
from forums.models.post import place
from forums.models.topic import TopicQuerySet, address, replies, shown_title
from forums.queries.looks import answer_look, archive_look, kind_look, state_look

SHOWN_IN_PANEL = 5
SHOWN_ON_HOME = 4
MOST_COUNTED = 100  # topics with something new; beyond it nobody cares how many
LISTS = ("", "baru", "belum-dijawab", "diikuti")  # what the forum's first page can show


@dataclass(frozen=True)
class TopicRow:
    """A topic in a list, in the words that stand there: what looks the same is drawn once."""

    url: str
    title: str
    category: str
    starter: str
    kind: Chip | None
    state: Chip | None
    answer: Chip | None  # of a question: how it stands with its answer
    asked: str  # the office that owes it
    replies: int
    ago: str
    unread: int  # 0 where nothing is new, or the reader has muted it, or neither follows it nor began to read it
    unread_url: str


def rows(topics: Iterable[Mapping[str, Any]]) -> list[TopicRow]:
    """Of `Topic.objects….for_rows(user)`."""
    now = timezone.localtime()
    return [_row(topic, now) for topic in topics]


def _row(t: Mapping[str, Any], now: datetime) -> TopicRow:
    author = name_for_others(t["author__name"], t["author__leaves_at"], t["author__erased_at"])
    url = address(t["pk"], "" if t["is_hidden"] else t["title"])
    level, read_to = t.get("level"), t.get("read_to")
    is_heard = level != Follow.Level.MUTED and not (level is None and read_to is None)
    return TopicRow(
        url=url,
        title=shown_title(t["title"], t["is_hidden"]),
        category=title_for(t["category__title"], t["category__title_en"]),
        starter=t["acting_as__name"] or author,
        kind=kind_look(t["kind"]) if t["kind"] != Topic.Kind.DISCUSSION else None,
        state=_state(t),
        answer=answer_look(
            is_open=t["state"] == Topic.State.OPEN and t["archived_at"] is None and t["category__archived_at"] is None,
            answer=t["question__answer"],
            due_at=t["question__due_at"],
            now=now,
        ),
        asked=t["question__asked__name"] or "",
        replies=replies(t["shown_count"], t["is_hidden"]),
        ago=formats.ago(t["last_post_at"], now),
        unread=t["unread"] or 0 if is_heard else 0,
        unread_url=place(url, (read_to or 0) + 1),
    )


def _state(t: Mapping[str, Any]) -> Chip | None:
    if t["archived_at"] is not None:
        return archive_look()
    return state_look(t["state"]) if t["state"] == Topic.State.CLOSED else None


def topics_list(user: Any, *, shown: str = "") -> TopicQuerySet:
    """The topics a person may see: all, or the questions without an answer (`belum-dijawab`), or those with something
    new for them (`baru`), or those they follow (`diikuti`)."""
    found = Topic.objects.visible_to(user).listed()
    if shown == "belum-dijawab":
        return found.unanswered()
    if shown == "baru" and user.is_authenticated:
        return found.unread_by(user)
    return found.followed_by(user) if shown == "diikuti" and user.is_authenticated else found


def unread_topics(user: Any, category: Category | None = None) -> TopicQuerySet:
    """Those of *Belum dibaca*, of the whole forum or of one part of it, what is pinned there included."""
    found = topics_list(user, shown="baru")
    return found if category is None else found.inside(category)


def unread_places(user: Any) -> list[int]:
    """The category of each topic that stands under *Belum dibaca*, no more than `MOST_COUNTED`; none for visitors."""
    return [row["category"] for row in UNREAD(**reader(user))] if user.is_authenticated else []


UNREAD = Statement(lambda: unread_topics(READER).order_by().values("category")[:MOST_COUNTED])


def facts_of(category: Category) -> dict[str, Any]:
    """What describes a category, as its form has it."""
    names = ("title", "title_en", "description", "icon", "starters", "repliers", "is_archived")
    return {name: getattr(category, name) for name in names} | {
        "parent": category.parent_id,
        "visibility": category.own_visibility,
    }


def searched_in(user: Any, asked: str | None) -> list[Category]:
    """What a search can be narrowed to: the forum's own categories, and the one that is asked for, whose ever it is.
    There is one for each project: a list of all of them would help nobody."""
    own = OWN(**reader(user))
    number = an_id(asked)
    if number is None or any(category.pk == number for category in own):
        return own
    return [*own, *ONE(category=number, **reader(user))]


OWN = Statement(lambda: Category.objects.visible_to(READER).filter(is_owned=False).in_their_places())
ONE = Statement(lambda: Category.objects.visible_to(READER).filter(pk=Given("category")))


def newest_topics(category_id: int, user: Any) -> list[TopicRow]:
    """For the page of the thing that a forum belongs to: its topics that moved last."""
    newest = NEWEST_FOR_MEMBERS if user.is_authenticated else NEWEST_FOR_VISITORS
    return rows(newest(category=category_id, **reader(user)))


def _newest(user: Any) -> Any:
    found = Topic.objects.visible_to(READER).filter(category=Given("category")).listed().recently_active()
    return found.for_rows(user)[:SHOWN_IN_PANEL]


NEWEST_FOR_MEMBERS = Statement(lambda: _newest(READER))
NEWEST_FOR_VISITORS = Statement(lambda: _newest(AnonymousUser()))


def moving_topics(user: Any) -> dict[str, Any] | None:
    """For a home page: the topics in which somebody wrote last."""
    found = (MOVING if user.is_authenticated else MOVING_OUT)(**reader(user))
    shown = rows(found)
    return {"rows": shown, "more": "/forum/", "more_label": _("Semua topik")} if shown else None


def _moving(user: Any) -> Any:
    return Topic.objects.visible_to(user).listed().recently_active().for_rows(user)[:SHOWN_ON_HOME]


MOVING = Statement(lambda: _moving(READER))
MOVING_OUT = Statement(lambda: _moving(AnonymousUser()))


def topic_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Topics where they are only mentioned; those the person may not see are left out. One that was merged into another
    looks like that."""
    found = Topic.objects.visible_to(user).filter(pk__in=list(ids)).select_related("category", "merged_into__category")
    return {topic.pk: replace(topic_card(topic.merged_into or topic), id=topic.pk) for topic in found}


def topic_card(topic: Topic) -> Card:
    """With its category beside it, which the caller has joined."""
    detail = _("%(category)s · %(n)s balasan") % {"category": topic.category, "n": topic.replies_count}
    return Card(topic.pk, str(topic), topic.get_absolute_url(), detail, "messages-square")


def category_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Parts of the forum where they are only mentioned."""
    found = Category.objects.visible_to(user).filter(pk__in=list(ids))
    return {c.pk: Card(c.pk, str(c), c.get_absolute_url(), c.description, "messages-square") for c in found}
