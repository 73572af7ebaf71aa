"""Who is invited, and what they answer: on the site, and by the link mailed to a guest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.access import access, can, public
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from commons.paging import page
from commons.sealing import sealed
from mail import tokens
from meetings import actions, moments, queries
from meetings.emails import GUEST
from meetings.forms import COMING, AnswerForm, GuestAnswerForm, InviteMoreForm, QuickAnswerForm, offer_all_coming
from meetings.models import Invitee, Meeting

GUESTS_SIGHT = ("meeting__host", "meeting__chair", "meeting__project")


@require_safe
@access("meetings.read_people", to=Meeting)
def invitee_list(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    shown = page(queries.invited(meeting), by=("pk",), request=request)
    may_prepare = bool(can(request.user, "meetings.read_attendance", meeting))
    context = {
        "meeting": meeting,
        "page": shown,
        "lines": queries.lines(shown.rows, may_prepare=may_prepare),
        "tally": queries.tally(meeting),
        "may_prepare": may_prepare,
    }
    return render(request, "meetings/invitee_list.html", context)


@access("meetings.invite_to_meeting", to=Meeting)
@limit("30/h")
def invitee_create(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = InviteMoreForm(request.POST or None, meeting=meeting)
    people = meeting.people_url()

    def deed() -> str:
        actions.invite_to_meeting(meeting=meeting, by=request.user, **form.facts())
        return people

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/invitee_form.html",
        context={"meeting": meeting},
        back=people,
        said=_("Undangan sedang dikirim."),
    )


@access("meetings.invite_to_meeting", to=Invitee, within=Meeting)
def invitee_remove(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    people = invitee.meeting.people_url()

    def deed() -> str:
        actions.uninvite(invitee=invitee, by=request.user)
        return people

    return ask_then_act(
        request,
        deed,
        question=_("Tarik undangan untuk %(name)s?") % {"name": invitee.shown_name},
        detail=_("Ia diberi tahu, dan tidak lagi melihat rapat yang terbatas."),
        button=_("Tarik undangan"),
        back=people,
        said=_("Undangan ditarik."),
        danger=True,
    )


@access("meetings.answer_meeting", to=Meeting)
@limit("60/h")
def invitee_answer(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The form; and what the three buttons on the page of the meeting send (`cepat`)."""
    back = meeting.get_absolute_url()
    quick = request.POST.get("cepat") == "1"
    chosen = request.POST.get("invitee", "") or request.GET.get("untuk", "")
    form = (
        QuickAnswerForm(request.POST, meeting=meeting, user=request.user)
        if quick
        else AnswerForm(request.POST or None, meeting=meeting, user=request.user, chosen=chosen)
    )

    def deed() -> str:
        actions.answer_meeting(by=request.user, **form.facts())
        return back

    def context() -> dict[str, Any]:
        shown = AnswerForm(request.POST, meeting=meeting, user=request.user, chosen=chosen) if quick else form
        return {"meeting": meeting, "span": moments.span(meeting), "form": shown}

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/answer_form.html",
        context=context,
        back=back,
        said=_("Jawaban tersimpan. Anda dapat mengubahnya sampai rapat selesai."),
    )


@public
@sealed
@require_http_methods(["GET", "HEAD", "POST"])
@limit("60/h")
def guest_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The link mailed to an address without an account. Scanners open it too, so only its button answers."""
    invitee = _guest(token)
    if invitee is None:
        return render(request, "meetings/guest_gone.html", status=404)
    meeting = invitee.meeting
    initial = {name: getattr(invitee, name) for name in ("answer", "note", "companions", "needs")}
    form = GuestAnswerForm(request.POST or None, initial=initial)

    if meeting.series_id is not None:
        offer_all_coming(form)

    def deed() -> str:
        facts = form.facts()
        if facts.pop(COMING, False):
            actions.answer_series_as_guest(invitee=invitee, answer=facts["answer"], note=facts["note"])
        actions.answer_as_guest(invitee=invitee, **facts)
        return request.path

    def context() -> dict[str, Any]:
        return {
            "invitee": invitee,
            "meeting": meeting,
            "state": queries.state_chip(meeting),
            "span": moments.span(meeting),
            "program": queries.program(meeting, request.user),
            "minutes": queries.minutes_page(meeting, request.user, is_guest=True),
        }

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/guest_answer.html",
        context=context,
        back=request.path,
        said=_("Jawaban tersimpan. Terima kasih."),
    )


def _guest(token: str) -> Invitee | None:
    found = tokens.find(token, GUEST)
    if found is None:
        return None
    return Invitee.objects.guests().select_related(*GUESTS_SIGHT).filter(pk=found.target_id).first()
