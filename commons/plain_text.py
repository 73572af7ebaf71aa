"""HTML of ours as plain text, for letters and previews."""

import re
from html.parser import HTMLParser

PARAGRAPHS = {"p", "ul", "ol", "pre", "blockquote", "h3", "h4", "h5", "h6", "hr"}


class _Reader(HTMLParser):
    """Keeps the words, breaks lines where a browser would, and says where a link leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.is_set = False  # inside <pre>, where each line stays a line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.parts)))
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in PARAGRAPHS:
            self.parts.append("\n\n")
        self.is_set = self.is_set or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links:
            address, began = self.links.pop()
            if address.startswith(("http", "mailto:")) and address not in "".join(self.parts[began:]):
                self.parts.append(f" ({address})")
        elif tag in PARAGRAPHS:
            self.parts.append("\n\n")
        self.is_set = self.is_set and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.is_set else data.replace("\n", " "))


def plain_text(html: str) -> str:
    """Paragraphs with an empty line between, items with a dash, links followed by their address."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "".join(reader.parts).replace("- \n\n", "- ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", text)).strip()
