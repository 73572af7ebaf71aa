"""How far somebody read: told by the page itself, so that opening a thing clears its notifications."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activity.actions import FARTHEST, read_up_to
from activity.models import Thread
from commons.access import access


@require_POST
@access("activity.follow", to=Thread)
def read_mark(request: HttpRequest, thread: Thread) -> HttpResponse:
    """The beacon. It is sent while the page is left, so nobody reads the answer: 204."""
    sent = request.POST.get("position", "0")
    if not sent.isascii() or not sent.isdecimal():
        return HttpResponseBadRequest(_("Posisi bacaan harus berupa angka."), content_type="text/plain; charset=utf-8")
    read_up_to(request.user, thread, FARTHEST if len(sent) > len(str(FARTHEST)) else int(sent))
    return HttpResponse(status=204)
