"""The newest topics of a category, and the newest posts of a topic, as Atom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commons.feeds import AtomFeed, Entry
from forums import queries
from forums.models import Category, Topic


class CategoryFeed(AtomFeed):
    """New topics, each by its opening post."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Category:
        return kwargs["category"]

    def title(self, category: Category) -> str:
        return _("Topik baru: %(category)s") % {"category": category}

    def link(self, category: Category) -> str:
        return f"{settings.SITE_URL}{category.get_absolute_url()}"

    def feed_url(self, category: Category) -> str:
        return f"{settings.SITE_URL}{queries.category_feed(category)}"

    def items(self, category: Category) -> Sequence[Entry]:
        return queries.told_in(category)


class TopicFeed(AtomFeed):
    """What was written into one topic."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Topic:
        return kwargs["topic"]

    def title(self, topic: Topic) -> str:
        return str(topic)

    def link(self, topic: Topic) -> str:
        return f"{settings.SITE_URL}{topic.get_absolute_url()}"

    def feed_url(self, topic: Topic) -> str:
        return f"{settings.SITE_URL}{queries.topic_feed(topic)}"

    def began_at_of(self, topic: Topic) -> datetime:
        return topic.created_at

    def items(self, topic: Topic) -> Sequence[Entry]:
        return queries.told_of(topic)
