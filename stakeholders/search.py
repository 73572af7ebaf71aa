"""Organisations in the search: the verified ones of the directory, by name and by what they say of themselves."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from commons.search import Words, highlighted, matching, snippet
from commons.windows import Hit
from stakeholders.models import Organisation, Sector, organisation


def find(user: Any, words: Words) -> QuerySet[Organisation]:
    found = Organisation.objects.visible_to(user).verified()
    return matching(found, words, holds=organisation.words(), text=organisation.texts(), at="created_at", name="name")


def hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=Sector(row.sector).label,
            text=snippet(row.snippet),
        )
        for row in rows
    ]
