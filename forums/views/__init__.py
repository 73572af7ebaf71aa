"""Pages of the forum."""

from forums.views.answer_templates import template_create, template_edit, template_list, template_remove
from forums.views.categories import category_create, category_detail, category_edit, category_list
from forums.views.editing import post_delete, post_edit, post_restore, version_list
from forums.views.feeds import category_feed, topic_feed
from forums.views.holding import held_detail, held_photo, held_refuse, held_release
from forums.views.mentions import mention_list
from forums.views.moderation import post_hide, post_show, topic_close, topic_reopen
from forums.views.moving import topic_merge, topic_move, topic_split
from forums.views.organisations import forum_open
from forums.views.previews import post_edit_preview, post_preview, topic_preview, topic_similar
from forums.views.questions import answer_mark, answer_unmark, question_answer, question_list, question_reopen
from forums.views.reactions import post_useful, reaction_list
from forums.views.reading import read_all, read_category, read_undo
from forums.views.reports import post_report, report_detail, report_list
from forums.views.search import forum_search
from forums.views.shelving import topic_archive, topic_pin, topic_unarchive, topic_unpin
from forums.views.structure import category_delete, category_order, category_shift, moderator_list, moderator_remove
from forums.views.summaries import summary_edit, summary_remove
from forums.views.topics import post_create, post_short, topic_create, topic_detail, topic_newer

__all__ = [
    "answer_mark",
    "answer_unmark",
    "category_create",
    "category_delete",
    "category_detail",
    "category_edit",
    "category_feed",
    "category_list",
    "category_order",
    "category_shift",
    "forum_open",
    "forum_search",
    "held_detail",
    "held_photo",
    "held_refuse",
    "held_release",
    "mention_list",
    "moderator_list",
    "moderator_remove",
    "post_create",
    "post_delete",
    "post_edit",
    "post_edit_preview",
    "post_hide",
    "post_preview",
    "post_report",
    "post_restore",
    "post_short",
    "post_show",
    "post_useful",
    "question_answer",
    "question_list",
    "question_reopen",
    "reaction_list",
    "read_all",
    "read_category",
    "read_undo",
    "report_detail",
    "report_list",
    "summary_edit",
    "summary_remove",
    "template_create",
    "template_edit",
    "template_list",
    "template_remove",
    "topic_archive",
    "topic_close",
    "topic_create",
    "topic_detail",
    "topic_feed",
    "topic_merge",
    "topic_move",
    "topic_newer",
    "topic_pin",
    "topic_preview",
    "topic_reopen",
    "topic_similar",
    "topic_split",
    "topic_unarchive",
    "topic_unpin",
    "version_list",
]
