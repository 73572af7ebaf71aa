"""A browser of forty lines, without JavaScript: it keeps cookies, follows links and fills in forms. For proofs."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

TIMEOUT = 15


@dataclass
class Form:
    """A form as it stands in the page: where it goes, and what its fields hold."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """What came back."""

    address: str
    status: int
    text: str
    seconds: float
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def form_with(self, name: str) -> Form:
        """The first form that has a field of this name.

        Raises:
            LookupError: when there is none.
        """
        for form in self.forms:
            if name in form.fields:
                return form
        raise LookupError(f"{self.address} (status {self.status}) has no form with a field {name!r}.")


class Visitor:
    """One person's browser."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> Page:
        return self._open(Request(urljoin(self.address, path)))

    def send(self, page: Page, form: Form, **values: str) -> Page:
        """Fill in the form and send it; redirects are followed."""
        at = urljoin(page.address, form.action)
        data = urlencode(form.fields | values).encode()
        return self._open(Request(at, data, headers={"Referer": page.address}, method=form.method.upper()))

    def sign_in(self, email: str, password: str) -> Page:
        page = self.get("/masuk/")
        return self.send(page, page.form_with("password"), login=email, password=password)

    def ask_for_code(self, email: str) -> Page:
        page = self.get("/masuk/")
        return self.send(page, page.form_with("login"), login=email)

    def is_signed_in(self) -> bool:
        return "/keluar/" in self.get("/").links

    def _open(self, request: Request) -> Page:
        began = time.monotonic()
        try:
            response = self._opener.open(request, timeout=TIMEOUT)
        except HTTPError as error:
            response = error
        with response:
            text = response.read().decode(errors="replace")
        reader = _Reader()
        reader.feed(text)
        links = list(dict.fromkeys(_own(self.address, response.url, reader.links)))
        return Page(response.url, response.status, text, time.monotonic() - began, links, reader.forms)


def _own(address: str, base: str, links: list[str]) -> Iterator[str]:
    """The paths of this site among them."""
    for link in links:
        parts = urlsplit(urljoin(base, link))
        if f"{parts.scheme}://{parts.netloc}" == address:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a" and facts.get("href"):
            self.links.append(facts["href"])
        elif tag == "form":
            self._form = Form(facts.get("action", ""), facts.get("method", "get"))
            self.forms.append(self._form)
        elif self._form and facts.get("name") and _is_filled(tag, facts):
            self._form.fields[facts["name"]] = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def _is_filled(tag: str, facts: dict[str, str]) -> bool:
    """A field that a browser sends along: no button, no file, no box that is not ticked."""
    if tag not in ("input", "textarea", "select") or facts.get("type") in ("submit", "button", "file"):
        return False
    return facts.get("type") not in ("checkbox", "radio") or "checked" in facts
