"""Colours: every pair of `tokens.css` that carries text or an edge, in both themes, by the formula of WCAG 2."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE) / "static" / "css" / "tokens.css").read_text()
TONES = ("danger", "gold", "info", "ok", "violet", "brand")
GROUNDS = ("surface", "bg", "sunken")
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "brand", "brand-strong") for ground in GROUNDS),
    *((tone, ground, TEXT) for tone in TONES for ground in (f"{tone}-soft", "surface")),
    *(("ink", f"{tone}-soft", TEXT) for tone in TONES),
    ("brand", "danger-soft", TEXT),  # links in the error summary
    ("ink", "mark", TEXT),
    ("ink-2", "brand-soft", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("on-bar", "bar", TEXT),
    ("bg", "ink", TEXT),  # toasts are the other way round
    *(("line-strong", ground, EDGE) for ground in GROUNDS),
    *(("focus", ground, EDGE) for ground in GROUNDS),
    *(("danger", ground, EDGE) for ground in GROUNDS),
]


def tokens(block: str) -> dict[str, str]:
    return {name: _long(value) for name, value in re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{3,6})\b", block)}


def _long(value: str) -> str:
    digits = value[1:]
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


LIGHT, BY_DEVICE, BY_CHOICE = (
    tokens(re.search(start + r"\{(.*?)\n\}", CSS, re.S)[1])
    for start in (r"\n:root", r":root:not\(\[data-theme=terang\]\)", r":root\[data-theme=gelap\]")
)
THEMES = {"light": LIGHT, "dark": LIGHT | BY_DEVICE}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("above", "below", "least"), PAIRS)
def test_what_is_read_stands_out(theme, above, below, least):
    colours = THEMES[theme]
    assert contrast(colours[above], colours[below]) >= least


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)


def test_the_dark_of_the_device_is_the_dark_one_chooses():
    assert BY_DEVICE == BY_CHOICE


def test_every_colour_of_the_light_has_one_in_the_dark():
    assert LIGHT.keys() == BY_DEVICE.keys()


def test_tokens_are_the_only_place_with_colours():
    sheets = Path(settings.BASE, "static", "css").rglob("*.css")
    named = {
        sheet.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet.read_text())
        for sheet in sheets
        if sheet.name not in ("tokens.css", "print.css", "gigi_balang.css")
    }
    assert {name: found for name, found in named.items() if found} == {}
