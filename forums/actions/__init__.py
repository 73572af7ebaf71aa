"""What changes the forum."""

from forums.actions.categories import archive_forum, change_category, open_category, open_forum_of, rename_forum
from forums.actions.editing import delete_post, edit_post, restore_post
from forums.actions.moderation import hide_post, show_post
from forums.actions.reactions import find_useful, find_useful_no_more
from forums.actions.topics import close_topic, open_topic, publish_post, reopen_topic

__all__ = [
    "archive_forum",
    "change_category",
    "close_topic",
    "delete_post",
    "edit_post",
    "find_useful",
    "find_useful_no_more",
    "hide_post",
    "open_category",
    "open_forum_of",
    "open_topic",
    "publish_post",
    "rename_forum",
    "reopen_topic",
    "restore_post",
    "show_post",
]
