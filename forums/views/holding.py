"""A held text: its writer reads how it stands, a moderator lets it through or refuses it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.attachments.serving import serve
from commons.limits import limit
from commons.models.attachment import MEDIUM
from forums import actions, queries
from forums.models import HeldPost
from forums.models.post import lasting_address
from forums.safety_forms import RefusalForm

QUEUE = "/forum/laporan/?tampil=ditahan"


@require_safe
@access("forums.read_held", to=HeldPost, is_secret=True)
def held_detail(request: HttpRequest, held: HeldPost) -> HttpResponse:
    """What was let through leads to its post."""
    if held.post_id is not None:
        return redirect(lasting_address(held.post_id))
    context = {
        "held": held,
        "text": queries.text_of(held, request.user),
        "photos": queries.photos_of(held),
        "is_mine": held.author_id == request.user.pk,
    }
    return render(request, "forums/held_detail.html", context)


@require_safe
@access("forums.read_held", to=HeldPost, is_secret=True)
def held_photo(request: HttpRequest, held: HeldPost, key: str) -> HttpResponseBase:
    """Served to nobody else: the picture is hidden until its text is shown."""
    photo = held.photos.filter(key=key).first()
    if photo is None:
        raise Http404
    return serve(request, photo, MEDIUM)


@access("forums.release_held", to=HeldPost)
@limit("60/m")
def held_release(request: HttpRequest, held: HeldPost) -> HttpResponse:
    def deed() -> str:
        return actions.release_held(held=held, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Tampilkan tulisan ini?"),
        detail=_("Semua yang mengikuti akan dikabari, seolah-olah baru saja dikirim."),
        button=_("Tampilkan"),
        back=held.get_absolute_url(),
        said=_("Tulisan tampil. Penulisnya diberi tahu."),
    )


@access("forums.refuse_held", to=HeldPost)
@limit("60/m")
def held_refuse(request: HttpRequest, held: HeldPost) -> HttpResponse:
    form = RefusalForm(request.POST or None)

    def deed() -> str:
        actions.refuse_held(held=held, by=request.user, **form.facts())
        return QUEUE

    said = _("Tulisan tidak ditampilkan. Penulisnya diberi tahu alasannya.")
    return fill_then_act(
        request,
        form,
        deed,
        template="forums/held_refuse.html",
        context={"held": held},
        back=held.get_absolute_url(),
        said=said,
    )
