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
from forums.queries.mentions import mention_suggestions
from forums.queries.posts import Window, window, window_start
from forums.queries.previews import Preview, preview
from forums.queries.quotes import post_cards, quoted
from forums.queries.reactions import who_found_useful
from forums.queries.similar import similar_topics
from forums.queries.topic_page import TopicPage, speaks_as, topic_page
from forums.queries.versions import earlier_texts, facts_of_post, text_of_today

__all__ = [
    "Preview",
    "TopicPage",
    "TopicRow",
    "Window",
    "categories_list",
    "category_cards",
    "earlier_texts",
    "facts_of",
    "facts_of_post",
    "kind_look",
    "may_start_in",
    "mention_suggestions",
    "moving_topics",
    "newest_topics",
    "post_cards",
    "preview",
    "quoted",
    "rows",
    "similar_topics",
    "speaks_as",
    "state_look",
    "text_of_today",
    "topic_cards",
    "topic_page",
    "topics_list",
    "who_found_useful",
    "window",
    "window_start",
]
