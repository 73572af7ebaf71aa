"""Reads that shape the forum's pages."""

from forums.queries.lists import (
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
from forums.queries.topic_page import TopicPage, speaks_as, topic_page

__all__ = [
    "TopicPage",
    "TopicRow",
    "Window",
    "categories_list",
    "category_cards",
    "facts_of",
    "kind_look",
    "may_start_in",
    "moving_topics",
    "newest_topics",
    "quoted",
    "rows",
    "speaks_as",
    "state_look",
    "topic_cards",
    "topic_page",
    "topics_list",
    "window",
    "window_start",
]
