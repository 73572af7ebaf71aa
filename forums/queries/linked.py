"""What machines read of a topic: `DiscussionForumPosting` of schema.org, as short as it is of use."""

from typing import Any

from django.conf import settings

from commons.linked_data import linked_data
from commons.plain_text import plain_text
from commons.rich_text import shortened

LONGEST = 300  # letters of the opening post: the page beside it has them all


def posting(topic: Any, opening: Any) -> str:
    """Of the opening post (a `ShownPost`) as a visitor reads it, with how many answers there are; empty where it is
    hidden."""
    if opening.speaker is None or topic.is_hidden:
        return ""
    return linked_data(
        {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "url": f"{settings.SITE_URL}{topic.get_absolute_url()}",
            "headline": str(topic),
            "text": shortened(plain_text(opening.body), LONGEST),
            "datePublished": opening.iso,
            "author": _author(opening.speaker),
            "commentCount": topic.replies_count,
        }
    )


def _author(speaker: Any) -> dict[str, Any]:
    """By the name on the page, and for whom they spoke; their page only where it is open."""
    author: dict[str, Any] = {"@type": "Person", "name": speaker.name}
    if speaker.url:
        author["url"] = f"{settings.SITE_URL}{speaker.url}"
    if speaker.for_whom:
        author["affiliation"] = {"@type": "Organization", "name": speaker.for_whom}
    return author
