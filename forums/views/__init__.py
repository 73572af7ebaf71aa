"""Pages of the forum."""

from forums.views.categories import category_create, category_detail, category_edit, category_list
from forums.views.moderation import post_hide, post_show, topic_close, topic_reopen
from forums.views.topics import post_create, topic_create, topic_detail

__all__ = [
    "category_create",
    "category_detail",
    "category_edit",
    "category_list",
    "post_create",
    "post_hide",
    "post_show",
    "topic_close",
    "topic_create",
    "topic_detail",
    "topic_reopen",
]
