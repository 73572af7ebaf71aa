"""Promises in the search, by what was promised."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commitments.queries import state_look
from commons import formats
from commons.search import Words, highlighted, matching, vector
from commons.windows import Hit


def find(user: Any, words: Words) -> QuerySet[Commitment]:
    rows = matching(
        Commitment.objects.visible_to(user),
        words,
        holds=vector("what", "what"),
        text="what",
        at="said_at",
        name="what",
    )
    return rows.select_related("organisation", "person")


def hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=" · ".join((state_look(row.state, row.due_on, row.frozen_on).label, _whose(row))),
            when=_("Tenggat %(date)s") % {"date": formats.short_date(row.due_on)} if row.due_on else "",
        )
        for row in rows
    ]


def _whose(row: Commitment) -> str:
    if row.organisation is not None:
        return row.organisation.name
    return row.person.display_name if row.person is not None else ""
