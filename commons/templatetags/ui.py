"""Small tags and filters that every template may use without loading anything."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commons import formats, rich_text
from commons.access import can
from commons.calendar import office_day
from commons.drawn import drawn
from commons.linked_data import linked_data
from commons.once import FIELD, new_key

register = template.Library()
register.simple_tag(drawn)
TINTS = 6  # as many as avatar.css has
LONG = 24  # letters of a choice
EXCERPT = 280  # characters of a text in a mail

register.filter("number", formats.number)
register.filter("rupiah", formats.rupiah)
register.filter("rupiah_short", formats.rupiah_short)
register.filter("percent", formats.percent)
register.filter("phone", formats.phone)
register.filter("linked_data", linked_data)
register.filter("office_day", office_day)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, css: str = "") -> SafeString:
    """A symbol of the sprite, hidden from screen readers: the word beside it is the content."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f"ikon {css}".strip(),
        static("icons.svg"),
        name,
    )


@register.filter
def short_date(day: date | None) -> str:
    """`25 Nov 2026`; nothing for no date."""
    return formats.short_date(day) if day else ""


@register.filter
def iso(moment: date | None) -> str:
    """For `<time datetime="…">`, in the reader's zone; nothing for no moment."""
    return formats.iso(moment) if moment else ""


@register.filter
def long_date(day: date | None) -> str:
    """`Rabu, 25 November 2026`; nothing for no date."""
    return formats.long_date(day) if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """`19.30`; nothing for no moment."""
    return formats.clock(moment) if moment else ""


@register.filter
def row_moment(moment: datetime | None) -> str:
    """`Sen, 23 Nov 19.30`; nothing for no moment."""
    return formats.row_moment(moment) if moment else ""


@register.filter
def stamp(moment: datetime | None) -> str:
    """`23 Nov 2026 19.30 WIB`; nothing for no moment."""
    return formats.stamp(moment) if moment else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    """`Senin, 23 November 2026 pukul 19.30 WIB`; nothing for no moment."""
    return formats.long_moment(moment) if moment else ""


@register.filter
def ago(moment: date | None) -> str:
    """`5 menit yang lalu`, `kemarin`; nothing for no moment."""
    return formats.ago(moment) if moment else ""


@register.filter
@lru_cache(maxsize=2048)
def initials(name: str) -> str:
    """`Ratna Kusumaningtyas` as `RK`: the first letters of the first two words."""
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def tint(pk: int | None) -> int:
    """One of the six tints of an avatar, the same for the same person or organisation always."""
    return (pk or 0) % TINTS


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each cell of a row with its column, for tables."""
    return list(zip(cells, columns, strict=True))


@register.filter
def has_long_labels(groups: Iterable[tuple[Any, list[dict[str, Any]], int]]) -> bool:
    """Whether the choices of a widget are too long to stand two abreast on a phone."""
    return any(len(str(option["label"])) > LONG for _, options, _ in groups for option in options)


@register.filter
def read_by(segments: rich_text.Segments, reader: Any) -> str:
    """The beginning of a written text in plain words, as this person may read it: for mails."""
    return rich_text.excerpt(segments, reader, EXCERPT)


@register.filter
def all_read_by(segments: rich_text.Segments, reader: Any) -> str:
    """All of it, line by line, as this person may read it: for what a mail must tell whole, as an agenda."""
    return rich_text.plain(segments, reader)


@register.simple_tag
def once() -> SafeString:
    """The one-time key of a form that is a button only: pressed twice, it acts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())


class IfCan(Node):
    """Shows the first part to those whom the rule allows, the second to the others."""

    child_nodelists = ("yes", "no")

    def __init__(
        self, action: FilterExpression, obj: FilterExpression | None, name: str, yes: NodeList, no: NodeList
    ) -> None:
        self.action, self.obj, self.name, self.yes, self.no = action, obj, name, yes, no

    def render(self, context: Context) -> SafeString:
        obj = self.obj.resolve(context) if self.obj else None
        verdict = can(context["user"], self.action.resolve(context), obj)
        with context.push(**{self.name: verdict}):
            return (self.yes if verdict else self.no).render(context)


@register.tag
def if_can(parser: Parser, token: Token) -> IfCan:
    """`{% if_can "projects.post_status" project as verdict %}…{% else %}{{ verdict.reason }}{% endif_can %}`.

    The object is left out where a rule asks about none; `verdict` is the name unless another is given.
    """
    _tag, *words = token.split_contents()
    name = "verdict"
    if len(words) > 2 and words[-2] == "as":
        *words, _as, name = words
    if len(words) not in (1, 2):
        raise template.TemplateSyntaxError("if_can takes a rule, and at most one object")
    action, obj = parser.compile_filter(words[0]), parser.compile_filter(words[1]) if len(words) == 2 else None
    yes, no = parser.parse(("else", "endif_can")), NodeList()
    if parser.next_token().contents == "else":
        no = parser.parse(("endif_can",))
        parser.delete_first_token()
    return IfCan(action, obj, name, yes, no)
