"""Staff order the categories, delete what is empty, and say who looks after which."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import access
from commons.acting import act, ask_then_act, fill_then_act
from commons.limits import limit
from forums import actions, queries
from forums.models import Category
from forums.structure_forms import ModeratorForm


@require_safe
@access("forums.open_category")
def category_order(request: HttpRequest) -> HttpResponse:
    found = queries.own_categories()
    context = {"placed": queries.in_order(found), "archived": [one for one in found if one.is_archived]}
    return render(request, "forums/category_order.html", context)


@require_POST
@access("forums.change_category", to=Category)
@limit("120/m")
def category_shift(request: HttpRequest, category: Category) -> HttpResponse:
    """One place up (`arah=naik`) or down; back to the button that was pressed."""
    back = f"{reverse('forums:category_order')}#kategori-{category.pk}"
    up = request.POST.get("arah") == "naik"

    def deed() -> str:
        actions.shift_category(category=category, by=request.user, up=up)
        return back

    return act(request, deed, back=back)


@access("forums.delete_category", to=Category)
def category_delete(request: HttpRequest, category: Category) -> HttpResponse:
    def deed() -> str:
        actions.delete_category(category=category, by=request.user)
        return reverse("forums:category_order")

    return ask_then_act(
        request,
        deed,
        question=_("Hapus kategori “%(title)s”?") % {"title": category},
        detail=_("Hanya kategori kosong yang dapat dihapus. Yang berisi topik lebih baik diarsipkan."),
        button=_("Hapus kategori"),
        back=category.get_absolute_url(),
        said=_("Kategori dihapus."),
        danger=True,
    )


@access("forums.keep_moderators", to=Category)
@limit("60/h")
def moderator_list(request: HttpRequest, category: Category) -> HttpResponse:
    form = ModeratorForm(request.POST or None)

    def deed() -> str:
        actions.name_moderator(category=category, by=request.user, **form.facts())
        return request.path

    return fill_then_act(
        request,
        form,
        deed,
        template="forums/moderator_list.html",
        context=lambda: {"category": category, "moderators": queries.moderators_of(category)},
        back=request.path,
        said=_("Moderator kategori diangkat."),
    )


@access("forums.keep_moderators", to=Category)
def moderator_remove(request: HttpRequest, category: Category, person: int) -> HttpResponse:
    holder = get_object_or_404(queries.moderators_of(category), pk=person)
    back = reverse("forums:moderator_list", args=[category.pk])

    def deed() -> str:
        actions.dismiss_moderator(category=category, person=holder, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Cabut hak moderator %(name)s?") % {"name": holder},
        detail=_("Mulai saat itu juga ia tidak dapat mengurus kategori ini."),
        button=_("Cabut hak"),
        back=back,
        said=_("Hak moderator dicabut."),
        danger=True,
    )
