"""Every form of the portal and all that can be wrong with it (R02, R11, R13): no 500, no row too many, no text lost.

A form that is not among the `examples` fails: whoever adds one says how it is filled in.
"""

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.forms import BoundField

from tests.environment import empty_cache
from tests.guards.answers import HERE, ask
from tests.guards.bad_input import SCRIPT, broken, spoiled
from tests.guards.browser import Browser, body
from tests.guards.cast import Scene
from tests.guards.examples import FORMS, Example
from tests.guards.filled import LOOKED_AT_ONLY, Found, Pairs, arrive, example_of, fill, instead, send, urlencoded
from tests.guards.matrix import matrix
from tests.guards.pages import WRITTEN, Form
from tests.guards.sql import changed, checksums, undone, written

pytestmark = pytest.mark.django_db
ALL = [(name, example) for name, examples in FORMS.items() for example in examples]
IDS = [f"{name} {example.has}".strip() for name, example in ALL]
EVER = {"django_session", "commons_draft"}  # a session remembers; a text that could not be sent is kept
ERRORS = re.compile(r'class="errorlist.*?</ul>|class="summary.*?</div>', re.DOTALL)
HERE_TOO: dict[str, Any] = {"headers": HERE}
each_form = pytest.mark.parametrize(("name", "example"), ALL, ids=IDS)


def test_every_form_on_the_pages_has_an_example(walked: list[Found]) -> None:
    sent = [one for one in walked if one.form.method == "post" and one.name not in LOOKED_AT_ONLY]
    assert sorted({f"{one.name} on {one.page}" for one in sent if example_of(one) is None}) == []
    assert len({one.name for one in sent}) > 30


def test_every_address_that_takes_a_form_has_an_example() -> None:
    takers = {name.split("/")[0] for name, row in matrix().rows.items() if "POST" in row.methods}
    assert takers - set(FORMS) == {"portal:kept"} & takers
    assert set(FORMS) <= takers


@each_form
def test_the_example_is_valid(name: str, example: Example, scene: Scene, walked: list[Found]) -> None:
    with undone():
        browser, form = arrive(scene, name, example, walked)
        response = send(browser, form, fill(scene, browser, form, example))
    said = response.crash or ERRORS.findall(body(response).decode())
    assert response.status_code in (200, 201, 204, 302, 303), said


@each_form
def test_f4_sent_twice_it_is_done_once(name: str, example: Example, scene: Scene, walked: list[Found]) -> None:
    with undone():
        browser, form = arrive(scene, name, example, walked)
        pairs = fill(scene, browser, form, example)
        first = send(browser, form, pairs)
        once = checksums()
        second = send(browser, form, pairs)
        twice = checksums()
    assert changed(once, twice) - EVER - example.again == set()
    if "once" in form.fields:
        assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])


def wrong(response: Any, sent: Pairs, form: Form, example: Example) -> str:
    """What is wrong with this answer, or nothing."""
    status = response.status_code
    if response.crash is not None or status >= 500:
        return f"{status} {response.crash!r}"
    html = body(response).decode()
    if SCRIPT in html or "<img src=x onerror" in html:
        return "markup that runs"
    shown = unescape(html) if status == 422 else ""
    if status == 422 and (lost := [name for name, value in typed(sent, form, example) if value not in shown]):
        return f"lost {lost}"
    return ""


def typed(sent: Pairs, form: Form, example: Example) -> Iterator[tuple[str, str]]:
    """What a person wrote and must find again, the last where there are several; secrets are not shown, nor what is no
    text."""
    for name, value in dict(sent).items():
        kind = form.fields[name].kind if name in form.fields else ""
        if kind in WRITTEN and name not in example.secret and isinstance(value, str) and value.isprintable():
            yield name, value


def judge(
    scene: Scene, form: Form, sent: Pairs, example: Example, before: dict[str, str], act: Callable[[], Any]
) -> str:
    """Do it, and take it back: what it answered, and whether a refusal left a trace."""
    with undone(), written() as tables:
        response = act()
        suspicious = response.status_code >= 400 and tables - EVER - example.stays
        trace = changed(before, checksums()) - EVER - example.stays if suspicious else set()
    return wrong(response, sent, form, example) or (f"{response.status_code}, and yet {sorted(trace)}" if trace else "")


