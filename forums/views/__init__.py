"""Pages of the forum."""

from forums.views.answer_templates import template_create, template_edit, template_list, template_remove
from forums.views.categories import category_create, category_detail, category_edit, category_list
from forums.views.moderation import post_hide, post_show, topic_close, topic_reopen
from forums.views.questions import answer_mark, answer_unmark, question_answer, question_list, question_reopen
from forums.views.topics import post_create, topic_create, topic_detail

__all__ = [
    "answer_mark",
    "answer_unmark",
    "category_create",
    "category_detail",
    "category_edit",
    "category_list",
    "post_create",
    "post_hide",
    "post_show",
    "question_answer",
    "question_list",
    "question_reopen",
    "template_create",
    "template_edit",
    "template_list",
    "template_remove",
    "topic_close",
    "topic_create",
    "topic_detail",
    "topic_reopen",
]
