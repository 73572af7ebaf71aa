"""Which pages search engines may know of (sitemaps.org): only what visitors see, in parts by the things' numbers.

A part holds the things whose numbers fall into one thousand, so it keeps its address whatever is added or hidden, and
the last costs what the first costs.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from commons import formats
from commons.access import public
from commons.contributions import NavItem, SiteMap, all_of
from commons.limits import limit
from portal.pages import NAMES

SIZE = 1000  # numbers of a part; a program may ask for 50,000
PAGES = "halaman"  # the part of the pages that are no thing's: lists and plain words
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
Place = tuple[str, datetime | None]  # an address, and when it was last another


@require_safe
@public
@limit("60/m", methods=("GET",))
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The parts that hold something; one statement a kind."""
    places: list[Place] = [(_address(PAGES, 0), None)]
    for offer in all_of(SiteMap):
        places += [(_address(offer.code, number), changed) for number, changed in _parts(offer)]
    return _answer("sitemapindex", "sitemap", places)


@require_safe
@public
@limit("60/m", methods=("GET",))
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One statement. A part without anything is not found, as one that never was."""
    offer = next((one for one in all_of(SiteMap) if one.code == kind), None)
    if offer is not None:
        places = list(_things(offer, number))
    else:
        places = [(path, None) for path in _pages()] if (kind, number) == (PAGES, 0) else []
    if not places:
        raise Http404
    return _answer("urlset", "url", places)


def _address(kind: str, number: int) -> str:
    return reverse("portal:sitemap_part", args=[kind, number])


def _parts(offer: SiteMap) -> Iterator[tuple[int, datetime | None]]:
    """Numbers of its parts, and when the newest change in each was."""
    found = offer.found(AnonymousUser()).order_by().annotate(part=F("pk") / SIZE).values("part")
    changed = {"changed": Max(offer.changed)} if offer.changed else {}
    for row in found.annotate(**changed).distinct().order_by("part"):
        yield row["part"], row.get("changed")


def _things(offer: SiteMap, number: int) -> Iterator[Place]:
    found = offer.found(AnonymousUser()).filter(pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE).order_by("pk")
    for thing in found:
        yield thing.get_absolute_url(), getattr(thing, offer.changed) if offer.changed else None


def _pages() -> list[str]:
    """The home page, what everybody has in the menu, and the pages of plain words."""
    in_menu = [item.url_name for item in all_of(NavItem) if not item.rule]
    return [reverse(name) for name in ["portal:home", *in_menu, *(f"portal:{name}" for name in NAMES.values())]]


def _answer(root: str, element: str, places: Iterable[Place]) -> HttpResponse:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl({"xmlns": SCHEMA}))
    for path, changed in places:
        xml.startElement(element, AttributesImpl({}))
        xml.addQuickElement("loc", f"{settings.SITE_URL}{path}")
        if changed is not None:
            xml.addQuickElement("lastmod", formats.iso(changed))
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(text.getvalue(), content_type="application/xml; charset=utf-8")
