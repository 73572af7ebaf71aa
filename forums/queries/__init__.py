"""Reads that shape the forum's pages."""

from forums.queries.answer_templates import facts_of as facts_of_template
from forums.queries.answer_templates import templates_of
from forums.queries.askable import askable, may_be_asked, offices_of
from forums.queries.holding import held_here, held_of, is_held, photos_of, text_of
from forums.queries.lists import (
    LISTS,
    TopicRow,
    categories_list,
    category_cards,
    facts_of,
    may_start_in,
    moving_topics,
    newest_topics,
    rows,
    topic_cards,
    topics_list,
)
from forums.queries.looks import kind_look, state_look
from forums.queries.mentions import mention_suggestions
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
    waiting_questions,
)
from forums.queries.quotes import post_cards, quoted
from forums.queries.reactions import who_found_useful
from forums.queries.similar import similar_topics
from forums.queries.topic_page import TopicPage, speaks_as, topic_page
from forums.queries.versions import earlier_texts, facts_of_post, text_of_today

__all__ = [
    "LISTS",
    "TABS",
    "Preview",
    "ShownQuestion",
    "TopicPage",
    "TopicRow",
    "Window",
    "askable",
    "categories_list",
    "category_cards",
    "earlier_texts",
    "facts_of",
    "facts_of_post",
    "facts_of_template",
    "held_here",
    "held_of",
    "is_held",
    "kind_look",
    "may_be_asked",
    "may_start_in",
    "mention_suggestions",
    "moving_topics",
    "newest_topics",
    "offices_of",
    "photos_of",
    "post_cards",
    "preview",
    "question_rows",
    "question_tabs",
    "questions_in",
    "questions_order",
    "quoted",
    "rows",
    "similar_topics",
    "speaks_as",
    "state_look",
    "templates_of",
    "text_of",
    "text_of_today",
    "topic_cards",
    "topic_page",
    "topics_list",
    "waiting_count",
    "waiting_questions",
    "who_found_useful",
    "window",
    "window_start",
]
