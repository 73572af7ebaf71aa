"""A view without a declared access fails. Django's admin, which asks for itself, is the only prefix left out."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path

from commons import contributions
from commons.access import public
from commons.contributions import Rule
from tests.architecture import code

NOT_OURS = ("admin/",)
WITHOUT_RULE = {"public", "signed in"}


def routes() -> list[tuple[str, str, Callable[..., Any]]]:
    found = code.views(get_resolver().url_patterns)
    return [(route, name, view) for route, name, view in found if not route.startswith(NOT_OURS)]


def undeclared(found: list[tuple[str, str, Callable[..., Any]]]) -> list[str]:
    return [route for route, _, view in found if not hasattr(view, "access")]


def test_every_view_declares_access():
    assert len(routes()) > 30
    assert undeclared(routes()) == []


def test_a_view_without_access_is_seen():
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @public
    def declared(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted = [path("terbuka/", declared), path("lupa/", bare)]
    assert undeclared(list(code.views(planted, "proyek/"))) == ["proyek/lupa/"]


def test_the_access_declared_is_a_rule():
    declared = {view.access for _, _, view in routes() if hasattr(view, "access")}
    known = {rule.code for rule in contributions.all_of(Rule)} | WITHOUT_RULE
    assert sorted(declared - known) == []


def test_a_url_is_called_as_its_view():
    """`projects:project_detail` is `projects.views…project_detail`; allauth keeps its names."""
    named = [(name, view) for _, name, view in routes() if name.split(":")[0] in code.apps()]
    assert [name for name, view in named if name.split(":")[1] != view.__name__] == []


def test_every_address_of_ours_ends_with_a_slash():
    files = (".txt", ".js", ".webmanifest", ".ics", ".atom")
    ours = [route for route, name, _ in routes() if route and not route.endswith(("/", "/$", *files))]
    assert [route for route in ours if not route.startswith(("static", "^static", "berkas"))] == []
