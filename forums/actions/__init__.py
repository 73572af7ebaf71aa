"""What changes the forum."""

from forums.actions.answer_templates import add_template, change_template, remove_template
from forums.actions.answers import answer_question, mark_answer, reopen_question, unmark_answer
from forums.actions.categories import (
    archive_forum,
    change_category,
    delete_category,
    open_category,
    open_forum_of,
    rename_forum,
    shift_category,
)
from forums.actions.editing import delete_post, edit_post, restore_post
from forums.actions.holding import refuse_held, release_held, send_post, send_topic
from forums.actions.moderation import hide_post, show_post
from forums.actions.moderators import dismiss_moderator, name_moderator
from forums.actions.moving import merge_topic, move_topic, split_topic
from forums.actions.organisations import open_forum
from forums.actions.reactions import find_useful, find_useful_no_more
from forums.actions.reading import read_everything
from forums.actions.reports import dismiss_reports, report_post
from forums.actions.shelving import archive_topic, pin_topic, unarchive_topic, unpin_topic
from forums.actions.summaries import remove_summary, summarise
from forums.actions.topics import close_topic, open_topic, publish_post, reopen_topic

__all__ = [
    "add_template",
    "answer_question",
    "archive_forum",
    "archive_topic",
    "change_category",
    "change_template",
    "close_topic",
    "delete_category",
    "delete_post",
    "dismiss_moderator",
    "dismiss_reports",
    "edit_post",
    "find_useful",
    "find_useful_no_more",
    "hide_post",
    "mark_answer",
    "merge_topic",
    "move_topic",
    "name_moderator",
    "open_category",
    "open_forum",
    "open_forum_of",
    "open_topic",
    "pin_topic",
    "publish_post",
    "read_everything",
    "refuse_held",
    "release_held",
    "remove_summary",
    "remove_template",
    "rename_forum",
    "reopen_question",
    "reopen_topic",
    "report_post",
    "restore_post",
    "send_post",
    "send_topic",
    "shift_category",
    "show_post",
    "split_topic",
    "summarise",
    "unarchive_topic",
    "unmark_answer",
    "unpin_topic",
]
