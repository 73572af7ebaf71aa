"""Reads that shape the forum's pages."""

from forums.queries.answer_templates import facts_of as facts_of_template
from forums.queries.answer_templates import templates_of
from forums.queries.askable import askable, may_be_asked, offices_of
from forums.queries.between import Between, new_count, posts_between
from forums.queries.feeds import category_feed, told_in, told_of, topic_feed
from forums.queries.first_pages import (
    RECENT,
    categories_list,
    category_rows,
    listed,
    newest_of_category,
    newest_of_forum,
    parts_of,
    pinned_in,
)
from forums.queries.holding import held_here, held_of, is_held, photos_of, text_of
from forums.queries.lists import (
    LISTS,
    TopicRow,
    category_cards,
    facts_of,
    moving_topics,
    newest_topics,
    rows,
    searched_in,
    topic_cards,
    topics_list,
    unread_places,
    unread_topics,
)
from forums.queries.looks import kind_look, state_look
from forums.queries.mentions import mention_suggestions
from forums.queries.moved import moved_post, new_place, topic_at
from forums.queries.organisations import forum_of_organisation
from forums.queries.posts import Window, window, window_start
from forums.queries.previews import Preview, preview
from forums.queries.questions import (
    TABS,
    ShownQuestion,
    question_rows,
    question_tabs,
    questions_in,
    questions_order,
    waiting_count,
)
from forums.queries.quotes import post_cards, quoted
from forums.queries.reactions import who_found_useful
from forums.queries.similar import similar_topics
from forums.queries.splitting import splittable
from forums.queries.structure import (
    SightChange,
    in_order,
    may_move_to,
    may_start_in,
    moderators_of,
    own_categories,
    possible_parents,
    readers_of,
    sight_change,
    why_not_under,
)
from forums.queries.summaries import facts_of_summary
from forums.queries.topic_page import TopicPage, speaks_as, topic_page
from forums.queries.versions import earlier_texts, facts_of_post, text_of_today
from forums.queries.waiting import waiting_in_forum

__all__ = [
    "LISTS",
    "RECENT",
    "TABS",
    "Between",
    "Preview",
    "ShownQuestion",
    "SightChange",
    "TopicPage",
    "TopicRow",
    "Window",
    "askable",
    "categories_list",
    "category_cards",
    "category_feed",
    "category_rows",
    "earlier_texts",
    "facts_of",
    "facts_of_post",
    "facts_of_summary",
    "facts_of_template",
    "forum_of_organisation",
    "held_here",
    "held_of",
    "in_order",
    "is_held",
    "kind_look",
    "listed",
    "may_be_asked",
    "may_move_to",
    "may_start_in",
    "mention_suggestions",
    "moderators_of",
    "moved_post",
    "moving_topics",
    "new_count",
    "new_place",
    "newest_of_category",
    "newest_of_forum",
    "newest_topics",
    "offices_of",
    "own_categories",
    "parts_of",
    "photos_of",
    "pinned_in",
    "possible_parents",
    "post_cards",
    "posts_between",
    "preview",
    "question_rows",
    "question_tabs",
    "questions_in",
    "questions_order",
    "quoted",
    "readers_of",
    "rows",
    "searched_in",
    "sight_change",
    "similar_topics",
    "speaks_as",
    "splittable",
    "state_look",
    "templates_of",
    "text_of",
    "text_of_today",
    "told_in",
    "told_of",
    "topic_at",
    "topic_cards",
    "topic_feed",
    "topic_page",
    "topics_list",
    "unread_places",
    "unread_topics",
    "waiting_count",
    "waiting_in_forum",
    "who_found_useful",
    "why_not_under",
    "window",
    "window_start",
]
