"""The forum: categories, their topics, and what is written there."""

from forums.models.category import Category
from forums.models.post import Post
from forums.models.topic import Topic

__all__ = ["Category", "Post", "Topic"]
