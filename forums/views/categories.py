"""The forum's first page, and its parts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access, public
from commons.acting import edit
from commons.contributions import panels
from commons.form_fields import an_id
from commons.htmx import see_other
from commons.limits import limit
from commons.once import perform_once
from commons.paging import page
from commons.visiting import facts, show
from forums import actions, queries
from forums.models import Category
from forums.structure_forms import CategoryEditForm, CategoryForm
from forums.views.reading import undoable


@require_safe
@public
def category_list(request: HttpRequest) -> HttpResponse:
    shown = request.GET.get("tampil", "")
    shown = shown if shown in queries.LISTS else ""
    if shown:
        topics = queries.topics_list(request.user, shown=shown)
        found = page(topics.for_rows(request.user), by=queries.RECENT, request=request)
    else:
        found = queries.newest_of_forum(request.GET, request.user)
    unread = queries.unread_places(request.user)
    categories = queries.category_rows(queries.categories_list(request.user), set(unread))

    def context() -> dict[str, Any]:
        return {
            "listed": queries.listed(found, request.user),
            "categories": categories,
            "shown": shown,
            "unread": len(unread),
            "undo": undoable(request),
            "held": queries.held_of(request.user),
        }

    return show(request, "forums/category_list.html", context, found, categories)


@require_safe
@access("forums.read", to=Category)
def category_detail(request: HttpRequest, category: Category) -> HttpResponse:
    found = queries.newest_of_category(category, request.GET, request.user)
    parts = queries.category_rows(queries.parts_of(category, request.user))
    pinned = [] if found.previous else queries.pinned_in(category, request.user)
    beside = panels("forums.category_detail", category, request.user)

    def context() -> dict[str, Any]:
        listed = queries.listed(found, request.user)
        return {
            "category": category,
            "parts": parts,
            "pinned": pinned,
            "page": found,
            "listed": listed,
            "feed_url": queries.category_feed(category),
            "has_unread": listed.has_unread or any(row.unread for row in pinned),
            "undo": undoable(request),
            "panels": beside,
        }

    if beside:  # of what others show there nobody knows what it depends on
        return render(request, "forums/category_detail.html", context())
    return show(request, "forums/category_detail.html", context, facts(category), found, parts, pinned)


@access("forums.open_category")
@limit("20/h")
def category_create(request: HttpRequest) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"parent": an_id(request.GET.get("induk"))})
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.open_category(by=request.user, **form.facts()).get_absolute_url()

        return see_other(perform_once(request, deed))
    status = 422 if request.method == "POST" else 200
    return render(request, "forums/category_form.html", {"form": form}, status=status)


@access("forums.change_category", to=Category)
def category_edit(request: HttpRequest, category: Category) -> HttpResponse:
    kind = f"forums.category:{category.pk}"
    draft = drafts.resumed(request, kind)
    form = CategoryEditForm(request.POST or None, initial=queries.facts_of(category), draft=draft, category=category)
    return edit(
        request,
        form,
        category,
        kind=kind,
        template="forums/category_form.html",
        facts=queries.facts_of,
        change=lambda: actions.change_category(category=category, by=request.user, **form.facts()),
        said=_("Kategori disimpan."),
    )
