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
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.sessions import is_shared
from commons.access import can
from commons.contributions import NavItem, all_of
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
        {"code": "[45]..", "swap": False, "error": True},
    ],
}
MOST_IN_BAR = 5
_parts: dict[tuple[Any, ...], SafeString] = {}


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
    """Parts that are the same for people who see the same entries, in one language, at one place, are rendered once a
    process; only the count of unread things and the account are asked anew."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None) or AnonymousUser()  # refused before anybody was asked who it is
        self.site = site()
        self.language = get_language() or settings.LANGUAGE_CODE
        self.is_demo = settings.PORTAL_MODE == "demo"

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

    @property
    def unread(self) -> int:
        """How many things in the person's inbox are new."""
        return unread_count(self.user)

    def head(self) -> SafeString:
        return self._part("head.html", (self.saves_data,), self._head)

    def nav(self) -> SafeString:
        return self._menu("nav.html", lambda: [self._home(), *self._entries(self._items)])

    def bottom(self) -> SafeString:
        return self._menu("bottom_bar.html", self._bar)

    def footer(self) -> SafeString:
        return self._part("footer.html", (), lambda: {"site": self.site})

    def language_switch(self) -> SafeString:
        return self._part("language_switch.html", (), lambda: {"language": self.language})

    def places(self) -> list[Entry]:
        """Where one can go from here."""
        return [self._home(), *self._entries(self._items)]

    def beyond_the_bar(self) -> list[Entry]:
        """Entries that the bar at the bottom of a phone has no room for: the account's menu has them there."""
        return self._entries([item for item in self._items if not item.bottom])

    def _menu(self, template: str, entries: Callable[[], list[Entry]]) -> SafeString:
        codes = tuple(item.code for item in self._items)
        key = (codes, self.user.is_authenticated, self._place())
        return self._part(template, key, lambda: {"items": entries()})

    def _part(self, name: str, key: tuple[Any, ...], context: Callable[[], dict[str, Any]]) -> SafeString:
        at = (name, self.language, *key)
        if at not in _parts:
            _parts[at] = get_template(f"components/{name}").render(context())
        return _parts[at]

    def _head(self) -> dict[str, Any]:
        htmx = json.dumps(HTMX, separators=(",", ":"))
        return {"is_demo": self.is_demo, "saves_data": self.saves_data, "htmx": htmx}

    @cached_property
    def _items(self) -> list[NavItem]:
        return [item for item in all_of(NavItem) if not item.rule or can(self.user, item.rule)]

    def _entries(self, items: list[NavItem]) -> list[Entry]:
        return [self._entry(str(item.label), reverse(item.url_name), item.icon) for item in items]

    def _entry(self, label: str, url: str, icon: str) -> Entry:
        return Entry(label, url, icon, here=_first_word(url) == self._place())

    def _home(self) -> Entry:
        label = _("Untuk Anda") if self.user.is_authenticated else _("Beranda")
        return self._entry(label, "/", "house")

    def _bar(self) -> list[Entry]:
        if self.user.is_authenticated:
            last = self._entry(_("Kotak"), reverse("notifications:inbox_list"), "inbox")
        else:
            last = self._entry(_("Masuk"), reverse("account_login"), "circle-user")
        items = [item for item in self._items if item.bottom]
        return [self._home(), *self._entries(items)[: MOST_IN_BAR - 2], last]

    def _place(self) -> str | None:
        """The part of the portal that this address is in; None elsewhere, so that strange addresses fill no memory."""
        word = _first_word(self.request.path_info)
        return word if word in _places() else None


def _first_word(url: str) -> str:
    return url.split("/", 2)[1]


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    names = ["account_login", "notifications:inbox_list", *(item.url_name for item in all_of(NavItem))]
    return frozenset({"", *(_first_word(reverse(name)) for name in names)})
