"""Whom somebody may mean who types `@` and two letters."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from accounts.queries import suggested
from commons.form_fields import an_id
from forums.models import Category, Topic
from stakeholders.queries import suggested_organisations

SHORTEST, LONGEST, MOST_PEOPLE, MOST_ORGANISATIONS = 2, 40, 6, 3
SIGNS = re.compile(r"([\\\[\]*_`<>])")


@dataclass(frozen=True)
class Suggestion:
    """A name, what tells it apart, and the Markdown that mentions it."""

    name: str
    detail: str
    text: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def mention_suggestions(typed: str, user: Any, *, topic: str, category: str) -> list[Suggestion]:
    """For a text in this topic, or for a new one in this category: who has opened their profile and may read it there,
    then organisations. Where neither is named or known to the writer, whoever has opened their profile."""
    words = " ".join(typed.split())[:LONGEST]
    if len(words) < SHORTEST:
        return []
    people = suggested(words, audience_id=_audience(user, topic, category), most=MOST_PEOPLE)
    organisations = suggested_organisations(words, user, most=MOST_ORGANISATIONS)
    return [
        *(Suggestion(one.name, f"@{one.handle}", f"@{one.handle}") for one in people),
        *(Suggestion(one.name, str(one.get_sector_display()), _link(one)) for one in organisations),
    ]


def _audience(user: Any, topic: str, category: str) -> int | None:
    """The numbers come from an address, and may be anything."""
    if (pk := an_id(topic)) is not None:
        topics = Topic.objects.visible_to(user).filter(pk=pk)
        return topics.values_list("category__audience", flat=True).first()
    if (pk := an_id(category)) is not None:
        return Category.objects.visible_to(user).filter(pk=pk).values_list("audience", flat=True).first()
    return None


def _link(organisation: Any) -> str:
    escaped = SIGNS.sub(r"\\\1", organisation.name)
    return f"[{escaped}]({organisation.get_absolute_url()})"
