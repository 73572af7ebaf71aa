"""Markdown in; out, a list of segments: safe HTML, and references to people and things, looked up when it is shown.

A page joins the segments of all its texts with one lookup a kind of reference. So names follow changes and erasure,
titles follow the audience, and nothing is ever replaced inside HTML: a finished text is only cut at marks that no
author can write.
"""

from commons.rich_text.parsing import DEEPEST, LONGEST, MOST_MENTIONS, TAGS, Segments, Written, parse, written
from commons.rich_text.showing import excerpt, excerpts, plain, references, render, shortened, typed, words

__all__ = [
    "DEEPEST",
    "LONGEST",
    "MOST_MENTIONS",
    "TAGS",
    "Segments",
    "Written",
    "excerpt",
    "excerpts",
    "parse",
    "plain",
    "references",
    "render",
    "shortened",
    "typed",
    "words",
    "written",
]
