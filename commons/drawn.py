"""Fragments whose every word is in their values: drawn once, and remembered by these values.

What is remembered is never out of date: another name, stage or minute is another value. So a list asks the database for
its rows each time, and draws only those that nobody has seen yet.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import get_template
from django.utils.translation import get_language

MOST_KEPT = 2000  # fragments of a process, about 1 kB each


def drawn(template_name: str, **values: Hashable) -> str:
    """`{% drawn "projects/_project_row.html" row=row %}`: the fragment with these values and nothing else.

    Values are frozen. Moments come as ready text: the reader's zone and the present minute are no part of the key.
    """
    return _draw(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=MOST_KEPT)
def _draw(template_name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> str:
    return get_template(template_name).render(dict(values))