@each_form
def test_a7_whatever_is_wrong_is_said_and_nothing_is_lost(
    name: str, example: Example, scene: Scene, walked: list[Found]
) -> None:
    found = []
    with undone():
        browser, form = arrive(scene, name, example, walked)
        pairs, before = fill(scene, browser, form, example), checksums()
        for what, sent in spoiled(scene, form, pairs, example.more):
            act = partial(send, again(browser), form, sent)
            if verdict := judge(scene, form, sent, example, before, act):
                found.append(f"{what}: {verdict}")
        for what, content, kind in broken(form, pairs):
            act = partial(send_as_is, again(browser), form.action, content, kind)
            if verdict := judge(scene, form, [], example, before, act):
                found.append(f"{what}: {verdict}")
    assert found == []


def send_as_is(browser: Browser, address: str, content: bytes, kind: str) -> Any:
    empty_cache()
    return browser.generic("POST", address, content, kind, headers=HERE)


def again(browser: Browser) -> Browser:
    """Another window with the same cookies, so that no answer changes what the next one is sent with."""
    other = Browser(is_strict=browser.is_strict)
    other.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
    return other


@each_form
def test_a8_an_old_token_gives_the_text_back_and_another_site_plants_nothing(
    name: str, example: Example, scene: Scene, walked: list[Found]
) -> None:
    if name in ("portal:language_switch", "notifications:subscription_stop"):
        return
    with undone():
        browser, form = arrive(scene, name, example, walked)
        sent, before = fill(scene, browser, form, example), checksums()
        browser.is_strict = True
        stale = send(browser, form, [*sent, ("csrfmiddlewaretoken", "a" * 64)])
        html = unescape(body(stale).decode())
        if name.startswith(("account_", "mfa_")):
            assert (stale.status_code, stale["Location"]) == (302, form.path)
        else:
            assert [field for field, value in typed(sent, form, example) if value not in html] == []
        elsewhere = send(browser, form, sent, origin="https://jahat.example")
        assert elsewhere.status_code in (302, 403)
        assert [
            field for field, value in typed(sent, form, example) if value and value in body(elsewhere).decode()
        ] == []
        assert (
            changed(before, checksums())
            - {"django_session"}
            - ({"commons_draft"} if example.role in ("", "visitor") else set())
            == set()
        )


def test_questions_of_lists_are_answered_whatever_is_asked(scene: Scene, walked: list[Found]) -> None:
    """Forms that are sent by GET: search and filters."""
    asked = {one.form.path: one for one in walked if one.form.method == "get" and one.name not in LOOKED_AT_ONLY}
    assert "/direktori/" in asked
    for one in asked.values():
        pairs: Pairs = [(name, value) for name, values in one.form.untouched.items() for value in values]
        for what, sent in spoiled(scene, one.form, pairs, ("setelah", "sebelum", "tampil")):
            query = urlencoded(sent[:50]).decode()[:20_000]
            with undone(), written() as tables:
                response = ask(scene.browser(one.role), "GET", f"{one.form.path}?{query}")
            assert not wrong(response, [], one.form, Example()), (one.form.path, what)
            assert (response.status_code in (200, 400, 404), tables - EVER) == (True, set()), (one.form.path, what)


@each_form
def test_f2_markup_that_was_taken_is_shown_as_text(
    name: str, example: Example, scene: Scene, walked: list[Found]
) -> None:
    with undone():
        browser, form = arrive(scene, name, example, walked)
        sent = fill(scene, browser, form, example)
        for field in [one.name for one in form.fields.values() if one.kind in ("text", "textarea")]:
            sent = instead(sent, field, SCRIPT) if field in dict(sent) and field not in example.secret else sent
        if SCRIPT not in dict(sent).values():
            return  # nobody can write anything into it
        response = send(browser, form, sent)
        for page in {response.get("Location", "/"), "/", "/proyek/", "/direktori/", "/kotak-masuk/", "/akun/profil/"}:
            for role in (example.role or "member", "coordinator"):
                shown = body(ask(scene.browser(role), "GET", page)).decode()
                assert SCRIPT not in shown, page
                assert "<img src=x onerror" not in shown, page


