"""Updates of the public projects as Atom (RFC 4287)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from commons.narrowing import Narrowing
from projects import queries
from projects.queries import Told

LIST = "/proyek/"


class UpdateFeed(Feed):
    """Of the projects that the narrowed list shows a visitor."""

    feed_type = Atom1Feed

    def get_object(self, request: Any, *args: Any, **kwargs: Any) -> Narrowing:
        return queries.feed_narrowing(request.GET, LIST)

    def title(self, narrowed: Narrowing) -> str:
        said = ", ".join(queries.report(narrowed).filters)
        return _("Kabar proyek untuk umum: %(filters)s") % {"filters": said} if said else _("Kabar proyek untuk umum")

    def link(self, narrowed: Narrowing) -> str:
        return f"{settings.SITE_URL}{narrowed.link()}"

    def feed_url(self, narrowed: Narrowing) -> str:
        return f"{settings.SITE_URL}{queries.report(narrowed).feed_url}"

    def items(self, narrowed: Narrowing) -> list[Told]:
        return queries.told_to_everybody(narrowed)

    def item_title(self, item: Told) -> str:
        return item.title

    def item_description(self, item: Told) -> str:
        """Readers take it for HTML."""
        return escape(item.text)

    def item_link(self, item: Told) -> str:
        return f"{settings.SITE_URL}{item.url}"

    def item_author_name(self, item: Told) -> str:
        return item.speaker

    def item_pubdate(self, item: Told) -> datetime:
        return item.at

    def item_updateddate(self, item: Told) -> datetime:
        """What was told is never rewritten."""
        return item.at
