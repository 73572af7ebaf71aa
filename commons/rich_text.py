"""Markdown in; out, a list of segments: safe HTML, and references to people and things, looked up when it is shown.

A page joins the segments of all its texts with one lookup a kind of reference. So names follow changes and erasure,
titles follow the audience, and nothing is ever replaced inside HTML: a finished text is only cut at marks that no
author can write.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import nh3
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commons import contributions
from commons.contributions import Card, Reference
from commons.plain_text import plain_text
from commons.short_codes import ShortCode, number_of

Segments = list[Any]  # strings of safe HTML, and {"ref": kind, "id": pk}, see `_beside`

LONGEST = 20_000  # characters; what is longer is shown as it was typed, since parsing could take seconds
DEEPEST = 20  # lists in lists in quotes
MOST_MENTIONS = 30
MENTION = re.compile(r"(?<![\w@./+:-])@([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w@])", re.IGNORECASE | re.ASCII)
ADDRESS = re.compile(r"https?://[^\s<>\"'`]{1,500}", re.IGNORECASE)
SHORT = re.compile(rf"/s/(?P<letter>[a-z])(?P<code>{ShortCode.regex})/?(?:[?#].*)?")
ALLOWED_LINK = re.compile(r"https?://|mailto:|/(?![/\\])", re.IGNORECASE)
TAGS = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "h5", "h6", "hr"}
MARK = "data"  # the element that stands for a reference until the text is cut
markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST}).disable(
    ["image", "lheading", "reference"]
)


def parse(text: str) -> Segments:
    """What is kept beside the text and shown instead of it. Asks one query a kind of thing that can be mentioned."""
    if not text.strip():
        return []
    tokens = markdown.parse(text) if len(text) <= LONGEST else []
    if not tokens or any(token.level >= DEEPEST - 1 for token in tokens):  # beyond it, Markdown drops what was written
        return [_as_typed(text)]
    return _Document(tokens).segments()


def _as_typed(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


class _Document:
    """One parsed text on its way to segments. References become marks; the cleaned HTML is cut at them."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.nonce = tokens, secrets.token_hex(8)
        self.found: list[dict[str, Any]] = []
        self.mentioned = _mentioned(_handles(tokens))
        self.mentions = 0

    def segments(self) -> Segments:
        quotes = 0
        for token in self.tokens:
            quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"  # the page's own headings stand above a text's
            if token.children is not None:
                token.children = list(self._inline(token.children, quoted=quotes > 0))
        html = nh3.clean(
            markdown.renderer.render(self.tokens, markdown.options, {}),
            tags=TAGS | {MARK},
            attributes={"*": set(), "a": {"href"}, "ol": {"start"}, MARK: {"value"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow ugc noopener",
        )
        return list(self._cut(html))

    def _cut(self, html: str) -> Iterator[Any]:
        for number, part in enumerate(re.split(rf'<{MARK} value="{self.nonce}-(\d+)"></{MARK}>', html.strip())):
            if number % 2:
                yield self.found[int(part)]
            elif part:
                yield part

    def _inline(self, children: list[Token], *, quoted: bool) -> Iterator[Token]:
        link: list[Token] = []
        for token in children:
            if token.type == "link_open" or link:
                link.append(token)
                if token.type == "link_close":
                    yield from self._link(link)
                    link = []
            elif token.type == "text":
                yield from self._text(token.content, quoted=quoted)
            else:
                yield token

    def _link(self, tokens: list[Token]) -> Iterator[Token]:
        """To a thing of ours: a reference. Elsewhere: a link. To nowhere that we allow: only its words."""
        href = str(tokens[0].attrs.get("href", ""))
        words = "".join(token.content for token in tokens[1:-1])
        if (mark := self._mark_of(href, words)) is not None:
            yield mark
        else:
            yield from tokens if ALLOWED_LINK.match(href) else tokens[1:-1]

    def _text(self, text: str, *, quoted: bool) -> Iterator[Token]:
        """Mentions (not in quotes) and bare addresses."""
        done = 0
        pattern = ADDRESS if quoted else EITHER
        for match in pattern.finditer(text):
            token = self._mention(match[1]) if match[0].startswith("@") else None
            end = match.end()
            if token is None and not match[0].startswith("@"):
                address = _without_trailing_signs(match[0])
                end = match.start() + len(address)
                if ADDRESS.fullmatch(address):
                    token = self._mark_of(address, address) or _bare_link(address)
            if token is not None:
                yield _words(text[done : match.start()])
                yield token
                done = end
        yield _words(text[done:])

    def _mention(self, handle: str) -> Token | None:
        if self.mentions >= MOST_MENTIONS or (who := self.mentioned.get(handle.lower())) is None:
            return None
        self.mentions += 1
        return self._mark({"ref": who[0], "id": who[1]})

    def _mark_of(self, address: str, words: str) -> Token | None:
        path = address.removeprefix(settings.SITE_URL) if settings.SITE_URL else address
        for offer in contributions.all_of(Reference):
            if path.startswith("/") and (found := _pointed_at(offer, path)) is not None:
                return self._mark({"ref": offer.code, "id": found[0]} | _beside(found[1], path, words))
        return None

    def _mark(self, reference: dict[str, Any]) -> Token:
        self.found.append(reference)
        mark = f'<{MARK} value="{self.nonce}-{len(self.found) - 1}"></{MARK}>'
        return Token("html_inline", "", 0, content=mark)


def _pointed_at(offer: Reference, path: str) -> tuple[int, str] | None:
    """Which of these things stands at that address, and what follows there; a short link leads to its page only."""
    if match := re.match(offer.pattern, path):
        return int(match["pk"]), path[match.end() :]
    match = SHORT.fullmatch(path) if offer.short else None
    if match is None or match["letter"] != offer.short:
        return None
    try:
        return number_of(match["code"]), ""
    except ValueError:  # a letter that no code has
        return None


def _beside(rest: str, path: str, words: str) -> dict[str, str]:
    """What the author said beside the thing: words of their own, a place deeper than its page."""
    beside = {} if ADDRESS.fullmatch(words) or words == path or not words.strip() else {"text": words}
    return beside if re.fullmatch(r"[\w-]*/?", rest) else beside | {"path": path}


EITHER = re.compile(f"{MENTION.pattern}|{ADDRESS.pattern}", re.IGNORECASE)


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _bare_link(address: str) -> Token:
    return Token("html_inline", "", 0, content=format_html('<a href="{}">{}</a>', address, address))


def _without_trailing_signs(address: str) -> str:
    """`(https://contoh.id/a).` ends before the bracket and the point, which belong to the sentence."""
    address = address.rstrip(".,;:!?*_~")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?")
    return address


def _handles(tokens: Iterable[Token]) -> list[str]:
    """The first so many names that are written as mentions, wherever they turn out to stand."""
    texts = (child.content for token in tokens for child in token.children or () if child.type == "text")
    found = dict.fromkeys(handle.lower() for text in texts for handle in MENTION.findall(text))
    return list(found)[:MOST_MENTIONS]


def _mentioned(handles: list[str]) -> dict[str, tuple[str, int]]:
    known: dict[str, tuple[str, int]] = {}
    if handles:
        for offer in contributions.all_of(Reference):
            if offer.mention is not None:
                for handle, pk in offer.mention(handles).items():
                    known.setdefault(handle.lower(), (offer.code, pk))
    return known


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
    for segments in texts:
        for part in segments:
            if isinstance(part, dict):
                asked[part["ref"]].add(part["id"])
    offers = {offer.code: offer for offer in contributions.all_of(Reference)}
    return {kind: offers[kind].lookup(sorted(ids), user) for kind, ids in asked.items() if kind in offers}


def _shown(part: Any, cards: Cards) -> str:
    if isinstance(part, str):
        return part
    card = cards.get(part["ref"], {}).get(part["id"])
    if card is None:
        return format_html('<span class="quiet">{}</span>', _("(tidak tersedia)"))
    url, words = part.get("path") or card.url, part.get("text") or card.title
    if not url:  # a person whose page is not open
        return format_html('<span class="ref">{}</span>', words)
    return format_html('<a class="ref" href="{}">{}</a>', url, words)


def words(segments: Segments, for_names: str = " ") -> str:
    """What the author wrote, on one line, without markup and without the names of what it points at (`for_names`
    stands there instead): the same for every reader, so it may be searched and quoted. Names and titles belong to their
    things, and follow them."""
    own = (part if isinstance(part, str) else escape(part.get("text", for_names)) for part in segments)
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
