"""Topics go to another category or into another topic, posts into a topic of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import act
from commons.form_fields import an_id
from commons.limits import limit
from forums import actions, queries
from forums.models import Category, Topic
from forums.structure_forms import IntoForm, MergeForm, MoveForm, SplitForm, WhereForm


@access("forums.move_topic", to=Topic)
@limit("60/h")
def topic_move(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Where to (GET), what that changes (GET with `to`), and the move."""
    targets = queries.may_move_to(request.user, topic)
    where = WhereForm(request.GET if "to" in request.GET else None, targets=targets)
    form = MoveForm(request.POST or None, targets=targets)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.move_topic(topic=topic, by=request.user, **form.facts()).get_absolute_url()

        return act(request, deed, back=topic.get_absolute_url(), said=_("Topik dipindahkan."))
    chosen = form.cleaned_data.get("to") if form.is_bound else None
    if request.method != "POST" and where.is_valid():
        chosen = where.cleaned_data["to"]
        form = MoveForm(initial={"to": chosen.pk, "told": chosen.audience.visibility}, targets=targets)
    context = {"topic": topic, "where": where, "form": form, "to": chosen, "change": _change(topic, chosen)}
    return render(request, "forums/topic_move.html", context, status=422 if request.method == "POST" else 200)


@access("forums.merge_topic", to=Topic)
@limit("60/h")
def topic_merge(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Into which (GET), what that changes (GET with `into`), and the merge."""
    known: dict[str, Any] = {"topic": topic, "user": request.user}
    where = IntoForm(request.GET if "into" in request.GET else None, **known)
    form = MergeForm(request.POST or None, **known)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.merge_topic(topic=topic, by=request.user, **form.facts()).get_absolute_url()

        said = _("Topik digabungkan. Alamat lamanya tetap berlaku.")
        return act(request, deed, back=topic.get_absolute_url(), said=said)
    into = form.cleaned_data.get("into") if form.is_bound else None
    if request.method != "POST" and where.is_valid():
        into = where.cleaned_data["into"]
        form = MergeForm(initial={"into": into.pk, "told": into.category.audience.visibility}, **known)
    context = {
        "topic": topic,
        "where": where,
        "form": form,
        "into": into,
        "change": _change(topic, into.category if into is not None else None),
        "similar": [] if into is not None else queries.similar_topics(request.user, topic.title, but=topic.pk),
    }
    return render(request, "forums/topic_merge.html", context, status=422 if request.method == "POST" else 200)


def _change(topic: Topic, to: Category | None) -> queries.SightChange | None:
    return queries.sight_change(topic.category, to) if to is not None else None


@access("forums.split_topic", to=Topic)
@limit("60/h")
def topic_split(request: HttpRequest, topic: Topic) -> HttpResponse:
    """The posts of a hundred numbers to choose from; `?no=`, or what was chosen, is one of them."""
    chosen = an_id(request.POST.get("numbers"))
    part = queries.splittable(topic, chosen or an_id(request.GET.get("no")) or 1)
    form = SplitForm(request.POST or None, posts=part.choices)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.split_topic(topic=topic, by=request.user, **form.facts()).get_absolute_url()

        return act(request, deed, back=topic.get_absolute_url(), said=_("Kiriman dipisahkan menjadi topik ini."))
    status = 422 if request.method == "POST" else 200
    return render(request, "forums/topic_split.html", {"topic": topic, "form": form, "part": part}, status=status)
