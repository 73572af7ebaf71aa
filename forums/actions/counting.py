"""What topics and categories repeat about their posts, made anew where a post came or went out of sight."""

from django.db.models import Count, F, Max, Q

from forums.models import Category, Topic


def count_anew(topic: Topic) -> None:
    """Under the topic's lock. Without its opening post it leaves the lists, and its title is hidden too."""
    shown = Q(hidden_at=None, deleted_at=None)
    counted = topic.posts.aggregate(
        shown=Count("pk", filter=shown),
        last=Max("created_at", filter=shown),
        first=Count("pk", filter=shown & Q(number=1)),
    )
    was_hidden, topic.is_hidden = topic.is_hidden, not counted["first"]
    topic.shown_count, topic.last_post_at = counted["shown"], counted["last"] or topic.created_at
    topic.version += 1
    topic.save(update_fields=["shown_count", "last_post_at", "is_hidden", "version"])
    if topic.is_hidden != was_hidden:
        step = -1 if topic.is_hidden else 1
        Category.objects.filter(pk=topic.category_id).update(topics_count=F("topics_count") + step)
