"""Forms as they are found and filled in: walked through the portal, matched with their example, encoded as bytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

from tests.guards.answers import OPEN, ask
from tests.guards.browser import Browser, body
from tests.guards.cast import Scene
from tests.guards.doors import doors, stands
from tests.guards.examples import FORMS, Example
from tests.guards.matrix import matrix
from tests.guards.pages import Field, Form, forms_of

Value = str | bytes | SimpleUploadedFile
Pairs = list[tuple[str, Value]]
WALKERS = ("visitor", "member", "stranger", "manager", "coordinator", "invited", "staff", "administrator")
LOOKED_AT_ONLY = {"portal:component_list"}  # the catalogue shows what a form looks like; nobody sends it
URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "----batas"


@dataclass(frozen=True)
class Found:
    """A form on a page that this role was shown."""

    name: str  # of the address it is sent to
    role: str
    page: str
    form: Form


def walk(scene: Scene) -> Iterator[Found]:
    """Every form of every page: a refusal too may carry one, and each role is shown it once an address."""
    places, table = stands(scene), matrix()
    for door in doors():
        refused = set()
        for stand in (one for one in places if one.fits(door)):
            page, row = door.path(stand.values), table.row(door, stand)
            for role in WALKERS:
                told = row.answer(role, "GET", stand) if row else OPEN
                if (role, told) in refused:
                    continue
                if told != OPEN:
                    refused.add((role, told))
                response = ask(scene.browser(role), "GET", page)
                if response.get("Content-Type", "").startswith("text/html"):
                    forms = forms_of(body(response).decode(), page)
                    yield from (Found(sent_to(form), role, page, form) for form in forms if is_sent(form))


def is_sent(form: Form) -> bool:
    return form.method == "post" or bool(set(form.fields) - {"csrfmiddlewaretoken"})


def sent_to(form: Form) -> str:
    try:
        return resolve(form.path).view_name
    except Resolver404:
        return f"nowhere: {form.path}"


def example_of(found: Found) -> Example | None:
    """The example that this form is: the one whose own field or button it has, else the one without."""
    known = FORMS.get(found.name, [])
    own = [one for one in known if one.has and one.has in found.form.fields.keys() | found.form.buttons.keys()]
    return next(iter(own or [one for one in known if not one.has]), None)


def arrive(scene: Scene, name: str, example: Example, walked: Sequence[Found]) -> tuple[Browser, Form]:
    """A browser that shows this form, and the form."""
    if example.reach is not None:
        browser, page = example.reach(scene)
        shown = forms_of(body(ask(browser, "GET", page)).decode(), page)
        there = [Found(sent_to(form), "", page, form) for form in shown]
        return browser, next(one.form for one in there if one.name == name and example_of(one) is example)
    browser = scene.browser(example.role)
    if example.script:
        door = next(door for door in doors() if door.name == name)
        address = door.path(next(stand for stand in stands(scene) if stand.fits(door)).values)
        typed: Any = example.typed(scene, browser) if callable(example.typed) else example.typed
        fields = {key: Field(key, "select" if key in example.chosen else example.script, [""]) for key in typed}
        return browser, Form("post", address, fields, is_multipart=example.script == "file")
    mine = (one for one in walked if one.name == name and one.role == example.role and example_of(one) is example)
    return browser, next(mine).form


def fill(scene: Scene, browser: Browser, form: Form, example: Example) -> Pairs:
    """What a person would send: what the page has, and what the example types."""
    typed: Any = example.typed(scene, browser) if callable(example.typed) else example.typed
    sent: dict[str, Any] = {name: list(values) for name, values in form.untouched.items()}
    for one in form.fields.values():
        if one.kind == "select" and sent.get(one.name) == [""]:
            sent[one.name] = [option for option in one.options if option][:1]
    sent |= {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    sent.pop("csrfmiddlewaretoken", None)
    return [(name, value) for name, values in sent.items() for value in values]


def instead(pairs: Pairs, name: str, *values: Value) -> Pairs:
    """The same, with other values for one name."""
    kept = [(other, value) for other, value in pairs if other != name]
    return [*kept, *((name, value) for value in values)]


def send(browser: Browser, form: Form, pairs: Pairs, **headers: str) -> Any:
    """As a browser encodes it; values may be bytes that are no text."""
    how = {"headers": {"origin": "http://testserver"} | headers}
    if form.is_multipart:
        content, kind = multipart(pairs), f"multipart/form-data; boundary={BOUNDARY}"
    else:
        content, kind = urlencoded(pairs), URLENCODED
    return ask(browser, "POST", form.action, data=content, content_type=kind, **how)


def urlencoded(pairs: Iterable[tuple[str, Value]]) -> bytes:
    return "&".join(f"{quote_plus(name)}={quote_plus(_text(value))}" for name, value in pairs).encode()


def _text(value: Value) -> str | bytes:
    return value.name or "" if isinstance(value, SimpleUploadedFile) else value


def multipart(pairs: Pairs) -> bytes:
    parts = []
    for name, value in pairs:
        head = f'Content-Disposition: form-data; name="{name}"'
        content = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        if isinstance(content, SimpleUploadedFile):
            head += f'; filename="{content.name}"\r\nContent-Type: {content.content_type}'
            content.seek(0)
            content = content.read()
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
