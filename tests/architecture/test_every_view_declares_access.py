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


def test_o10_a_view_without_access_is_seen():
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


def misnamed(found: list[tuple[str, str, Callable[..., Any]]]) -> list[str]:
    """Names that differ from their view; where several routes lead to one view, its first word is enough."""
    ours = [(name.split(":")[1], view.__name__) for _, name, view in found if name.split(":")[0] in code.apps()]
    several = {view for _, view in ours if [other for _, other in ours].count(view) > 1}
    return [n for n, view in ours if n != view and not (view in several and n.split("_")[0] == view.split("_")[0])]


def test_a_url_is_called_as_its_view():
    """`projects:project_detail` is `projects.views…project_detail`; allauth keeps its names."""
    assert misnamed(routes()) == []


def test_a_url_called_otherwise_is_seen():
    def update_create() -> None: ...

    assert misnamed([("a/", "projects:new_update", update_create)]) == ["new_update"]


def test_every_page_of_ours_ends_with_a_slash():
    ours = [route for route, name, _ in routes() if name.split(":")[0] in code.apps() and route]
    assert [route for route in ours if not route.endswith("/") and "." not in route.split("/")[-1]] == []
