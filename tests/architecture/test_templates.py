"""Every template compiles, what it names is there, its words are translatable, and nothing in it runs inline."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.template import TemplateDoesNotExist
from django.template.base import Lexer, Token, TokenType
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation.template import block_re, endblock_re

from tests.architecture import code

# Names, and words that are the same in every language.
SAME_EVERYWHERE = set(
    "Rembuk WhatsApp Markdown HTML PDF RW RT ID EN QR OK WIB Bahasa Indonesia English JavaScript".split()
)
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = re.compile(r'\b(?:alt|title|placeholder|aria-label|aria-description|aria-roledescription|label)="([^"]*)"')
HANDED = re.compile(
    r"""\b(?:label|title|text|detail|hint|help|caption|confirm|sentence|action_label)=["']([^"']+)["']"""
)
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*(\bsrc=|type="application/ld\+json"))"""
)
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")
# Names of templates that Django and allauth look for themselves.
LOOKED_FOR = re.compile(r"(\d{3}\.html|(account|mfa|usersessions|allauth|django|admin|errors)/.*)")


def words_left(name: str, source: str) -> list[str]:
    """Words that stand outside every translation tag, and so would be read in Indonesian by everybody."""
    rest = "".join(_outside(Lexer(source).tokenize()))
    if name.endswith(".html"):
        spoken = " ".join(SPOKEN.findall(rest))
        rest = re.sub(r"<!--.*?-->|<(script|style|svg)\b.*?</\1>|<[^>]*>|&\w+;", " ", rest, flags=re.S) + " " + spoken
    rest = re.sub(r"\S*/\S*", " ", rest)  # an address
    return [word for word in LETTERS.findall(rest) if word not in SAME_EVERYWHERE]


def literal_words(name: str, source: str) -> list[str]:
    """Words handed to a component as they stand: `with label="Simpan"` for `with label=_("Simpan")`."""
    given = [argument for tag in re.findall(r"\{%\s*include\s[^%]*%\}", source) for argument in HANDED.findall(tag)]
    return [text for text in given if LETTERS.search(text)]


def _outside(tokens: list[Token]) -> Iterator[str]:
    """The text between tags; a tag or variable leaves a sign, so that attributes keep their quotes apart."""
    end = None
    for token in tokens:
        is_tag = token.token_type == TokenType.BLOCK
        if end is not None:
            end = None if is_tag and end.match(token.contents) else end
        elif is_tag and block_re.match(token.contents):
            end = endblock_re
        elif is_tag and token.contents.startswith("comment"):
            end = re.compile("endcomment$")
        elif is_tag and token.contents == "block bodyclass":
            end = re.compile("endblock")
        elif token.token_type == TokenType.TEXT:
            yield token.contents
        else:
            yield "·"


def inline(name: str, source: str) -> list[str]:
    return [match[0] for match in INLINE.finditer(source)]


def unescaped(name: str, source: str) -> list[str]:
    """Text mails are not HTML, so they alone may switch escaping off."""
    return [match[0] for match in UNESCAPED.finditer(source) if name.endswith(".html") or "safe" in match[0]]


def missing_parts(name: str, source: str) -> list[str]:
    named = re.findall(r'\{%\s*(?:include|extends)\s+"([^"]+)"', source)
    return [part for part in named if part not in code.templates() and not _of_a_library(part)]


def _of_a_library(name: str) -> bool:
    try:
        return get_template(name) is not None
    except TemplateDoesNotExist:
        return False


def missing_addresses(name: str, source: str) -> list[str]:
    known = {name for _, name, _ in code.views(get_resolver().url_patterns)}
    return [url for url in re.findall(r"""\{%\s*url\s+["']([\w:-]+)["']""", source) if url not in known]


def open_includes(name: str, source: str) -> list[str]:
    """A component knows what it is given and nothing else."""
    components = re.findall(r'\{%\s*(include\s+"components/[^%]*?)\s*%\}', source)
    return [include for include in components if not include.endswith("only")]


Rule = Callable[[str, str], list[str]]
RULES: list[tuple[Rule, str, str]] = [
    (words_left, "a.html", "<p>Belum ada proyek</p>"),
    (words_left, "a.html", '<img alt="Foto proyek" src="{{ x }}">'),
    (words_left, "a.txt", "{% translate 'Halo' %} teman"),
    (words_left, "a.html", "{# two\nlines #}"),
    (literal_words, "a.html", '{% include "components/button.html" with label="Simpan" only %}'),
    (inline, "a.html", '<p style="color:red">'),
    (inline, "a.html", "<script>alert(1)</script>"),
    (inline, "a.html", '<button onclick="go()">'),
    (inline, "a.html", '<a href="javascript:go()">'),
    (unescaped, "a.html", "{{ text|safe }}"),
    (unescaped, "a.html", "{% autoescape off %}{{ text }}{% endautoescape %}"),
    (missing_parts, "a.html", '{% include "components/nowhere.html" only %}'),
    (missing_addresses, "a.html", '{% url "projects:nowhere" %}'),
    (open_includes, "a.html", '{% include "components/button.html" with label=x %}'),
]
# Where HTML that the sanitiser made is put on the page; where examples are shown; what frames every page.
MAY: dict[Rule, tuple[str, ...]] = {
    unescaped: (),
    words_left: ("portal/catalogue/",),
    literal_words: ("portal/catalogue/",),
    open_includes: ("base.html",),
    missing_addresses: ("portal/mailbox",),  # a demo's pages: they have no address elsewhere
}


@pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, *_ in RULES)), ids=lambda rule: rule.__name__)
def test_templates_have_no(rule):
    found = {
        name: rule(name, source) for name, source in code.templates().items() if not name.startswith(MAY.get(rule, ()))
    }
    assert {name: troubles for name, troubles in found.items() if troubles} == {}


@pytest.mark.parametrize(("rule", "name", "fault"), RULES, ids=[f"{r[0].__name__} {r[2][:30]!r}" for r in RULES])
def test_a_planted_fault_is_seen(rule, name, fault):
    assert rule(name, fault)


@pytest.mark.parametrize(
    "source",
    [
        '<p title="{% translate "Judul" %}">{% blocktranslate %}Satu kalimat{% endblocktranslate %} · {{ x }} RW</p>',
        '<script type="module" src="{% static "js/app.js" %}"></script>',
        '{% comment %}Kenapa begini{% endcomment %}<a href="{{ url }}" data-behaviour="copy">{{ label }}</a>',
    ],
)
def test_what_is_right_is_left_alone(source):
    assert [trouble for rule in (words_left, inline, unescaped) for trouble in rule("a.html", source)] == []


@pytest.mark.parametrize("name", code.templates())
def test_a_template_compiles(name):
    assert get_template(name).template.nodelist is not None


def test_every_template_is_used():
    named = re.compile(r"""["']([\w/.-]+\.(?:html|txt))["']""")
    said = {text for module in code.modules() for text in code.strings(module.tree)}
    said |= {part for source in code.templates().values() for part in named.findall(source)}
    # A letter is named without its ending; where the name is put together, the folder is said.
    unused = [n for n in code.templates() if not {n, n.rsplit(".", 1)[0], n.rsplit("/", 1)[0] + "/"} & said]
    assert [name for name in unused if not LOOKED_FOR.match(name)] == []
