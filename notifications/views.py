"""The inbox, its settings, and the page that a link in a mail opens to stop that mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activity.actions import follow
from activity.models import Follow, Thread
from commons.access import access, public, signed_in
from commons.htmx import answer, see_other, wants_fragment
from commons.paths import is_ours
from mail import tokens
from notifications import actions, queries
from notifications.choices import choices_of
from notifications.forms import PreferenceForm
from notifications.letters import STOP

LONGEST_NUMBER = 18


@require_safe
@signed_in
def inbox_list(request: HttpRequest) -> HttpResponse:
    """*Semua*, grouped by thing; *Perlu tindakan* (`?tampil=tindakan`) holds what waits for the person."""
    if request.GET.get("tampil") == "tindakan":
        waiting = queries.waiting_page(request.user, request.GET.get("mulai", ""))
        return render(request, "notifications/inbox_waiting.html", {"page": waiting})
    before, after = _number(request.GET.get("sebelum")), _number(request.GET.get("setelah"))
    page = queries.inbox_page(request.user, before, after)
    context = {
        "page": page,
        "is_first": before is None and page.newer is None,
        "undo": _number(request.GET.get("tadi")),
    }
    return render(request, "notifications/inbox_list.html", context)


def _number(text: str | None) -> int | None:
    """A number from an address; whatever else stands there is nothing."""
    is_one = text is not None and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_one and text is not None else None


@require_POST
@signed_in
def inbox_clear(request: HttpRequest) -> HttpResponse:
    """Everything that the person had before them counts as read; the next page offers to undo it."""
    before = actions.clear_inbox(request.user, _number(request.POST.get("sampai")) or 0)
    return see_other(f"{reverse('notifications:inbox_list')}?tadi={before}")


@require_POST
@signed_in
def inbox_restore(request: HttpRequest) -> HttpResponse:
    if (before := _number(request.POST.get("tadi"))) is not None:
        actions.restore_inbox(request.user, before)
    return see_other(reverse("notifications:inbox_list"))


@require_POST
@access("activity.follow", to=Thread)
def group_clear(request: HttpRequest, thread: Thread) -> HttpResponse:
    actions.clear(request.user, thread, _number(request.POST.get("sampai")))
    return _group(request, thread, _("Sudah ditandai dibaca."))


@require_POST
@access("activity.follow", to=Thread)
def follow_set(request: HttpRequest, thread: Thread) -> HttpResponse:
    """How much of a thing one wants to hear, from wherever it is asked."""
    level = _number(request.POST.get("level"))
    if level not in Follow.Level.values:
        return HttpResponseBadRequest(_("Pilih salah satu tingkat."), content_type="text/plain; charset=utf-8")
    follow(request.user, thread, level)
    return _group(request, thread, _("Tersimpan: %(level)s.") % {"level": Follow.Level(level).label})


def _group(request: HttpRequest, thread: Thread, said: str) -> HttpResponse:
    """The group as it is now, or back to where one came from; and what was done."""
    if not wants_fragment(request):
        messages.success(request, said)
    back = request.POST.get("kembali", "")
    context = {"group": queries.inbox_group(request.user, thread.pk), "said": said}
    to = back if is_ours(back) else reverse("notifications:inbox_list")
    return answer(request, fragment="notifications/_group_changed.html", context=context, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preference_edit(request: HttpRequest) -> HttpResponse:
    schedule = queries.schedule_of(request.user)
    form = PreferenceForm(
        request.POST if request.method == "POST" else None,
        choices=choices_of(request.user),
        schedule=schedule,
        frequency=queries.frequency_of(request.user, schedule),
    )
    if request.method == "POST" and form.is_valid():
        changed = actions.save_preferences(person=request.user, **form.chosen())
        messages.success(request, _("Pilihan Anda tersimpan.") if changed else _("Tidak ada yang berubah."))
        return see_other(reverse("notifications:preference_edit"))
    context = {"form": form, "schedule": schedule}
    return render(request, "notifications/preference_edit.html", context, status=422 if form.errors else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
def subscription_stop(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: scanners follow links. The button acts, and so does a mail program's one click (RFC 8058),
    which comes without a session or a form token: the secret in the address is all it needs."""
    found = tokens.find(token, STOP)
    if found is not None and request.method == "POST":
        actions.stop(found)
    context = {
        "token": token,
        "is_known": found is not None,
        "is_done": request.method == "POST",
        "is_digest": found is not None and bool(found.data.get("digest")),
    }
    response = render(request, "notifications/subscription_stop.html", context, status=200 if found else 404)
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex, nofollow"
    return response
