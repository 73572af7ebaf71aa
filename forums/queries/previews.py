"""What somebody writes, as it will be read: drawn for them, and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commons import rich_text


@dataclass(frozen=True)
class Preview:
    """A title (empty for an answer) and a text, as their author would read them."""

    title: str
    body: str


def preview(facts: Mapping[str, Any], user: Any) -> Preview:
    """Of the cleaned values of a form."""
    return Preview(facts.get("title", ""), rich_text.render([rich_text.parse(facts["body"])], user)[0])
