"""Where the square leads, and where its digits are typed. Whoever has no valid code is told nothing of any meeting."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import get_usage

from commons.access import public
from commons.acting import fill_then_act
from commons.htmx import see_other
from commons.limits import TooMany, limit, person_or_address
from commons.sealing import sealed
from meetings import actions, moments, presence
from meetings.forms import CodeForm, NameForm, PresentForm
from meetings.models import Meeting

WRONG_CODES = "20/10m"  # of one address; right ones are not counted, for a whole room may share one


@public
@sealed
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_code(request: HttpRequest) -> HttpResponse:
    """The six digits, for whoever has no camera."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _count_wrong(request, increment=False)
        found = presence.meetings_with(form.cleaned_data["digits"])
        if len(found) == 1:
            return see_other(f"/h/{presence.ticket_of(found[0])}/")
        _count_wrong(request, increment=True)
        form.add_error("digits", _refusal(len(found)))
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/check_in_code.html", {"form": form}, status=status)


def _refusal(found: int) -> str:
    if found:
        return _("Kode ini sedang dipakai dua rapat. Pindai kotak QR, atau tunggu kode berikutnya.")
    return _("Kode ini tidak berlaku, atau sudah berganti. Lihat lagi layarnya, lalu tulis kode yang baru.")


def _count_wrong(request: HttpRequest, *, increment: bool) -> None:
    usage = get_usage(
        request, "meetings.wrong_code", None, lambda _group, asked: person_or_address(asked), WRONG_CODES, ["POST"],
        increment=increment,
    )  # fmt: skip
    if usage is not None and usage["should_limit"]:
        raise TooMany(max(1, usage["time_left"]))


@public
@sealed
@require_http_methods(["GET", "HEAD", "POST"])
@limit("600/h")
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """One tap for whoever is signed in; a name for the others. Opening it notes nobody."""
    pk = presence.meeting_shown_by(token)
    found = Meeting.objects.select_related("host", "audience", "minutes").filter(pk=pk)
    meeting = found.first() if pk is not None else None
    if meeting is None:
        return render(request, "meetings/check_in_gone.html", status=404)
    here = f"/h/{presence.ticket_for(token, meeting)}/"
    if request.user.is_authenticated:
        return _as_member(request, meeting, here)
    return _by_name(request, meeting, here)


def _as_member(request: HttpRequest, meeting: Meeting, here: str) -> HttpResponse:
    form = PresentForm(request.POST if request.method == "POST" else None, meeting=meeting, user=request.user)
    mine = meeting.attendances.of(request.user).first()

    def deed() -> str:
        actions.check_in(meeting=meeting, by=request.user, **form.facts())
        return here

    return _fill(request, form, deed, meeting, here=here, template="meetings/check_in.html", mine=mine)


def _by_name(request: HttpRequest, meeting: Meeting, here: str) -> HttpResponse:
    form = NameForm(request.POST or None)

    def deed() -> str:
        actions.check_in_by_name(meeting=meeting, **form.facts())
        return here  # the next one may use the same phone

    return _fill(request, form, deed, meeting, here=here, template="meetings/check_in_by_name.html")


def _fill(
    request: HttpRequest, form: Any, deed: Any, meeting: Meeting, *, here: str, template: str, **more: Any
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "span": moments.span(meeting),
        "address": here,
        "is_open": presence.takes_codes(meeting) and not presence.has_gone_round(meeting),
        "has_gone_round": presence.has_gone_round(meeting),
        "is_before": presence.is_before(meeting),
    }
    return fill_then_act(
        request, form, deed, template=template, context=context | more, back=here,
        said=_("Anda tercatat hadir. Terima kasih sudah datang."),
    )  # fmt: skip
