"""Rich text against those who mean harm: no way out of a tag (F2), and no small text with a huge bill (F3)."""

import re
import time
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from commons.rich_text import TAGS, parse, plain, render

pytestmark = pytest.mark.usefixtures("invented_references")
ATTACKS = [
    '![" onerror=alert(1) ](x)',
    '[a](http://x "onmouseover=alert(1)")',
    "<img src=x onerror=alert(1)>",
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "`<img src=x onerror=alert(1)>`",
    '```"><img src=x onerror=alert(1)>\nx\n```',
    '[x](http://a"onclick="alert(1))',
    "[x](http://a'onclick='alert(1))",
    'http://a.b/"onmouseover="alert(1)',
    "https://x/<script>",
    '[![x](y "onload=1")](http://z)',
    '<data value="0-0"></data>',
    '&lt;data value="0"&gt;&lt;/data&gt;',
    '<a href="javascript:alert(1)">x</a>',
    "<style>*{display:none}</style>",
    "<p class=btn style=position:fixed>x</p>",
    "*a* <!-- --!> <img src=x onerror=alert(1)> -->",
    "]]><![CDATA[<script>",
    "<?php x ?>",
]


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))


def shown(text: str) -> str:
    return render([parse(text)], AnonymousUser())[0]


def ensure_harmless(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in TAGS
        assert set(attributes) <= {"href", "rel", "start"}
        assert re.match(r"https?://|mailto:|/(?![/\\])", attributes.get("href", "/"), re.IGNORECASE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_f2_nothing_breaks_out_of_its_tag(attack: str) -> None:
    ensure_harmless(shown(attack))
    ensure_harmless(shown(f"> - **{attack}** @tidakada {attack}"))


@given(st.text(alphabet="<>\"'`[](){}!*_~&;:#/\\ \n@=-.abhjps0x", max_size=120))
def test_f2_no_text_breaks_out(text: str) -> None:
    ensure_harmless(shown(text))


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    segments = parse(text)
    render([segments], AnonymousUser())
    plain(segments, AnonymousUser())


FLOODS = {
    "brackets": "[" * 13_000,
    "quotes": "> " * 500,
    "list in list": "\n".join("  " * n + "- a" for n in range(1000)),
    "asterisks": "*a" * 20_000,
    "tildes": "~" * 100_000,
    "mentions": "@a " * 33_333,
    "links": "[a](b" * 15_000,
    "backticks": "".join("`" * n + " " for n in range(440)),
    "underscores": "_*" * 50_000,
    "list": "- a\n" * 25_000,
    "footnotes": "[^" * 50_000,
    "angle": "<" * 100_000,
    "addresses": "http://a.b/((((" * 6_000,
    "one word": "a" * 100_000,
    "newlines": "\n" * 100_000 + "a",
    "emphasis": "a**b" * 25_000,
}


@pytest.mark.parametrize("name", FLOODS)
@pytest.mark.parametrize("length", [100_000, 20_000])
def test_f3_a_flood_costs_less_than_two_seconds_and_loses_nothing(name: str, length: int) -> None:
    text = FLOODS[name][:length]
    began = time.thread_time()
    segments = parse(text)
    html = render([segments], AnonymousUser())[0]
    words = plain(segments, AnonymousUser())
    assert time.thread_time() - began < 2
    ensure_harmless(html)
    assert words.count("a") >= text.count("a")
