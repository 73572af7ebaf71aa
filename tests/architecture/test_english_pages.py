"""A page in English holds no sentence of ours in Indonesian."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.translations import catalogue
from tests.architecture.test_every_view_declares_access import routes
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
EXAMPLES = {"/kelola/komponen/"}  # shows components with Indonesian content


def addresses() -> list[str]:
    """Every page that needs nothing in its address."""
    found = set()
    for _, name, _ in routes():
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(found - EXAMPLES)


def sentences() -> list[str]:
    """Our Indonesian of at least three words that is said otherwise in English."""
    english = catalogue.read(settings.BASE / "locale", "en")
    return [e.msgid for e in english if e.msgid.count(" ") > 1 and e.msgstr != e.msgid and "%" not in e.msgid]


def indonesian_left(client: Client, address: str) -> list[str]:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(address)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return []
    page = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
    return [sentence for sentence in sentences() if sentence in page]


@pytest.mark.parametrize("who", ["visitor", "ratna", "dewi"])
def test_pages_in_english_are_english(who, people: People, visitor: Client):
    client = visitor if who == "visitor" else signed_in(getattr(people, who))
    left = {address: found for address in addresses() if (found := indonesian_left(client, address))}
    assert left == {}


def test_indonesian_on_an_english_page_is_seen(monkeypatch, visitor: Client):
    """With the catalogue emptied, the home page is found out."""
    assert indonesian_left(visitor, reverse("portal:home_public")) == []
    monkeypatch.setattr("tests.architecture.test_english_pages.sentences", lambda: ["See what is being done together"])
    assert indonesian_left(visitor, reverse("portal:home_public"))
