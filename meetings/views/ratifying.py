"""What those who came say about the minutes; the *berita acara*; what goes on to the next meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access, public
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from meetings import actions, queries
from meetings.forms import HandOnForm, ObjectionForm
from meetings.models import Meeting
from meetings.permissions.minutes import minutes_of

PDF = "application/pdf"


@access("meetings.answer_minutes", to=Meeting)
def minutes_approve(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    def deed() -> str:
        return actions.approve_minutes(meeting=meeting, by=request.user).minutes.get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Setujui notulen %(meeting)s?") % {"meeting": meeting},
        detail=_("Persetujuan Anda mengikat unsur yang Anda wakili dalam rapat itu dan tidak dapat ditarik."),
        button=_("Setujui"),
        back=meeting.get_absolute_url(),
        said=_("Terima kasih. Persetujuan Anda tercatat."),
    )


@access("meetings.answer_minutes", to=Meeting)
@limit("20/h")
def minutes_object(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = ObjectionForm(request.POST or None, meeting=meeting)

    def deed() -> str:
        said = actions.object_to_minutes(meeting=meeting, by=request.user, **form.facts())
        return said.minutes.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/objection_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Keberatan Anda tercatat dan tercetak bersama notulen."),
    )


@require_safe
@access("meetings.read", to=Meeting)
@limit("60/m", methods=("GET",))
def minutes_sheet(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """In the browser's own viewer; there is none while the minutes are a draft."""
    minutes = minutes_of(meeting)
    if minutes is None or minutes.is_draft:
        raise Http404
    response = HttpResponse(queries.minutes_sheet(meeting, request.user), content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="berita-acara-{meeting.slug}.pdf"'
    return response


@access("meetings.hand_items_on", to=Meeting)
@limit("60/h")
def items_hand_on(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = HandOnForm(request.POST or None, meeting=meeting, user=request.user)

    def deed() -> str:
        actions.hand_items_on(meeting=meeting, by=request.user, **form.facts())
        return form.cleaned_data["to"].get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/hand_on_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Pokok yang belum selesai dibawa ke rapat ini."),
    )


@require_safe
@public
def meeting_statistics(request: HttpRequest) -> HttpResponse:
    found = queries.statistics(request.user, queries.asked_year(request.GET))
    context = {"statistics": found, "columns": queries.quarter_columns()}
    return render(request, "meetings/statistics.html", context)
