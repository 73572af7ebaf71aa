"""*Tandai semua sudah dibaca*, of the forum or of one part of it, and its *Urungkan*."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activity.sweeps import can_be_taken_back, take_back
from commons.access import access
from commons.form_fields import an_id
from commons.htmx import see_other
from commons.paths import is_ours
from forums import actions
from forums.models import Category

SWEPT = "tadi"  # in an address: the sweep that the page offers to take back


@require_POST
@access("activity.follow")
def read_all(request: HttpRequest) -> HttpResponse:
    return _swept(request, reverse("forums:category_list"), None)


@require_POST
@access("activity.follow", to=Category)
def read_category(request: HttpRequest, category: Category) -> HttpResponse:
    return _swept(request, category.get_absolute_url(), category)


def _swept(request: HttpRequest, to: str, category: Category | None) -> HttpResponse:
    number = actions.read_everything(by=request.user, category=category)
    if number is None:
        messages.success(request, _("Semua sudah Anda baca"))
        return see_other(to)
    return see_other(f"{to}?{SWEPT}={number}")


@require_POST
@access("activity.follow")
def read_undo(request: HttpRequest) -> HttpResponse:
    number, back = an_id(request.POST.get(SWEPT)), request.POST.get("kembali")
    if number is not None and take_back(request.user, number):
        messages.success(request, _("Tanda sudah dibaca dicabut. Yang tadi belum dibaca tampil lagi."))
    else:
        messages.error(request, _("Tanda itu tidak dapat dicabut lagi. Waktunya satu jam."))
    return see_other(str(back) if is_ours(back) else reverse("forums:category_list"))


def undoable(request: HttpRequest) -> int | None:
    """The sweep that this page offers to take back: named in its address, this person's, and not too long ago."""
    number = an_id(request.GET.get(SWEPT))
    return number if number is not None and can_be_taken_back(request.user, number) else None
