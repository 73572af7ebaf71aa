"""Home pages out of what the apps contribute: cards, and figures with the list behind each."""

from dataclasses import dataclass
from typing import Any

import structlog
from django.db import DatabaseError
from django.http import HttpRequest
from django.template.loader import get_template

from commons import contributions, formats
from commons.access import can
from commons.windows import DashboardCard, Figure

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ShownCard:
    """A card as this person sees it, drawn."""

    code: str
    title: str
    html: str
    more: str
    more_label: str

    @property
    def slug(self) -> str:
        return self.code.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class ShownFigure:
    """A number as it is printed, and the list behind it."""

    label: str
    number: str
    url: str


def cards(place: str, request: HttpRequest) -> list[ShownCard]:
    """The cards of this place that have something to show, in their order."""
    mine = [card for card in contributions.all_of(DashboardCard) if card.place == place]
    shown = (_shown(card, request) for card in mine if not card.rule or can(request.user, card.rule))
    return [card for card in shown if card is not None]


def _shown(card: DashboardCard, request: HttpRequest) -> ShownCard | None:
    """One app's fault takes its card away, not the page; a database that is away is everybody's."""
    try:
        context: dict[str, Any] | None = card.context(request.user)
        if context is None:
            return None
        html = get_template(card.template).render(context, request)
    except DatabaseError:
        raise
    except Exception:
        log.exception("card_failed", card=card.code)
        return None
    return ShownCard(card.code, str(card.title), html, context.get("more", ""), str(context.get("more_label", "")))


def figures(place: str, user: Any) -> list[ShownFigure]:
    return [
        ShownFigure(str(figure.label), formats.number(figure.number(user)), figure.url)
        for figure in contributions.all_of(Figure)
        if figure.place == place
    ]
