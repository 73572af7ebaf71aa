"""Whoever writes into a topic or changes it locks its row first: posts have numbers without gaps, and counts hold."""

from forums.models import Category, Post, Question, Topic


def locked(topic_id: int) -> Topic:
    """The topic's row, locked until the commit, with what the actions need beside it.

    Its question is asked for after the lock is there: joined to a row that one has waited for, it would be read as it
    was before the wait, and two answers at once would both find it unanswered.
    """
    rows = Topic.objects.select_for_update(of=("self",), no_key=True)
    topic = rows.select_related("category__audience", "thread", "author", "acting_as").get(pk=topic_id)
    question = Question.objects.select_related("asked__group").filter(topic=topic_id).first()
    if question is not None:
        question.topic = topic
    Topic._meta.get_field("question").set_cached_value(topic, question)
    return topic


def locked_post(post: Post) -> Post:
    """The post as it is now, under the lock of its topic."""
    topic = locked(post.topic_id)
    post = topic.posts.select_related("author", "acting_as").get(pk=post.pk)
    post.topic = topic
    return post


def locked_category(category_id: int) -> Category:
    """The category's row, locked until the commit. After a topic's, never before it."""
    rows = Category.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("audience", "thread").get(pk=category_id)
