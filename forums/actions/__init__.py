"""What changes the forum."""

from forums.actions.answer_templates import add_template, change_template, remove_template
from forums.actions.answers import answer_question, mark_answer, reopen_question, unmark_answer
from forums.actions.categories import archive_forum, change_category, open_category, open_forum_of, rename_forum
from forums.actions.editing import delete_post, edit_post, restore_post
from forums.actions.holding import refuse_held, release_held, send_post, send_topic
from forums.actions.moderation import hide_post, show_post
from forums.actions.reactions import find_useful, find_useful_no_more
from forums.actions.reports import dismiss_reports, report_post
from forums.actions.topics import close_topic, open_topic, publish_post, reopen_topic

__all__ = [
    "add_template",
    "answer_question",
    "archive_forum",
    "change_category",
    "change_template",
    "close_topic",
    "delete_post",
    "dismiss_reports",
    "edit_post",
    "find_useful",
    "find_useful_no_more",
    "hide_post",
    "mark_answer",
    "open_category",
    "open_forum_of",
    "open_topic",
    "publish_post",
    "refuse_held",
    "release_held",
    "remove_template",
    "rename_forum",
    "reopen_question",
    "reopen_topic",
    "report_post",
    "restore_post",
    "send_post",
    "send_topic",
    "show_post",
    "unmark_answer",
]
