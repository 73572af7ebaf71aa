"""Updates of the public projects as Atom (RFC 4287)."""

from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from commons.feeds import AtomFeed, Entry
from commons.narrowing import Narrowing
from projects import queries

LIST = "/proyek/"


class UpdateFeed(AtomFeed):
    """Of the projects that the narrowed list shows a visitor."""

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Narrowing:
        return queries.feed_narrowing(request.GET, LIST)

    def title(self, narrowed: Narrowing) -> str:
        said = ", ".join(queries.report(narrowed).filters)
        return _("Kabar proyek untuk umum: %(filters)s") % {"filters": said} if said else _("Kabar proyek untuk umum")

    def link(self, narrowed: Narrowing) -> str:
        return f"{settings.SITE_URL}{narrowed.link()}"

    def feed_url(self, narrowed: Narrowing) -> str:
        return f"{settings.SITE_URL}{queries.report(narrowed).feed_url}"

    def items(self, narrowed: Narrowing) -> list[Entry]:
        """What was told is never rewritten."""
        told = queries.told_to_everybody(narrowed)
        return [Entry(one.url, one.title, one.speaker, escape(one.text), one.at, one.at) for one in told]
