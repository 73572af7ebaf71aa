"""Writing minutes: the items of the agenda, the text of each, and what was decided and promised about it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons import rich_text
from commons.access import access
from commons.acting import act, ask_then_act, fill_then_act
from commons.editing import Overtaken
from commons.htmx import see_other, wants_fragment
from commons.limits import limit
from meetings import actions, queries
from meetings.forms import DecisionForm, DropDecisionForm, FollowUpForm, PartForm
from meetings.models import AgendaItem, ItemState, Meeting, MinutesPart

TAKES_OVER = "ambil"  # the button that takes a part over from whoever writes on it
CONFLICT = 409


@require_safe
@access("meetings.write_minutes", to=Meeting)
def minutes_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    context = {"meeting": meeting, "desks": queries.desks(meeting, request.user)}
    return render(request, "meetings/minutes_edit.html", context)


@access("meetings.write_minutes", to=Meeting)
@limit("1200/h")
def general_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _edit(request, meeting, None)


@access("meetings.write_minutes", to=AgendaItem, within=Meeting)
@limit("1200/h")
def part_edit(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return _edit(request, item.meeting, item)


def _edit(request: HttpRequest, meeting: Meeting, item: AgendaItem | None) -> HttpResponse:
    """The part on GET, and to htmx what was decided and promised about it. On POST it is saved: by the button, which
    goes back to the items, or by the page itself (htmx), which goes on. What cannot be saved is shown beside what is
    there (409)."""
    part = queries.part_of(meeting, item)
    form = PartForm(request.POST or None, initial={"version": part.version, "text": rich_text.typed(part.source)})
    if request.method != "POST":
        if wants_fragment(request):
            desk = queries.desk_of(meeting, item, request.user)
            return render(request, "meetings/_outcomes_changed.html", {"meeting": meeting, "desk": desk})
        return _shown(request, meeting, part, form)
    if not form.is_valid():
        return _shown(request, meeting, part, form, status=422)
    taken, is_saved_alone = TAKES_OVER in request.POST, wants_fragment(request)
    try:
        saved = actions.write_part(
            meeting=meeting, by=request.user, item=item, text=form.cleaned_data["text"], seen=form.seen,
            takes_over=taken, goes_on=taken or is_saved_alone,
        )  # fmt: skip
    except (Overtaken, actions.Held):
        return _shown(request, meeting, queries.part_of(meeting, item), form, status=CONFLICT)
    if is_saved_alone:
        return render(request, "meetings/_part_state.html", {"part": saved, "version": saved.version, "is_saved": True})
    return see_other(request.path if taken else _editor(meeting))


def _shown(
    request: HttpRequest, meeting: Meeting, part: MinutesPart, form: PartForm, status: int = 200
) -> HttpResponse:
    """What was typed stays; beside it, where somebody saved since, what is there now."""
    is_held = part.is_held_from(request.user)
    is_newer = status == CONFLICT and form.seen != part.version
    version = form["version"].value() if wants_fragment(request) or not is_newer else part.version
    context: dict[str, Any] = {
        "meeting": meeting,
        "part": part,
        "item": part.item,
        "form": form,
        "version": version or 0,
        "held": part.locked_by.display_name if is_held and part.locked_by else "",
        "newer": [(str(form.fields["text"].label), rich_text.typed(part.source) or "–")] if is_newer else [],
        "is_newer": is_newer,
    }
    if wants_fragment(request):
        return render(request, "meetings/_part_state.html", context, status=status)
    before, after = queries.neighbours(meeting, part.item)
    context |= {"before": before, "after": after, "desk": queries.desk_of(meeting, part.item, request.user)}
    return render(request, "meetings/part_form.html", context, status=status)


@require_POST
@access("meetings.write_minutes", to=AgendaItem, within=Meeting)
def item_finish(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return _settle(request, item, ItemState.DONE, _("Ditandai selesai dibahas."))


@require_POST
@access("meetings.write_minutes", to=AgendaItem, within=Meeting)
def item_defer(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return _settle(request, item, ItemState.DEFERRED, _("Ditandai ditunda. Bawa ke rapat berikutnya nanti."))


def _settle(request: HttpRequest, item: AgendaItem, outcome: str, said: str) -> HttpResponse:
    back = _editor(item.meeting)

    def deed() -> str:
        actions.settle_item(item=item, by=request.user, outcome=outcome)
        return back

    return act(request, deed, back=back, said=said)


def _editor(meeting: Meeting) -> str:
    return reverse("meetings:minutes_edit", args=[meeting.pk])


@access("meetings.write_minutes", to=Meeting)
@limit("60/h")
def decision_create(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Of no item."""
    return _decide(request, meeting, None)


