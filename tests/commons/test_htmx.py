"""One view, two readers: a fragment for htmx, a page or an address for a browser without it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from commons.htmx import answer

FRAGMENT, PAGE = "components/mark.html", "portal/pages/bantuan.html"


def asked(**headers: str) -> HttpRequest:
    return RequestFactory().get("/", headers=headers)


@pytest.mark.parametrize(
    ("headers", "is_fragment"),
    [
        ({}, False),
        ({"hx-request": "true"}, True),
        ({"hx-request": "true", "hx-boosted": "true"}, False),
        ({"hx-request": "true", "hx-history-restore-request": "true"}, False),
    ],
)
def test_h1_going_back_gets_the_page_and_never_the_bare_fragment(headers, is_fragment, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "commons.htmx.render", lambda request, template, *a, **k: drawn.append(template) or HttpResponse()
    )
    answer(asked(**headers), fragment=FRAGMENT, page=PAGE, context={})
    assert drawn == [FRAGMENT if is_fragment else PAGE]


def test_h1_a_cache_keeps_the_two_apart():
    for headers in ({}, {"hx-request": "true"}):
        response = answer(asked(**headers), fragment=FRAGMENT, to="/proyek/", context={})
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= set(response["Vary"].split(", "))


def test_a_browser_without_htmx_is_sent_on_after_it_acted():
    response = answer(asked(), fragment=FRAGMENT, to="/proyek/12/", context={})
    assert (response.status_code, response["Location"]) == (303, "/proyek/12/")
