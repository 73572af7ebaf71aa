"""`/forum/cari/`: what was written in the forum. Nobody's searches are kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.access import public
from forums.forum_search import LAST_PAGE, found, trouble_of
from forums.search_form import ForumSearchForm


@require_safe
@public
def forum_search(request: HttpRequest) -> HttpResponse:
    form = ForumSearchForm(request.GET.dict(), user=request.user)
    asked, page = form.asked(), _page(request.GET.get("hal", ""))
    shown = found(asked, request.user, page) if form.is_valid() and asked.is_something else None
    context = {
        "form": form,
        "words": asked.words,
        "trouble": trouble_of(asked.words),
        "applied": form.applied(),
        "found": shown,
        "previous": form.address(page=page - 1) if page > 1 else "",
        "following": form.address(page=page + 1) if shown and shown.has_more else "",
    }
    return render(request, "forums/search.html", context)


def _page(text: str) -> int:
    """A page's number from an address; whatever else stands there is the first."""
    is_one = text.isascii() and text.isdecimal() and len(text) < 4
    return min(max(int(text), 1), LAST_PAGE) if is_one else 1
