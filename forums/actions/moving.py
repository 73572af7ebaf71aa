"""A topic goes to another category, its posts to another topic, some of them to a new one."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, join_thread, name_thread, open_thread, record, share_follows, share_marks
from commons.access import Refused, ensure
from commons.models.epoch import raise_epoch
from forums.actions.clocks import lose_answer
from forums.actions.counting import count_anew
from forums.actions.locking import locked, locked_categories, locked_category, locked_topics
from forums.actions.places import ensure_office_reads, move_posts, put_topic, tell_there, unpin
from forums.models import Category, Topic

MOST_SPLIT = 100  # posts at once: more are split off in several steps


@transaction.atomic
def move_topic(*, topic: Topic, to: Category, by: Any, told: str = "") -> Topic:
    """It stands in another category: who sees it, who hears of it and who looks after it is another, at once and at
    every door. `told` is the visibility that whoever moves it was told. Locks the topic, then the categories.

    Raises:
        Refused: that category takes no topic of this person, or is seen by others than they were told.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.move_topic", topic)
    to, _from = locked_categories([to.pk, topic.category_id])
    ensure(by, "forums.open_topic", to)
    if to.pk == topic.category_id:
        raise Refused(_("Topik ini sudah berada di kategori itu."), obj=topic)
    ensure_was_told(told, to)
    ensure_office_reads(topic, to)
    put_topic(topic, to)
    raise_epoch()
    record("forums.topic_moved", actor=by, target=topic, thread=topic.thread, to=[("concerned", topic.author)])
    return topic


def ensure_was_told(told: str, to: Category) -> None:
    """
    Raises:
        Refused: the category is seen by others by now than whoever acts was told.
    """
    if told and told != to.audience.visibility:
        raise Refused(_("Yang dapat melihat kategori itu baru saja berubah. Periksa sekali lagi."), obj=to)


@transaction.atomic
def merge_topic(*, topic: Topic, into: Topic, by: Any, told: str = "") -> Topic:
    """All of its posts go behind those of `into`, which is returned; its address leads there from now on, for those who
    see that topic. Who followed it follows that one. Locks both topics, then the category.

    A mark of an answer does not go along. A question that was put to an office keeps its number, and goes nowhere.

    Raises:
        Refused: they are one and the same, or one of them can't be merged (any more).
    """
    topic, into = locked_topics([topic.pk, into.pk])
    ensure(by, "forums.merge_topic", topic)
    ensure(by, "forums.take_in_topic", into)
    if topic.pk == into.pk:
        raise Refused(_("Topik tidak dapat digabungkan dengan dirinya sendiri."), obj=topic)
    ensure_was_told(told, into.category)
    posts = list(topic.posts.order_by("number"))
    for post in posts:
        post.topic = topic
        lose_answer(post, by=by)
    base = into.posts_count
    moved = move_posts(posts, to=into, by=by)
    _close_behind(topic, into)
    share_marks(topic.thread, into.thread, moved, base=base)
    join_thread(topic.thread, into.thread)
    into.save(update_fields=["posts_count"])
    count_anew(into)
    raise_epoch()
    record("forums.topic_merged", actor=by, target=into, thread=into.thread, to=[("concerned", topic.author)])
    return into


def _close_behind(topic: Topic, into: Topic) -> None:
    """Nothing is left of it but its address, which those see who see the other topic. Answers that are held go along,
    for nothing can be published here any more."""
    unpin(topic)
    topic.save(update_fields=["pinned_at", "pinned_until", "pinned_by", "moved_count"])
    count_anew(topic)
    topic.held_posts.waiting().update(topic=into)
    topic.merged.update(merged_into=into, category=into.category)
    topic.merged_into, topic.category = into, into.category
    topic.save(update_fields=["merged_into", "category"])


@transaction.atomic
def split_topic(*, topic: Topic, numbers: Collection[int], title: str, by: Any) -> Topic:
    """These posts become a topic of their own in the same category, which is returned; in their places rows lead there.
    Who follows the old one follows it, and has read what they had read. Locks the topic, then the category.

    What answered the question is unanswered where it goes away. The opening post stays.

    Raises:
        Refused: the opening post is among them, one is not there, or the first can't be read.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.split_topic", topic)
    category = locked_category(topic.category_id)
    posts = list(topic.posts.filter(number__in=numbers).select_related("author").order_by("number")[: MOST_SPLIT + 1])
    _ensure_can_be_split(topic, posts, numbers)
    for post in posts:
        post.topic = topic
        lose_answer(post, by=by)
    first = posts[0]
    thread = open_thread("forums.topic", category.audience, category.thread)
    made = Topic.objects.create(
        category=category, title=title, author=first.author, acting_as_id=first.acting_as_id, thread=thread,
        created_at=timezone.now(), is_hidden=True,
    )  # fmt: skip
    name_thread(thread, made)
    moved = move_posts(posts, to=made, by=by)
    topic.save(update_fields=["moved_count"])
    made.save(update_fields=["posts_count"])
    share_follows(topic.thread, thread)
    share_marks(topic.thread, thread, moved, base=0)
    tell_there(posts, made)
    for author in {post.author_id: post.author for post in posts}.values():
        begin_to_follow(author, thread)
    count_anew(topic)
    count_anew(made)
    raise_epoch()
    record("forums.topic_split", actor=by, target=made, thread=thread, to=[("concerned", first.author)])
    return made


def _ensure_can_be_split(topic: Topic, posts: list[Any], numbers: Collection[int]) -> None:
    if not posts or len(posts) != len(set(numbers)):
        raise Refused(_("Ada kiriman yang sudah tidak berada di topik ini. Pilih sekali lagi."), obj=topic)
    if len(posts) > MOST_SPLIT:
        raise Refused(_("Pisahkan paling banyak %(n)s kiriman sekaligus.") % {"n": MOST_SPLIT}, obj=topic)
    if posts[0].is_opening:
        raise Refused(_("Kiriman pembuka tetap di topiknya. Untuk seluruh topik, pakai Gabungkan."), obj=topic)
    if not posts[0].is_shown:
        raise Refused(_("Kiriman pertama yang dipisahkan harus masih terbaca."), obj=topic)
