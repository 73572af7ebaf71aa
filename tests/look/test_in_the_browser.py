"""Every component, looked at by axe-core and measured: narrow and wide, light and dark, large text."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CATALOGUE = "/kelola/komponen/"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# WCAG 1.4.12: the reader's own spacing.
SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}");
document.adoptedStyleSheets = [sheet];
"""
# What makes the page wider than the window, if it is.
SIDEWAYS = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((el) => el.getBoundingClientRect().right > innerWidth)
  .map((el) => `${el.tagName}.${el.className} ${el.getBoundingClientRect().right}`)
"""
SMALL = """
const small = (box) => box.width && Math.min(box.width, box.height) < 24;
const inText = (el) => el.tagName === "A" && getComputedStyle(el).display === "inline";
const hidden = (el) => el.closest(".sr,.skip,.options,.option,.field--tick,.choice");
return [...document.querySelectorAll("a,button,input,select,summary,textarea")]
  .filter((el) => small(el.getBoundingClientRect()) && !inText(el) && !hidden(el))
  .map((el) => el.outerHTML.slice(0, 80));
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_finds_nothing(people, open_page, width, scheme):
    page = open_page(CATALOGUE, people.putri, width=width, scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("width", [320, 360, 640, 960, 1280])
def test_nothing_scrolls_sideways(people, open_page, width):
    page = open_page(CATALOGUE, people.putri, width=width)
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", [640, 960, 1024, 1280])
def test_every_entry_of_the_longest_menu_is_seen_whole(people, open_page, width):
    page = open_page("/", people.ratna, width=width)
    edge = page.locator(".bar .wrap").bounding_box()
    entries = page.locator(".main-menu a").all()
    assert len(entries) == 9
    for box in (entry.bounding_box() for entry in entries):
        assert edge["x"] <= box["x"] < box["x"] + box["width"] <= edge["x"] + edge["width"]
        assert box["height"] < 48
    if width >= 1280:
        assert len({entry.bounding_box()["y"] for entry in entries}) == 1


def test_the_readers_own_spacing_breaks_nothing(people, open_page):
    page = open_page(CATALOGUE, people.putri, width=320)
    page.evaluate(SPACED)
    assert page.evaluate(SIDEWAYS) == []


def test_text_of_twice_the_size_breaks_nothing(people, open_page):
    page = open_page(CATALOGUE, people.putri, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) == []


def test_everything_one_presses_is_large_enough(people, open_page):
    page = open_page(CATALOGUE, people.putri, width=360)
    assert page.evaluate(f"() => {{{SMALL}}}") == []


def test_the_first_thing_by_keyboard_is_the_way_past_the_menu(open_page):
    page = open_page("/beranda/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
