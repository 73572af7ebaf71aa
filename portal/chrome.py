"""What frames each page: head, menus, foot, and the few things in them that are one person's own."""

import json
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.sessions import is_shared
from commons.access import can
from commons.contributions import NavItem, all_of
from commons.templatetags.ui import initials
from notifications.queries import unread_count

HTMX = {
    "allowEval": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,  # no copies of pages stay on a shared computer
    "refreshOnHistoryMiss": True,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "409", "swap": True},  # somebody saved since: it is said where the text stands
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
MOST_IN_BAR = 5
MOST_IN_MENU = 9  # what a desk's screen has room for beside the mark and the tools
GAPS = {name: f"{{{name}}}" for name in ("name", "initials", "new", "count")}  # filled by format_html, page by page
_parts: dict[tuple[Any, ...], str] = {}


class Entry(NamedTuple):
    """A line of a menu."""

    label: str
    url: str
    icon: str
    here: bool


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The frame, worked out only where a template asks for it."""
    return {"frame": Frame(request)}


def site() -> dict[str, str]:
    """Whose site this is, from the settings."""
    names = ("name", "short_name", "place", "office", "address", "hours", "phone")
    return {name: getattr(settings, f"SITE_{name.upper()}") for name in names}


class Frame:
    """Parts that are the same for people who see the same entries, in one language, at one place, are drawn once a
    process; a person's name and count of new things are filled into their gaps."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None) or AnonymousUser()  # refused before anybody asked who it is
        self.language = get_language() or settings.LANGUAGE_CODE

    @cached_property
    def site(self) -> dict[str, str]:
        return site()

    @property
    def look(self) -> str:
        """`terang`, `gelap`, or nothing: as the device says."""
        return self.user.look if self.user.is_authenticated else ""

    @property
    def saves_data(self) -> bool:
        """The browser was told to spare data: no font is sent."""
        return self.request.headers.get("Save-Data") == "on"

    @property
    def is_shared(self) -> bool:
        """Signed in on a computer that others use too: nothing of a draft stays on it."""
        return is_shared(self.request)

    @property
    def address(self) -> str:
        """This page's address as one hands it on: whole, without the query."""
        return f"{settings.SITE_URL}{self.request.path}"

    def head(self) -> str:
        return self._part("head.html", (self.saves_data,), self._head)

    def bar(self) -> str:
        """The top, its gaps filled with what is this person's own."""
        part = self._menu("bar.html", self._bar)
        if not self.user.is_authenticated:
            return part
        return format_html(part, name=self.user.name, initials=initials(self.user.name), new=self._new())

    def bottom(self) -> str:
        return self._menu("bottom_bar.html", lambda: {"items": self._bottom()})

    def footer(self) -> str:
        return self._part("footer.html", (), lambda: {"site": self.site})

    def trouble(self) -> str:
        return self._part("trouble.html", (), dict)

    def places(self) -> list[Entry]:
        """Where one can go from here."""
        return [self._home(), *self._entries(self._items)]

    def _new(self) -> str:
        count = unread_count(self.user)
        return format_html(self._part("unread.html", (), lambda: GAPS), count=count) if count else ""

    def _menu(self, template: str, context: Callable[[], dict[str, Any]]) -> str:
        codes = tuple(item.code for item in self._items)
        return self._part(template, (codes, self.user.is_authenticated, self._has_desk, self._place()), context)

    def _part(self, name: str, key: tuple[Any, ...], context: Callable[[], dict[str, Any]]) -> str:
        at = (name, self.language, *key)
        if at not in _parts:
            _parts[at] = get_template(f"components/{name}").render(context())
        return _parts[at]

    def _head(self) -> dict[str, Any]:
        htmx = json.dumps(HTMX, separators=(",", ":"))
        return {"is_demo": is_demo(), "saves_data": self.saves_data, "htmx": htmx}

    def _bar(self) -> dict[str, Any]:
        return GAPS | {
            "site": self.site,
            "is_demo": is_demo(),
            "language": self.language,
            "is_known": self.user.is_authenticated,
            "items": self.places()[:MOST_IN_MENU],
            "beyond": self._entries([item for item in self._in_menu if item not in self._in_bar]),
            "rest": self.places()[MOST_IN_MENU:],
        }

    def _bottom(self) -> list[Entry]:
        if self.user.is_authenticated:
            last = self._entry(_("Kotak"), reverse("notifications:inbox_list"), "inbox")
        else:
            last = self._entry(_("Masuk"), reverse("account_login"), "circle-user")
        return [self._home(), *self._entries(self._in_bar), last]

    @cached_property
    def _in_bar(self) -> list[NavItem]:
        """What a phone's bar has room for, between home and inbox; the others stand in the menu."""
        return [item for item in self._items if item.bottom][: MOST_IN_BAR - 2]

    @property
    def _in_menu(self) -> list[NavItem]:
        return self._items[: MOST_IN_MENU - 1]  # home is the first

    @cached_property
    def _items(self) -> list[NavItem]:
        return [item for item in all_of(NavItem) if not item.rule or can(self.user, item.rule)]

    def _entries(self, items: list[NavItem]) -> list[Entry]:
        return [self._entry(str(item.label), reverse(item.url_name), item.icon) for item in items]

    def _entry(self, label: str, url: str, icon: str) -> Entry:
        return Entry(label, url, icon, here=_first_word(url) == self._place())

    def _home(self) -> Entry:
        if self._has_desk:
            return self._entry(_("Meja Kerja"), "/", "house")
        return self._entry(_("Untuk Anda") if self.user.is_authenticated else _("Beranda"), "/", "house")

    @cached_property
    def _has_desk(self) -> bool:
        return bool(can(self.user, "portal.see_desk"))

    def _place(self) -> str | None:
        """The part of the portal that this address is in; None elsewhere, so that strange addresses fill no memory."""
        word = _first_word(self.request.path_info)
        return word if word in _places() else None


def is_demo() -> bool:
    """Every page of a demo says that its people and decisions are invented."""
    return settings.PORTAL_MODE == "demo"


def _first_word(url: str) -> str:
    return url.split("/", 2)[1]


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    names = ["account_login", "notifications:inbox_list", *(item.url_name for item in all_of(NavItem))]
    return frozenset({"", *(_first_word(reverse(name)) for name in names)})
