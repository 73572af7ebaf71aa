"""What stands below each post: what this reader may do with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from commons import formats
from commons.drawn import drawn
from forums.models.post import lasting_address


@dataclass(frozen=True)
class Acts:
    """What the reader may do with the posts of a page; `may_change` and `may_delete` are said of their own."""

    may_answer: bool = False
    may_hide: bool = False
    may_change: bool = False
    may_delete: bool = False
    may_react: bool = False
    may_mark: bool = False
    may_report: bool = False
    is_visitor: bool = True


@dataclass(frozen=True)
class Foot:
    """What the acts of one post look like to one reader. Until a day its author may take a deletion back."""

    number: int
    pk: int
    topic: int
    useful: int
    is_hidden: bool
    is_deleted: bool
    may_answer: bool = False  # it can be marked as the answer, by whoever may
    is_mine: bool = False
    is_useful: bool = False
    restorable_until: str = ""

    @property
    def lasting_url(self) -> str:
        return lasting_address(self.pk)

    def drawn(self, acts: Acts) -> str:
        return drawn("forums/_post_acts.html", foot=self, acts=acts)


@dataclass(frozen=True)
class KeptPost:
    """What a window keeps of a post: its HTML and its foot, the same for all who may see and do the same, and what
    tells for whom the foot is another."""

    number: int
    author: int
    is_official: bool
    restorable_until: datetime | None  # of one that its author deleted
    html: str
    foot: Foot
    usual_foot: str


def foot(post: KeptPost, topic: Any, user: Any, acts: Acts) -> str:
    """The foot's HTML: for most it is the usual one; not for the author, and who found the post useful. `topic` comes
    with what this reader `found_useful`."""
    is_mine, is_useful = post.author == user.pk, post.number in topic.found_useful
    if not is_mine and not is_useful:
        return post.usual_foot
    until = post.restorable_until if is_mine else None
    day = formats.long_date(until) if until and timezone.now() < until else ""
    return replace(post.foot, is_mine=is_mine, is_useful=is_useful, restorable_until=day).drawn(acts)
