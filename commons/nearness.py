"""Names that are found although they were typed wrong: by the trigrams they share (PostgreSQL's `pg_trgm`)."""

from typing import Any, TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Cast, Greatest, Round
from django.db.models.lookups import GreaterThanOrEqual

Things = TypeVar("Things", bound=QuerySet[Any, Any])
NEAR = 45  # percent: `puskemas` finds the Puskesmas, `bank sampah` not every bank
NEAR_ENOUGH = (NEAR - 0.5) / 100  # what is rounded to it, or more
MOST_WORDS = 8
LONGEST = 100  # letters typed


def near(things: Things, words: str, *fields: str, also: Q | None = None) -> Things:
    """Those whose field holds all the words, or is like what was typed, or that are found otherwise too (`also`);
    `nearness` (0 to 100) orders them."""
    likenesses = [TrigramWordSimilarity(words, field) for field in fields]
    likeness = likenesses[0] if len(likenesses) == 1 else Greatest(*likenesses)
    known = things.annotate(nearness=Cast(Round(likeness * 100), IntegerField()))
    found = Q(GreaterThanOrEqual(likeness, NEAR_ENOUGH))  # not rounded, which takes as long as finding the likeness
    for field in fields:
        found |= _all_in(field, words)
    return known.filter(found | also if also else found)


def _all_in(field: str, words: str) -> Q:
    found = Q()
    for word in words.split()[:MOST_WORDS]:
        found &= Q(**{f"{field}__icontains": word})
    return found
