"""The forum: categories, their topics, and what is written there."""

from forums.models.category import Category
from forums.models.post import Post
from forums.models.reaction import Reaction
from forums.models.topic import Topic
from forums.models.version import PostVersion

__all__ = ["Category", "Post", "PostVersion", "Reaction", "Topic"]
