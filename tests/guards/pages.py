"""The forms of a page, as a browser would send them: found in the HTML, with what stands in each field."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

WRITTEN = {"text", "email", "search", "tel", "url", "password", "textarea", "number", "date", "time"}
CHOSEN = {"select", "radio", "checkbox"}


@dataclass
class Field:
    """One name of a form: its kind, what a browser would send of it untouched, and what can be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    method: str
    action: str  # absolute, with its query
    fields: dict[str, Field] = field(default_factory=dict)
    is_multipart: bool = False
    buttons: dict[str, str] = field(default_factory=dict)  # names of buttons that send a value

    @property
    def path(self) -> str:
        return urlsplit(self.action).path

    @property
    def untouched(self) -> dict[str, list[str]]:
        """What is sent when somebody presses the (first) button at once."""
        pressed = dict(list(self.buttons.items())[:1])
        filled = {name: list(one.values) for name, one in self.fields.items() if one.values and one.kind != "file"}
        return filled | {name: [value] for name, value in pressed.items()}


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.forms = url, list[Form]()
        self._form: Form | None = None
        self._area: Field | None = None
        self._open_select = Field("", "select")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.url, has.get("action", ""))
            multipart = has.get("enctype") == "multipart/form-data"
            self._form = Form(has.get("method", "get").lower(), action, is_multipart=multipart)
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "select", "textarea", "button", "option"):
            getattr(self, f"_{tag}")(has)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._close_select()

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[0] += data

    def _named(self, name: str, kind: str) -> Field:
        assert self._form is not None
        return self._form.fields.setdefault(name, Field(name, kind))

    def _input(self, has: dict[str, str]) -> None:
        kind, name, value = has.get("type", "text"), has.get("name", ""), has.get("value", "")
        if not name or kind in ("submit", "button", "image"):
            return
        one = self._named(name, kind)
        if kind in ("radio", "checkbox"):
            one.options.append(value or "on")
        if kind not in ("radio", "checkbox") or "checked" in has:
            one.values.append(value or ("on" if kind == "checkbox" else ""))

    def _button(self, has: dict[str, str]) -> None:
        if has.get("type", "submit") == "submit" and has.get("name"):
            assert self._form is not None
            self._form.buttons.setdefault(has["name"], has.get("value", ""))

    def _textarea(self, has: dict[str, str]) -> None:
        self._area = self._named(has.get("name", ""), "textarea")
        self._area.values.append("")

    def _select(self, has: dict[str, str]) -> None:
        self._open_select = self._named(has.get("name", ""), "select")

    def _option(self, has: dict[str, str]) -> None:
        self._open_select.options.append(has.get("value", ""))
        if "selected" in has:
            self._open_select.values.append(has.get("value", ""))

    def _close_select(self) -> None:
        """A browser sends the first option where none is selected."""
        one = self._open_select
        one.values = one.values or one.options[:1]


def forms_of(html: str, url: str) -> list[Form]:
    """Every form of the page at this address, in order."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    return reader.forms
