"""Meetings in the search: by their name and what is on their agenda."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from commons.search import Words, highlighted, matching, snippet, vector, written
from commons.windows import Hit
from meetings import moments
from meetings.models import Meeting


def find(user: Any, words: Words) -> QuerySet[Meeting]:
    return matching(
        Meeting.objects.visible_to(user).next_of_series(),
        words,
        holds=vector("title", written("agenda")),
        text=written("agenda"),
        at="starts_at",
        name="title",
    )


def hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=row.place,
            text=snippet(row.snippet, is_html=True),
            when=moments.short(row),
        )
        for row in rows
    ]
