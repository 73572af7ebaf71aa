"""Whoever writes into a topic or changes it locks its row first: posts have numbers without gaps, and counts hold."""

from collections.abc import Sequence

from commons.statements import Given, Statement
from forums.models import Category, Post, Topic

BESIDE = ("category__audience", "category__parent", "thread", "author", "acting_as", "question__asked__group")


def locked(topic_id: int) -> Topic:
    """The topic's row, locked until the commit, with what the actions need beside it.

    What stands beside it is asked for after the lock is there. Joined to a row that one has waited for, it would be
    read as it was before the wait: two answers at once would both find the question unanswered, and a topic that was
    moved meanwhile would not be found at all.
    """
    return locked_topics([topic_id])[0]


def locked_topics(ids: Sequence[int]) -> list[Topic]:
    """Several, in the order in which they are named; locked in that of their numbers, whoever names them how.

    Raises:
        Topic.DoesNotExist: one of them is not there.
    """
    for pk in sorted(set(ids)):
        if not LOCK(topic=pk):
            raise Topic.DoesNotExist(f"the topic {pk}")
    return [LOCKED(topic=pk)[0] for pk in ids]


LOCK = Statement(lambda: Topic.objects.select_for_update(no_key=True).filter(pk=Given("topic")).values("pk"))
LOCKED = Statement(lambda: Topic.objects.filter(pk=Given("topic")).select_related(*BESIDE))


def locked_post(post: Post) -> Post:
    """The post as it is now, under the lock of its topic."""
    topic = locked(post.topic_id)
    post = topic.posts.select_related("author", "acting_as").get(pk=post.pk)
    post.topic = topic
    return post


def locked_category(category_id: int) -> Category:
    """The category's row, locked until the commit. After a topic's, never before it. What stands beside it is asked
    for once the lock is there."""
    return locked_categories([category_id])[0]


def locked_categories(ids: Sequence[int]) -> list[Category]:
    """Several, in the order in which they are named; locked in that of their numbers.

    Raises:
        Category.DoesNotExist: one of them is not there.
    """
    rows = Category.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    if len(rows.values_list("pk", flat=True)) < len(set(ids)):
        raise Category.DoesNotExist(f"one of the categories {ids}")
    found = Category.objects.select_related("audience", "thread", "parent__audience").in_bulk(ids)
    return [found[pk] for pk in ids]


def locked_tree() -> dict[int, Category]:
    """All of the forum's own categories, locked in the order of their numbers: whoever changes how they stand to one
    another is alone, and sees them as they are."""
    own = Category.objects.filter(is_owned=False)
    list(own.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    return own.select_related("audience", "thread", "parent__audience").in_bulk()
