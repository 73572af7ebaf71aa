"""Whoever writes into a topic or changes it locks its row first: posts have numbers without gaps, and counts hold."""

from forums.models import Category, Topic


def locked(topic_id: int) -> Topic:
    """The topic's row, locked until the commit, with what the actions need beside it."""
    rows = Topic.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("category__audience", "thread", "author", "acting_as", "question__asked__group").get(
        pk=topic_id
    )


def locked_category(category_id: int) -> Category:
    """The category's row, locked until the commit. After a topic's, never before it."""
    rows = Category.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("audience", "thread").get(pk=category_id)
