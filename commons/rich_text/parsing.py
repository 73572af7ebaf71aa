"""From what was typed to segments: Markdown is rendered, cleaned, and cut at what it points at."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from django.conf import settings
from django.utils.html import escape, format_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commons import contributions
from commons.contributions import Reference
from commons.short_codes import ShortCode, number_of

Segments = list[Any]  # strings of safe HTML, and {"ref": kind, "id": pk}, see `_beside`, `_quotes`

LONGEST = 20_000  # characters; what is longer is shown as it was typed, since parsing could take seconds
DEEPEST = 20  # lists in lists in quotes
MOST_MENTIONS = 30
MENTION = re.compile(r"(?<![\w@./+:-])@([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w@])", re.IGNORECASE | re.ASCII)
ADDRESS = re.compile(r"https?://[^\s<>\"'`]{1,500}", re.IGNORECASE)
SHORT = re.compile(rf"/s/(?P<letter>[a-z])(?P<code>{ShortCode.regex})/?(?:[?#].*)?")
ALLOWED_LINK = re.compile(r"https?://|mailto:|/(?![/\\])", re.IGNORECASE)
TAGS = {"p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "h5", "h6", "hr"}
BEGIN, END = "begin", "end"  # of a quote, until it is folded
MARK = "data"  # the element that stands for a reference until the text is cut
markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST}).disable(
    ["image", "lheading", "reference"]
)


@dataclass(frozen=True)
class Written:
    """A text to be kept: as it is shown, and as it was typed, so that its author can go on with it.

    Of what was typed, `source`, only the mentions are cut out: like `shown` it holds numbers where people's names were.
    """

    shown: Segments
    source: Segments


def written(text: str) -> Written:
    """What is kept of a text. Asks one query a kind of thing that can be mentioned."""
    if not text.strip():
        return Written([], [])
    tokens = markdown.parse(text) if len(text) <= LONGEST else []
    if not tokens or any(token.level >= DEEPEST - 1 for token in tokens):  # beyond it, Markdown drops what was written
        return Written([_as_typed(text)], [text])
    document = _Document(tokens)
    return Written(document.segments(), list(_without_names(text, document.mentioned)))


def parse(text: str) -> Segments:
    """What is shown of a text that nobody goes on writing."""
    return written(text).shown


def _without_names(text: str, mentioned: Mapping[str, tuple[str, int]]) -> Iterator[Any]:
    """The text, cut at every name that reaches somebody, wherever it stands."""
    done = 0
    for match in MENTION.finditer(text):
        if (who := mentioned.get(match[1].lower())) is not None:
            yield from filter(None, [text[done : match.start()]])
            yield {"ref": who[0], "id": who[1]}
            done = match.end()
    yield from filter(None, [text[done:]])


def _as_typed(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


class _Document:
    """One parsed text on its way to segments. References become marks; the cleaned HTML is cut at them."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.nonce = tokens, secrets.token_hex(8)
        self.found: list[dict[str, Any]] = []
        self.sources: set[int] = set()  # of quotes, by the number of their mark
        self.mentioned = _mentioned(_handles(tokens))
        self.mentions = 0

    def segments(self) -> Segments:
        self.tokens = list(self._quotes())
        html = nh3.clean(
            markdown.renderer.render(self.tokens, markdown.options, {}),
            tags=TAGS | {MARK},
            attributes={"*": set(), "a": {"href"}, "ol": {"start"}, MARK: {"value"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow ugc noopener",
        )
        return _folded(self._cut(html))

    def _quotes(self) -> Iterator[Token]:
        """The tokens, with what they point at made into marks, and one on either side of a quote that says whose words
        it holds: by a link to a thing whose words are quoted (`Reference.is_quoted`), the last one in it."""
        begun: list[tuple[Token, int]] = []
        for token in self.tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"  # the page's own headings stand above a text's
            if token.children is not None:
                token.children = list(self._inline(token.children, quoted=bool(begun)))
            if token.type == "blockquote_open":
                begin = Token("html_block", "", 0)
                begun.append((begin, len(self.found)))
                yield begin
            yield token
            if token.type == "blockquote_close":
                begin, first = begun.pop()
                if (source := self._source_of_quote(first)) is not None:
                    begin.content = self._mark(source | {"quote": BEGIN}).content
                    yield self._mark({"quote": END})

    def _source_of_quote(self, first: int) -> dict[str, Any] | None:
        """Whose words stand in the quote whose marks begin with this number; it is called as the thing is now."""
        quoted = {offer.code for offer in contributions.all_of(Reference) if offer.is_quoted}
        for number in range(len(self.found) - 1, first - 1, -1):
            mark = self.found[number]
            if mark.get("ref") in quoted and "quote" not in mark and number not in self.sources:
                self.sources.add(number)
                mark.pop("text", None)
                return {"ref": mark["ref"], "id": mark["id"]}
        return None

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


def _folded(parts: Iterable[Any]) -> Segments:
    """What stands between the marks of a quote is kept inside it: {"ref": kind, "id": pk, "quote": segments}."""
    open_ones: list[list[Any]] = [[]]
    for part in parts:
        sign = part.get("quote") if isinstance(part, dict) else None
        if sign == END:
            begin, *inside = open_ones.pop()
            open_ones[-1].append(begin | {"quote": inside})
        elif sign == BEGIN:
            open_ones.append([part])
        else:
            open_ones[-1].append(part)
    return open_ones[0]


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
