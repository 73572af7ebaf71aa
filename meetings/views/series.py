"""Meetings that come again: their page, who is invited to all, and what changes from one of them on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access, can
from commons.acting import ask_then_act, fill_then_act
from commons.exporting import attached
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from meetings import actions, ical_series, queries, rhythms
from meetings.forms import CancelForm, InviteMoreForm, MoveFollowingForm, SeriesAnswerForm
from meetings.models import Meeting, MeetingSeries, SeriesInvitee


@require_safe
@access("meetings.read_series", to=MeetingSeries)
def series_detail(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    context = {"series": series, "page": queries.series_page(series, request.user)}
    return render(request, "meetings/series_detail.html", context)


@require_safe
@access("meetings.read_series", to=MeetingSeries)
def series_file(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    is_meant = bool(can(request.user, "meetings.read_series_people", series))
    return attached(ical_series.published(series, request.user, is_meant=is_meant), "seri.ics", MEDIA_TYPE)


@access("meetings.answer_series", to=MeetingSeries)
@limit("60/h")
def series_answer(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    form = SeriesAnswerForm(request.POST or None, series=series, user=request.user)
    back = series.get_absolute_url()

    def deed() -> str:
        actions.answer_series(by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/series_answer_form.html",
        context={"series": series, "rhythm": rhythms.said(series)},
        back=back,
        said=_("Jawaban tersimpan untuk semua rapat yang akan datang."),
    )


@require_safe
@access("meetings.read_series_people", to=MeetingSeries)
def series_invitee_list(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    context = {"series": series, "lines": queries.series_invitations_of(series)}
    return render(request, "meetings/series_invitee_list.html", context)


@access("meetings.invite_to_series", to=MeetingSeries)
@limit("30/h")
def series_invitee_create(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    form = InviteMoreForm(request.POST or None, meeting=series)
    people = series.people_url()

    def deed() -> str:
        actions.invite_to_series(series=series, by=request.user, **form.facts())
        return people

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/series_invitee_form.html",
        context={"series": series},
        back=people,
        said=_("Undangan sedang dikirim."),
    )


@access("meetings.invite_to_series", to=SeriesInvitee, within=MeetingSeries)
def series_invitee_remove(request: HttpRequest, invitee: SeriesInvitee) -> HttpResponse:
    people = invitee.series.people_url()

    def deed() -> str:
        actions.uninvite_from_series(invitee=invitee, by=request.user)
        return people

    return ask_then_act(
        request,
        deed,
        question=_("Tarik undangan untuk %(name)s?") % {"name": invitee.shown_name},
        detail=_("Ia tidak diundang lagi ke semua rapat seri ini yang akan datang, dan diberi tahu."),
        button=_("Tarik undangan"),
        back=people,
        said=_("Undangan ditarik."),
        danger=True,
    )


@access("meetings.move_following", to=Meeting)
@limit("60/h")
def meeting_move_following(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MoveFollowingForm(request.POST or None, meeting=meeting)
    context = {"meeting": meeting, "plan": None}
    if request.method == "POST" and form.is_valid() and (plan := form.unseen(request.user)) is not None:
        return render(request, "meetings/move_following_form.html", context | {"form": form, "plan": plan})
    return fill_then_act(
        request,
        form,
        lambda: actions.move_following(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/move_following_form.html",
        context=context,
        back=meeting.get_absolute_url(),
        said=_("Jadwal baru disimpan. Semua yang diundang diberi tahu."),
    )


@access("meetings.cancel_following", to=Meeting)
def meeting_cancel_following(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = CancelForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.cancel_following(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/cancel_following_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Seri rapat diakhiri. Semua yang diundang diberi tahu."),
    )
