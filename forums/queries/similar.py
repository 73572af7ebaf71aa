"""Topics that may be about what somebody is about to ask: only those that this person may see."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity

from commons.contributions import Card
from forums.models import Topic
from forums.queries.lists import topic_card

MOST, SHORTEST, LONGEST = 4, 5, 160  # so many are shown; a shorter title says too little


def similar_topics(user: Any, title: str, *, but: int | None = None) -> list[Card]:
    """The likeliest first, without the one that is spoken of; one query, by the index of trigrams."""
    title = " ".join(title.split())[:LONGEST]
    if len(title) < SHORTEST:
        return []
    found = Topic.objects.visible_to(user).listed().filter(title__trigram_similar=title).select_related("category")
    likeliest = found.exclude(pk=but).annotate(likeness=TrigramSimilarity("title", title)).order_by("-likeness", "-pk")
    return [topic_card(topic) for topic in likeliest[:MOST]]
