"""What a meeting talks about: set by those who lead it, proposed by the invited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts, rich_text
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from meetings import actions, moments, queries
from meetings.forms import DeclineItemForm, ItemForm, MinuteTakerForm, ProposalForm
from meetings.models import AgendaItem, Meeting

KIND = "meetings.item"  # of its draft


@require_safe
@access("meetings.read", to=Meeting)
def item_list(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The whole agenda, to be printed and hung up, and to be set by those who may."""
    context = {
        "meeting": meeting,
        "program": queries.program(meeting, request.user),
        "review": queries.review(meeting, request.user),
        "span": moments.at_the_place(meeting),
    }
    return render(request, "meetings/item_list.html", context)


@access("meetings.edit_agenda", to=Meeting)
@limit("120/h")
def item_create(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    kind = f"{KIND}:{meeting.pk}"
    form = ItemForm(
        request.POST or None, request.FILES or None, user=request.user, initial=drafts.resumed(request, kind)
    )
    return fill_then_act(
        request,
        form,
        lambda: actions.add_item(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/item_form.html",
        context={"meeting": meeting},
        back=meeting.items_url(),
        said=_("Pokok ditambahkan."),
        kind=kind,
    )


@access("meetings.edit_agenda", to=AgendaItem, within=Meeting)
@limit("120/h")
def item_edit(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    kind = f"{KIND}:{item.meeting_id}-{item.pk}"
    facts = {name: getattr(item, name) for name in ("title", "minutes", "presenter")}
    initial = facts | {"about": rich_text.plain(item.about, request.user)} | drafts.resumed(request, kind)
    form = ItemForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)
    return fill_then_act(
        request,
        form,
        lambda: actions.change_item(item=item, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/item_form.html",
        context={"meeting": item.meeting, "item": item},
        back=item.meeting.items_url(),
        said=_("Pokok disimpan."),
        kind=kind,
    )


@access("meetings.edit_agenda", to=AgendaItem, within=Meeting)
def item_shift(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """One place up (`arah=naik`) or down: no hand needs to drag, and none needs a script."""
    up = request.POST.get("arah") == "naik"

    def deed() -> str:
        return actions.shift_item(item=item, by=request.user, up=up).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Turunkan “%(title)s”?") % {"title": item},
        button=_("Turunkan"),
        back=item.get_absolute_url(),
    )


@access("meetings.edit_agenda", to=AgendaItem, within=Meeting)
def item_remove(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    back = item.meeting.items_url()

    def deed() -> str:
        actions.remove_item(item=item, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Hapus “%(title)s” dari susunan acara?") % {"title": item},
        detail=_("Bahan yang dilampirkan ikut dilepas."),
        button=_("Hapus"),
        back=back,
        said=_("Pokok dihapus."),
        danger=True,
    )


@access("meetings.propose_item", to=Meeting)
@limit("20/h")
def item_propose(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    kind = f"{KIND}:{meeting.pk}-usul"
    form = ProposalForm(
        request.POST or None, request.FILES or None, user=request.user, initial=drafts.resumed(request, kind)
    )
    return fill_then_act(
        request,
        form,
        lambda: actions.propose_item(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/item_propose.html",
        context={"meeting": meeting},
        back=meeting.items_url(),
        said=_("Usulan terkirim ke pemimpin rapat. Jawabannya sampai lewat kotak masuk Anda."),
        kind=kind,
    )


@access("meetings.decide_item", to=AgendaItem, within=Meeting)
def item_take(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.take_item(item=item, by=request.user).get_absolute_url(),
        question=_("Masukkan “%(title)s” ke susunan acara?") % {"title": item},
        detail=_("Pengusul diberi tahu. Urutan dan menitnya dapat diatur sesudahnya."),
        button=_("Masukkan"),
        back=item.meeting.items_url(),
        said=_("Usulan masuk ke susunan acara."),
    )


@access("meetings.decide_item", to=AgendaItem, within=Meeting)
def item_decline(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form, back = DeclineItemForm(request.POST or None), item.meeting.items_url()

    def deed() -> str:
        actions.decline_item(item=item, by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="meetings/item_decline.html",
        context={"meeting": item.meeting, "item": item},
        back=back,
        said=_("Pengusul diberi tahu."),
    )


@access("meetings.name_minute_taker", to=Meeting)
@limit("30/h")
def minute_taker_set(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MinuteTakerForm(request.POST or None, meeting=meeting, user=request.user)
    return fill_then_act(
        request,
        form,
        lambda: actions.name_minute_taker(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/minute_taker_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Pencatat rapat disimpan."),
    )
