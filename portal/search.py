"""`/cari/`: one search over everything that the apps offer, tabs by kind with what was found of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import contributions
from commons.access import public
from commons.search import MOST, Words, read
from commons.windows import Hit, SearchSource

PAGE, SHOWN_OF_EACH, SHOWN_ALIKE = 20, 5, 3
EXAMPLES = ("posyandu", "bank sampah", "RW 03")


@dataclass(frozen=True)
class Tab:
    """A kind of thing above the results."""

    label: str
    url: str
    current: bool
    count: str


@dataclass(frozen=True)
class Found:
    """What was found of one kind: the hits of this page, how many there are, and where the others stand."""

    source: SearchSource
    hits: list[Hit]
    alike: list[Hit]
    total: int
    url: str

    @property
    def has_more(self) -> bool:
        return self.total > len(self.hits)

    @property
    def number(self) -> str:
        return f"{MOST - 1}+" if self.total >= MOST else str(self.total)


@require_safe
@public
def search(request: HttpRequest) -> HttpResponse:
    """Nobody's searches are kept. One statement a kind: a kind's number comes with its rows."""
    words = read(request.GET.get("q", ""))
    kind, page = request.GET.get("jenis", ""), _page(request.GET.get("hal", ""))
    context: dict[str, Any] = {"words": words, "examples": EXAMPLES, "hint": _hint(words)}
    if words.asked:
        sources = contributions.all_of(SearchSource)
        chosen = next((source for source in sources if source.code == kind), None)
        found = [_found(source, request.user, words, chosen, page) for source in sources]
        context |= _shown(words, found, chosen, page)
    return render(request, "portal/search.html", context)


def _page(text: str) -> int:
    """A page's number from an address; whatever else stands there is the first."""
    is_one = text.isascii() and text.isdecimal() and len(text) < 4
    return max(int(text), 1) if is_one else 1


def _hint(words: Words) -> str:
    if words.trouble == "short":
        return _("Tulis paling sedikit dua huruf.")
    return _("Kata ini ada di hampir semua tulisan. Tambahkan kata lain.") if words.trouble else ""


def _found(source: SearchSource, user: Any, words: Words, chosen: SearchSource | None, page: int) -> Found:
    start = (page - 1) * PAGE if source is chosen else 0
    length = PAGE if source is chosen else SHOWN_OF_EACH
    matches = source.find(user, words)
    rows = list(matches[start : start + length])
    total = rows[0].total if rows else 0
    exact = [row for row in rows if row.is_exact]
    alike = [row for row in rows if not row.is_exact][:SHOWN_ALIKE]
    alike_hits = source.hits(alike, user) if not exact else []
    return Found(source, source.hits(exact, user), alike_hits, total, _address(words, source))


def _shown(words: Words, found: Sequence[Found], chosen: SearchSource | None, page: int) -> dict[str, Any]:
    total = sum(one.total for one in found)
    tabs = [Tab(_("Semua"), _address(words), chosen is None, "")]
    tabs += [Tab(str(one.source.label), one.url, one.source is chosen, one.number) for one in found]
    here = next((one for one in found if one.source is chosen), None)
    return {
        "tabs": tabs,
        "total": total,
        "found": [one for one in found if one.hits and (chosen is None or one is here)],
        "alike": [] if total else [hit for one in found for hit in one.alike],
        "chosen": chosen,
        "previous": _address(words, chosen, page - 1) if here and page > 1 else "",
        "following": _address(words, chosen, page + 1) if here and here.total > page * PAGE else "",
    }


def _address(words: Words, source: SearchSource | None = None, page: int = 1) -> str:
    query = {"q": words.typed} | ({"jenis": source.code} if source else {}) | ({"hal": page} if page > 1 else {})
    return f"?{urlencode(query)}"
