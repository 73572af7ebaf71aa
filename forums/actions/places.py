"""What it takes for topics and posts to stand elsewhere. Whoever calls these holds the rows of the topics."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions import hang_thread, move_activities
from commons import attachments
from commons.access import Refused
from commons.models.audience import AudienceGroupGrant, Visibility
from forums.models import Category, MovedPost, Post, Topic

# The numbers go on where those of the topic end, in the order in which the posts stood.
MOVE = """
    UPDATE forums_post p SET topic_id = %(to)s, number = n.number FROM (
        SELECT id, %(base)s + row_number() OVER (ORDER BY number) AS number
        FROM forums_post WHERE id = ANY(%(posts)s)) n
    WHERE p.id = n.id"""


def put_topic(topic: Topic, to: Category) -> None:
    """It stands in this category from now on, with the topics that were merged into it: seen by those who see that,
    at every door. Its place on top was one of the old category."""
    step = 0 if topic.is_hidden else 1
    Category.objects.filter(pk=topic.category_id).update(topics_count=F("topics_count") - step)
    Category.objects.filter(pk=to.pk).update(topics_count=F("topics_count") + step)
    unpin(topic)
    topic.category = to
    topic.version += 1
    topic.save(update_fields=["category", "version", *PIN])
    topic.merged.update(category=to)
    hang_thread(topic.thread, audience=to.audience, parent=to.thread)
    attachments.hang(topic.posts.all(), to.audience)


PIN = ("pinned_at", "pinned_until", "pinned_by")


def unpin(topic: Topic) -> None:
    """Does not save."""
    topic.pinned_at = topic.pinned_until = topic.pinned_by = None


def ensure_office_reads(topic: Topic, to: Category) -> None:
    """A question that is put to an office stands where its people read it.

    Raises:
        Refused: it would not.
    """
    question = topic.owed
    if question is None or question.asked is None or to.audience.visibility != Visibility.PRIVATE:
        return
    grants = AudienceGroupGrant.objects.filter(content_object=to.audience_id, permission__codename="see")
    if not grants.filter(group=question.asked.group_id).exists():
        raise Refused(_("Kantor yang ditanya tidak dapat membaca kategori itu. Pilih kategori lain."), obj=to)


def move_posts(posts: Sequence[Post], *, to: Topic, by: Any) -> dict[int, int]:
    """Posts of one topic go behind those of another; each leaves a row that leads after it. What was told of them, and
    their pictures, go along. Returns their numbers, the old ones first. The counts of both are the caller's to make."""
    source, base = posts[0].topic, to.posts_count
    MovedPost.objects.bulk_create(
        [MovedPost(topic=source, number=post.number, post=post, by=by) for post in posts], batch_size=1000
    )
    ids = [post.pk for post in posts]
    with connection.cursor() as cursor:
        cursor.execute(MOVE, {"to": to.pk, "base": base, "posts": ids})
    source.moved_count += len(posts)
    to.posts_count += len(posts)
    if source.category_id != to.category_id:
        attachments.hang(Post.objects.filter(pk__in=ids), to.category.audience)
    return {post.number: number for number, post in enumerate(posts, base + 1)}


def tell_there(posts: Sequence[Post], to: Topic) -> None:
    """What was told of these posts, and still will be, is of that topic's thread."""
    move_activities(Post.objects.filter(pk__in=[post.pk for post in posts]), to.thread)
