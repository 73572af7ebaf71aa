"""Feeds for programs that read news (Atom, RFC 4287): what is told to everybody, whoever asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no way to write them


@dataclass(frozen=True)
class Entry:
    """`html` is what readers show, `lasting_url` the name by which they know the entry again, wherever it stands by
    then: `url` where there is none. Both are paths of this site."""

    url: str
    title: str
    speaker: str
    html: str
    at: datetime
    changed_at: datetime
    lasting_url: str = ""


class Atom(Atom1Feed):
    """Links in its texts are those of this site; of nothing told at all its time is the beginning, not the present, so
    that it stays the same feed until something is told."""

    def __init__(self, title: Any, link: Any, description: Any, **more: Any) -> None:
        super().__init__(NOT_IN_XML.sub("", str(title)), link, description, **more)

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:base": f"{settings.SITE_URL}/"}

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["began_at"]


class AtomFeed(Feed):
    """Whoever extends it says `title`, `link`, `feed_url` and `items`, a list of `Entry`."""

    feed_type = Atom
    began_at = datetime.fromisoformat("2026-01-01T00:00:00+07:00")

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed, or 304 to a program that has it."""
        response = self(request, *args, **kwargs)
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"began_at": self.began_at_of(obj)}

    def began_at_of(self, obj: Any) -> datetime:
        return self.began_at

    def items(self, obj: Any) -> Sequence[Entry]:
        raise LookupError(f"{type(self).__name__} says nothing")

    def item_title(self, item: Entry) -> str:
        return NOT_IN_XML.sub("", item.title)

    def item_description(self, item: Entry) -> str:
        return NOT_IN_XML.sub("", item.html)

    def item_link(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.url}"

    def item_guid(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.lasting_url or item.url}"

    def item_author_name(self, item: Entry) -> str:
        return item.speaker

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.changed_at
