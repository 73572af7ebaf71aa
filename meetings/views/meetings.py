"""The page of a meeting, calling and changing one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access, can
from commons.acting import fill_then_act
from commons.exporting import attached
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from meetings import actions, ical, queries
from meetings.forms import CancelForm, MeetingForm, MinutesForm, MoveForm
from meetings.models import Meeting
from projects.models import Project


@require_safe
@access("meetings.read", to=Meeting)
def meeting_detail(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    context = {"meeting": meeting, "page": queries.meeting_page(meeting, request.user)}
    return render(request, "meetings/meeting_detail.html", context)


@require_safe
@access("meetings.read", to=Meeting)
def meeting_file(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    is_meant = bool(can(request.user, "meetings.read_people", meeting))
    content = ical.published(meeting, request.user, is_meant=is_meant)
    return attached(content, "rapat.ics", MEDIA_TYPE)


@access("meetings.call_meeting")
@limit("20/h")
def meeting_create(request: HttpRequest) -> HttpResponse:
    return _create(request, None)


@access("meetings.call_meeting", to=Project)
@limit("20/h")
def project_meeting_create(request: HttpRequest, project: Project) -> HttpResponse:
    return _create(request, project)


def _create(request: HttpRequest, project: Project | None) -> HttpResponse:
    kind = f"meetings.meeting:{project.pk if project is not None else 'new'}"
    form = MeetingForm(request.POST or None, user=request.user, project=project, initial=drafts.resumed(request, kind))
    return fill_then_act(
        request,
        form,
        lambda: actions.call_meeting(by=request.user, project=project, **form.facts()).get_absolute_url(),
        template="meetings/meeting_form.html",
        context={"project": project},
        back=request.path,
        said=_("Rapat terjadwal. Undangan sedang dikirim."),
        kind=kind,
    )


@access("meetings.move_meeting", to=Meeting)
@limit("60/h")
def meeting_move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MoveForm(request.POST or None, meeting=meeting)
    return fill_then_act(
        request,
        form,
        lambda: actions.move_meeting(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/move_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Perubahan disimpan. Semua yang diundang diberi tahu."),
    )


@access("meetings.cancel_meeting", to=Meeting)
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = CancelForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.cancel_meeting(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/cancel_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Rapat dibatalkan. Semua yang diundang diberi tahu."),
    )


@access("meetings.publish_minutes", to=Meeting)
def minutes_publish(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    kind = f"meetings.minutes:{meeting.pk}"
    form = MinutesForm(request.POST or None, initial=drafts.resumed(request, kind))
    return fill_then_act(
        request,
        form,
        lambda: actions.publish_minutes(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/minutes_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Notulen terbit. Yang diundang diberi tahu."),
        kind=kind,
    )
