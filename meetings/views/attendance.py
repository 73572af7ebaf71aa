"""Who came: the screen with the code, the list, and those who note themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import Refused, access
from commons.acting import ask_then_act, fill_then_act
from commons.exporting import ExportForm, export
from commons.htmx import see_other
from commons.limits import limit
from commons.paging import page
from meetings import actions, queries
from meetings.forms import TapForm, WalkInForm
from meetings.models import Attendance, AttendanceExport, Meeting

PDF = "application/pdf"
LONGEST_SEARCH = 80


@require_safe
@access("meetings.read_attendance", to=Meeting)
def attendance_list(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The code for the wall, and who came so far."""
    shown = page(queries.who_came(meeting), by=("-at", "-pk"), request=request)
    context = {
        "meeting": meeting,
        "screen": queries.screen(meeting),
        "page": shown,
        "present": queries.present(shown.rows),
        "formats": AttendanceExport.Form.choices,
    }
    return render(request, "meetings/attendance_list.html", context)


@require_safe
@access("meetings.read_attendance", to=Meeting)
@limit("3000/h", methods=("GET",))
def attendance_now(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The square, the digits and the number as of now, for the screen that hangs there (`layar=1`)."""
    if request.GET.get("layar") != "1":
        return HttpResponse(status=204)
    context = {"meeting": meeting, "screen": queries.screen(meeting)}
    return render(request, "meetings/_screen.html", context)


@access("meetings.take_attendance", to=Meeting)
@limit("2000/h")
def attendance_add(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One tap a person, out of the invited who do not stand in the list yet."""
    if request.method == "POST":
        return _tap(request, meeting)
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    shown = page(queries.expected(meeting, words), by=("pk",), request=request)
    context = {"meeting": meeting, "page": shown, "taps": queries.taps(meeting, shown.rows), "words": words}
    return render(request, "meetings/attendance_add.html", context)


def _tap(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form, back = TapForm(request.POST), f"{meeting.attendance_url()}tambah/"
    invitee, envoy = (
        queries.tapped(meeting, form.cleaned_data["invitee"], form.cleaned_data["envoy"])
        if form.is_valid()
        else (None, None)
    )
    if invitee is None:
        messages.error(request, _("Nama itu tidak lagi ada dalam daftar undangan. Muat ulang, lalu pilih lagi."))
        return see_other(back)
    try:
        noted = actions.record_invitee(meeting=meeting, by=request.user, invitee=invitee, envoy=envoy)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(back)
    messages.success(request, _("%(name)s tercatat hadir.") % {"name": noted.shown_name})
    return see_other(back)


@access("meetings.take_attendance", to=Meeting)
@limit("2000/h")
def attendance_walk_in(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = WalkInForm(
        request.POST or None, user=request.user, initial={"organisation": request.GET.get("organisasi", "")[:20]}
    )
    back = meeting.attendance_url()

    def deed() -> str:
        actions.record_walk_in(meeting=meeting, by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/attendance_walk_in.html",
        context={"meeting": meeting},
        back=back,
        said=lambda: _("%(name)s tercatat hadir.") % {"name": form.cleaned_data["name"]},
    )


@access("meetings.undo_attendance", to=Attendance, within=Meeting)
def attendance_undo(request: HttpRequest, attendance: Attendance) -> HttpResponse:
    back = attendance.meeting.attendance_url()

    def deed() -> str:
        actions.undo_attendance(attendance=attendance, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Hapus %(name)s dari daftar hadir?") % {"name": attendance.shown_name},
        detail=_("Kalau keliru, ia dapat dicatat lagi."),
        button=_("Hapus dari daftar"),
        back=back,
        said=_("Catatan hadir dihapus."),
        danger=True,
    )


@require_safe
@access("meetings.read_attendance", to=Meeting)
@limit("60/h", methods=("GET",))
def attendance_sheet(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The list of paper, shown to be printed."""
    headers = {"Content-Disposition": 'inline; filename="daftar-hadir.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(queries.sign_sheet(meeting), content_type=PDF, headers=headers)


@require_POST
@access("meetings.read_attendance", to=Meeting)
@limit("30/h")
def attendance_export(request: HttpRequest, meeting: Meeting) -> HttpResponseBase:
    """By POST, for it leaves an entry."""

    def make(kind: str) -> Any:
        return actions.export_attendance(meeting=meeting, by=request.user, form=kind)

    return export(request, ExportForm(request.POST), make, name="daftar-hadir", back=meeting.attendance_url())
