"""A form that acts: shown on GET, done once on POST, shown again with what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.session_store import SessionStore
from commons import drafts
from commons.acting import fill_then_act
from commons.form_fields import LineField
from commons.models import Draft
from commons.once import OnceForm
from tests.people import People

pytestmark = pytest.mark.django_db
KIND, PAGE = "tests.thing:new", "commons/confirm.html"


class ThingForm(OnceForm):
    title = LineField(label="Judul", min_length=3, max_length=20)


def never() -> Any:
    raise AssertionError("nobody asked")


def sent(people: People, values: dict[str, str] | None, deed: Callable[[], str], **more: Any) -> Any:
    """The answer, the titles that the form had, and what was said: of a GET without `values`."""
    browser = RequestFactory()
    request = browser.get("/hal/") if values is None else browser.post("/hal/", values)
    request.session = SessionStore()
    request.user, request._messages = people.rizky, CookieStorage(request)  # type: ignore[assignment, attr-defined]
    form = ThingForm(request.POST or None)
    response: HttpResponse = fill_then_act(
        request, form, deed, template=PAGE, back="/hal/", said="Beres.", kind=KIND, **more
    )
    return response, form, [str(message) for message in request._messages]  # type: ignore[attr-defined]


@pytest.fixture
def draft(people: People) -> None:
    drafts.save(person=people.rizky, kind=KIND, action="/hal/", pairs=[("title", "Kerja bakti")])


def test_a_page_that_is_looked_at_acts_not(people: People, draft: None) -> None:
    response, form, said = sent(people, None, never, context=lambda: {"question": "Apa judulnya?"})
    assert (response.status_code, form.is_bound, said) == (200, False, [])
    assert "Apa judulnya?" in response.content.decode()
    assert Draft.objects.exists()


@pytest.mark.parametrize("values", [{"title": "K"}, {"title": ""}, {}])
def test_what_is_wrong_is_shown_again_and_the_draft_stays(people: People, draft: None, values: dict[str, str]) -> None:
    response, _form, said = sent(people, values, never, context={"question": "Apa judulnya?"})
    assert (response.status_code, said) == (422, [])
    assert "Apa judulnya?" in response.content.decode()
    assert Draft.objects.exists()


def test_what_is_right_is_done_said_and_its_draft_gone(people: People, draft: None) -> None:
    response, form, said = sent(people, {"title": "Kerja bakti"}, lambda: "/hal/7/", context=never)
    assert (response.status_code, response["Location"], said) == (303, "/hal/7/", ["Beres."])
    assert form.facts() == {"title": "Kerja bakti"}
    assert not Draft.objects.exists()


def test_what_a_draft_said_is_judged_anew(people: People, draft: None) -> None:
    (kept,) = Draft.objects.all()
    assert ThingForm(drafts.as_sent(kept)).is_valid()
    kept.values = [["title", "K"], ["title", "Ke"]]
    assert drafts.as_sent(kept).getlist("title") == ["K", "Ke"]
    assert not ThingForm(drafts.as_sent(kept)).is_valid()