@access("meetings.write_minutes", to=AgendaItem, within=Meeting)
@limit("60/h")
def item_decision_create(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return _decide(request, item.meeting, item)


def _decide(request: HttpRequest, meeting: Meeting, item: AgendaItem | None) -> HttpResponse:
    form = DecisionForm(request.POST or None, meeting=meeting, user=request.user)
    return _note(
        request,
        form,
        lambda: actions.note_decision(meeting=meeting, by=request.user, item=item, **form.facts()),
        meeting=meeting,
        item=item,
        heading=_("Catat keputusan"),
        template="meetings/decision_form.html",
        said=_("Keputusan dicatat. Nomornya diberikan ketika notulen diedarkan."),
    )


def _note(
    request: HttpRequest,
    form: DecisionForm | FollowUpForm,
    deed: Callable[[], Any],
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    heading: str,
    template: str,
    said: str,
) -> HttpResponse:
    """On a page of its own, which goes back to the items; or beside the text of the part, where htmx asks for it and
    nothing that is being written is left."""
    back, in_place = _editor(meeting), wants_fragment(request)
    if in_place:
        form.auto_id, template = "hasil-%s", "meetings/_outcomes.html"
        back = queries.part_url(meeting.pk, item.pk if item is not None else None)

    def shown() -> dict[str, Any]:
        told: dict[str, Any] = {"meeting": meeting, "item": item, "heading": heading}
        return told | ({"desk": queries.desk_of(meeting, item, request.user)} if in_place else {})

    def done() -> str:
        deed()
        return back

    return fill_then_act(request, form, done, template=template, context=shown, back=back, said=said)


@access("meetings.write_minutes", to=Meeting)
def decision_drop(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Which one, and whether really; what was published is not among them."""
    chosen, back = {"decision": request.GET.get("keputusan", "")}, _editor(meeting)
    form = DropDecisionForm(request.POST or None, meeting=meeting, initial=chosen)

    def deed() -> str:
        actions.drop_decision(meeting=meeting, by=request.user, decision=form.cleaned_data["decision"])
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/decision_drop.html",
        context={"meeting": meeting},
        back=back,
        said=_("Keputusan dihapus dari notulen."),
    )


@access("meetings.write_minutes", to=AgendaItem, within=Meeting)
@limit("60/h")
def follow_up_create(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = FollowUpForm(request.POST or None, meeting=item.meeting)
    return _note(
        request,
        form,
        lambda: actions.note_promise(item=item, by=request.user, **form.facts()),
        meeting=item.meeting,
        item=item,
        heading=_("Catat tindak lanjut"),
        template="meetings/follow_up_form.html",
        said=_("Tindak lanjut dicatat sebagai komitmen. Pemegangnya diberi tahu."),
    )


@access("meetings.circulate_minutes", to=Meeting)
def minutes_circulate(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.circulate_minutes(meeting=meeting, by=request.user).get_absolute_url(),
        question=_("Edarkan notulen %(meeting)s?") % {"meeting": meeting},
        detail=_(
            "Setelah diedarkan teksnya tidak berubah lagi. Yang hadir punya tujuh hari untuk menyatakan pendapat."
        ),
        button=_("Edarkan"),
        back=_editor(meeting),
        said=_("Notulen diedarkan kepada yang hadir."),
    )
