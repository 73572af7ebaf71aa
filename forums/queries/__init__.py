"""Reads that shape the forum's pages."""

from forums.queries.answer_templates import facts_of as facts_of_template
from forums.queries.answer_templates import templates_of
from forums.queries.askable import askable, may_be_asked, offices_of
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
from forums.queries.posts import Window, quoted, window, window_start
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
from forums.queries.topic_page import TopicPage, speaks_as, topic_page

__all__ = [
    "LISTS",
    "TABS",
    "ShownQuestion",
    "TopicPage",
    "TopicRow",
    "Window",
    "askable",
    "categories_list",
    "category_cards",
    "facts_of",
    "facts_of_template",
    "kind_look",
    "may_be_asked",
    "may_start_in",
    "moving_topics",
    "newest_topics",
    "offices_of",
    "question_rows",
    "question_tabs",
    "questions_in",
    "questions_order",
    "quoted",
    "rows",
    "speaks_as",
    "state_look",
    "templates_of",
    "topic_cards",
    "topic_page",
    "topics_list",
    "waiting_count",
    "waiting_questions",
    "window",
    "window_start",
]
