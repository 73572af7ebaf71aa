"""Projects that may be the one somebody is about to propose: only those that this person may see."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models.functions import Lower

from commons.contributions import Card
from projects.models import Project
from projects.queries.lists import project_card

NEAR, MOST, SHORTEST = 0.3, 4, 5  # of 1; so many are shown; a shorter title says too little


def similar_projects(user: Any, title: str) -> list[Card]:
    """The likeliest first; one query."""
    title = title.strip()[:160]
    if len(title) < SHORTEST:
        return []
    likeness = TrigramSimilarity(Lower("title"), title.lower())
    found = Project.objects.visible_to(user).annotate(likeness=likeness).filter(likeness__gte=NEAR)
    return [project_card(project) for project in found.order_by("-likeness", "pk")[:MOST]]
