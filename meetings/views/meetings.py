"""The page of a meeting, calling and changing one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access, can
from commons.acting import fill_then_act
from commons.exporting import attached
from commons.form_fields import an_id
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from meetings import actions, ical, queries
from meetings.forms import CancelForm, MeetingForm, MoveForm
from meetings.models import Meeting
from projects.models import Project


@require_safe
@access("meetings.read", to=Meeting)
def meeting_detail(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    part = queries.turn_of(meeting, request.user)
    context = {"meeting": meeting, "page": queries.meeting_page(meeting, request.user), "part": part}
    return render(request, "meetings/meeting_detail.html", context)


@require_safe
@access("meetings.read", to=Meeting)
def meeting_file(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    is_meant = bool(can(request.user, "meetings.read_people", meeting))
    content = ical.published(meeting, request.user, is_meant=is_meant)
    return attached(content, "rapat.ics", MEDIA_TYPE)


@access("meetings.call_meeting")
@limit("40/h")
def meeting_create(request: HttpRequest) -> HttpResponse:
    return _create(request, None)


@access("meetings.call_meeting", to=Project)
@limit("40/h")
def project_meeting_create(request: HttpRequest, project: Project) -> HttpResponse:
    return _create(request, project)


def _create(request: HttpRequest, project: Project | None) -> HttpResponse:
    kind = f"meetings.meeting:{project.pk if project is not None else 'new'}"
    initial = _copied(request, project) | drafts.resumed(request, kind)
    form = MeetingForm(request.POST or None, user=request.user, project=project, initial=initial)
    context: dict[str, Any] = {"project": project, "plan": None}
    if request.method == "POST" and form.is_valid() and (plan := form.unseen(request.user)) is not None:
        shown = context | {"form": form, "plan": plan} | drafts.offered(request, kind)
        return render(request, "meetings/meeting_form.html", shown)

    def deed() -> str:
        call = actions.call_series if form.repeats else actions.call_meeting
        return call(by=request.user, project=project, **form.facts()).get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/meeting_form.html",
        context=context,
        back=request.path,
        said=lambda: _called(form),
        kind=kind,
    )


def _copied(request: HttpRequest, project: Project | None) -> dict[str, Any]:
    """*Buat seperti ini lagi* (`?dari=`): of a meeting that this person may see, in the same project or in none."""
    found = Meeting.objects.visible_to(request.user).filter(pk=an_id(request.GET.get("dari")), project=project)
    meeting = found.for_page(request.user).first()
    return queries.copied(meeting, request.user) if meeting is not None else {}


def _called(form: MeetingForm) -> str:
    if form.repeats:
        return _("Seri rapat terjadwal. Tiap undangan dikirim sekali, untuk semua rapatnya.")
    if form.cleaned_data["starts_at"] - timezone.now() < queries.SHORT_NOTICE:
        return _("Rapat terjadwal sebagai undangan mendadak: kurang dari 3 hari. Undangan sedang dikirim.")
    return _("Rapat terjadwal. Undangan sedang dikirim.")


@access("meetings.move_meeting", to=Meeting)
@limit("60/h")
def meeting_move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MoveForm(request.POST or None, meeting=meeting)
    context = {"meeting": meeting, "plan": None}
    if request.method == "POST" and form.is_valid() and (plan := form.unseen(request.user)) is not None:
        return render(request, "meetings/move_form.html", context | {"form": form, "plan": plan})
    return fill_then_act(
        request,
        form,
        lambda: actions.move_meeting(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/move_form.html",
        context=context,
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
