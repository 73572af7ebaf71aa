"""Meetings in the search: by their name and what is on their agenda; by what was said in them, and decided."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from commons import formats
from commons.search import Words, highlighted, matching, snippet, vector, written, written_vector
from commons.windows import Hit
from meetings import moments
from meetings.models import Decision, Meeting, MinutesPart, MinutesState, standing_of
from meetings.queries.looks import standing_look


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


def find_minutes(user: Any, words: Words) -> QuerySet[MinutesPart]:
    """By part; a draft is found by nobody."""
    shown = MinutesPart.objects.visible_to(user).exclude(minutes__state=MinutesState.DRAFT)
    rows = matching(shown, words, holds=written_vector("text"), text=written("text"), at="written_at")
    return rows.select_related("minutes__meeting")


def minutes_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [
        Hit(
            title=highlighted(row.minutes.meeting.title),
            url=row.minutes.get_absolute_url(),
            detail=row.title,
            text=snippet(row.snippet, is_html=True),
            when=moments.short(row.minutes.meeting),
        )
        for row in rows
    ]


def find_decisions(user: Any, words: Words) -> QuerySet[Decision]:
    found = matching(
        Decision.objects.visible_to(user),
        words,
        holds=vector("title", written("text")),
        text=written("text"),
        at="published_at",
        name="title",
    )
    return found.with_standing()  # type: ignore[attr-defined]


def decision_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=f"{row.number} · {standing_look(standing_of(row.changed_by)).label}",
            text=snippet(row.snippet, is_html=True),
            when=formats.short_date(row.published_at),
        )
        for row in rows
    ]