COOKIES = ("\\000" * 12, "\\377\\376" * 9, "x" * 4000, "a;b=c", "\\ud800", "", "' OR 1=1 --", "Kue kering é 🍪")


@pytest.mark.parametrize("value", COOKIES)
def test_a7_whatever_stands_in_a_cookie_is_no_500(scene: Scene, value: str) -> None:
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME,
                 settings.KEPT_COOKIE_NAME):  # fmt: skip
        for method, address in (("GET", "/"), ("GET", "/tulisan/"), ("POST", "/proyek/baru/")):
            browser = scene.browser("member", is_strict=True)
            browser.cookies[name] = ""
            with undone():
                raw = f'{name}="{value}"'.encode().decode("latin-1")
                response = browser.generic(method, address, **HERE_TOO, HTTP_COOKIE=raw)
            assert (response.status_code < 500, response.crash) == (True, None), (name, address)


def test_an_hour_of_nonsense_in_ten_seconds(scene: Scene, walked: list[Found], record_property: Any) -> None:
    """Random forms, random fields, random pieces of everything that was ever a problem; the seed is printed."""
    seed = random.SystemRandom().randrange(10**9)
    dice, pieces = random.Random(seed), list(PIECES)
    forms = [one for one in walked if one.form.method == "post" and one.name not in LOOKED_AT_ONLY]
    tries = 400
    for _ in range(tries):
        one = dice.choice(forms)
        names = [*one.form.fields, *one.form.buttons, "photos_key", "code", "next", "once"]
        sent: Pairs = [(dice.choice(names), _nonsense(dice, pieces)) for _ in range(dice.randrange(12))]
        with undone():
            response = send(scene.browser(one.role), one.form, sent)
        assert wrong(response, [], one.form, Example()) == "", (seed, one.form.action, sent)
    record_property("figures", f"{tries} tries with seed {seed}")


PIECES = (
    "\x00", "\ud800", "\u202e", "\u0301" * 50, "9" * 30, "-", "0", "1", "2", "e308", ".", ",", "'", '"', "<", ">", "&",
    "%", "\\", "\r\n", "\t", "@", "é", "🧑🏽‍🌾", "NaN", "null", "{{", "{%", "../", "//", "javascript:", "2026-13-45",
    "9999-12-31", "on", "true", "[]", "a" * 5000,
)  # fmt: skip


def _nonsense(dice: random.Random, pieces: list[str]) -> bytes:
    return "".join(dice.choices(pieces, k=dice.randrange(6))).encode("utf-8", "surrogatepass")


class TestTheGuardNotices:
    """A form without its care is seen."""

    def test_a_crash(self, scene: Scene, walked: list[Found], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("projects.actions.edit_project", lambda **_facts: 1 / 0)
        assert "ZeroDivisionError" in self.verdict(scene, walked)

    def test_a_text_that_is_lost(self, scene: Scene, walked: list[Found], monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.verdict(scene, walked, title="Kebu") == ""
        monkeypatch.setattr(BoundField, "value", lambda self: self.initial)
        assert "lost" in self.verdict(scene, walked, title="Kebu")

    def test_a_row_that_a_refusal_leaves(
        self, scene: Scene, walked: list[Found], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from projects.forms import ProjectForm
        from projects.models import Project

        def careless(form: Any) -> bool:
            Project.objects.filter(pk=scene.open.pk).update(next_step="Tertulis sebelum diperiksa")
            return False

        monkeypatch.setattr(ProjectForm, "is_valid", careless)
        assert "422, and yet ['projects_project']" in self.verdict(scene, walked)

    def verdict(self, scene: Scene, walked: list[Found], **more: str) -> str:
        name, example = "projects:project_edit", FORMS["projects:project_edit"][0]
        with undone():
            browser, form = arrive(scene, name, example, walked)
            sent = fill(scene, browser, form, example)
            for field, value in more.items():
                sent = instead(sent, field, value)
            return judge(scene, form, sent, example, checksums(), lambda: send(browser, form, sent))
