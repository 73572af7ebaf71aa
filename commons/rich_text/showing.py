"""From segments to what a person reads, with one lookup a kind of thing that they point at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commons import contributions
from commons.contributions import Card, Reference
from commons.plain_text import plain_text
from commons.rich_text.parsing import Segments


def references(segments: Segments, kind: str) -> list[int]:
    """Ids of what a text points at, each once, in its order: people to tell, things to relate."""
    return list(dict.fromkeys(part["id"] for part in segments if isinstance(part, dict) and part["ref"] == kind))


def render(texts: Sequence[Segments], user: Any) -> list[SafeString]:
    """The texts of a page, as this person may read them; one lookup a kind, however many texts there are."""
    cards = _cards(texts, user)
    return [mark_safe("".join(_shown(part, cards) for part in segments)) for segments in texts]


Cards = Mapping[str, Mapping[int, Card]]


def _cards(texts: Iterable[Segments], user: Any) -> Cards:
    asked: dict[str, set[int]] = defaultdict(set)
    for part in _pointing(part for segments in texts for part in segments):
        asked[part["ref"]].add(part["id"])
    offers = {offer.code: offer for offer in contributions.all_of(Reference)}
    return {kind: offers[kind].lookup(sorted(ids), user) for kind, ids in asked.items() if kind in offers}


def _pointing(parts: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """What points at something, in quotes too."""
    for part in parts:
        if isinstance(part, dict):
            yield part
            yield from _pointing(part.get("quote", ()))


def _shown(part: Any, cards: Cards) -> str:
    if isinstance(part, str):
        return part
    card = cards.get(part["ref"], {}).get(part["id"])
    if "quote" in part:  # the words go with the thing that they stand in
        if card is None:
            return format_html('<p class="quiet">{}</p>', _("(kutipan tidak tersedia)"))
        return "".join(_shown(inner, cards) for inner in part["quote"])
    if card is None:
        return format_html('<span class="quiet">{}</span>', _("(tidak tersedia)"))
    url, words = part.get("path") or card.url, part.get("text") or card.title
    if not url:  # a person whose page is not open
        return format_html('<span class="ref">{}</span>', words)
    return format_html('<a class="ref" href="{}">{}</a>', url, words)


def words(segments: Segments, for_names: str = " ") -> str:
    """What the author wrote, on one line, without markup and without the names of what it points at (`for_names`
    stands there instead): the same for every reader, so it may be searched and quoted. Names and titles belong to their
    things, and follow them; so do the words of a quote."""
    own = (
        part if isinstance(part, str) else escape(part.get("text", for_names))
        for part in segments
        if isinstance(part, str) or "quote" not in part
    )
    return " ".join(plain_text("".join(own)).split())


def plain(segments: Segments, user: Any) -> str:
    """For letters and previews: what the person may read, without markup."""
    return plain_text(render([segments], user)[0])


def excerpts(texts: Sequence[Segments], user: Any, length: int = 160) -> list[str]:
    """The beginnings of the texts of a page, one line each, cut at a word."""
    return [shortened(plain_text(html), length) for html in render(texts, user)]


def excerpt(segments: Segments, user: Any, length: int = 160) -> str:
    """The beginning of one text."""
    return excerpts([segments], user, length)[0]


def shortened(text: str, length: int) -> str:
    """One line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[:length]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(".,;: ") + "…"


def typed(source: Segments) -> str:
    """A kept `source` as its author finds it again: with the names that those whom it mentions bear now."""
    asked: dict[str, set[int]] = defaultdict(set)
    for part in source:
        if isinstance(part, dict):
            asked[part["ref"]].add(part["id"])
    offers = {offer.code: offer for offer in contributions.all_of(Reference) if offer.handles is not None}
    handles = {kind: offers[kind].handles(sorted(ids)) for kind, ids in asked.items() if kind in offers}  # type: ignore[misc]
    return "".join(
        part if isinstance(part, str) else f"@{handles.get(part['ref'], {}).get(part['id'], '…')}" for part in source
    )
