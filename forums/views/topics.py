"""Topics are read, begun and answered."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import act, fill_then_act
from commons.drawn import kept_for_the_minute
from commons.editing import Overtaken
from commons.form_fields import an_id
from commons.limits import limit
from commons.visiting import facts, show
from forums import actions, queries
from forums.forms import PostForm, TopicForm
from forums.models import Post, Topic
from forums.models.post import place
from forums.models.topic import DRAFT

NEW_TOPIC = "forums.topic:new"  # the kind of its draft


@require_safe
@access("forums.read", to=Topic)
def topic_detail(request: HttpRequest, topic: Topic) -> HttpResponse:
    if topic.merged_into_id is not None:
        return redirect(queries.new_place(topic, an_id(request.GET.get("no")) or 1, request.user))
    quoted = an_id(request.GET.get("kutip"))
    is_writing = quoted is not None or "draf" in request.GET
    number = an_id(request.GET.get("no")) or quoted or (topic.posts_count if is_writing else 1)

    def context() -> dict[str, Any]:
        return _of_topic(request, topic, number, quoted=quoted, is_writing=is_writing)

    return show(request, "forums/topic_detail.html", context, facts(topic), number)


def _of_topic(
    request: HttpRequest, topic: Topic, number: int, *, quoted: int | None, is_writing: bool
) -> dict[str, Any]:
    page = queries.topic_page(topic, number, request.user)
    context: dict[str, Any] = {"topic": topic, "page": page, "draft": None if is_writing else page.draft}
    context["held"] = queries.held_here(topic, request.user)
    if page.acts.may_answer:
        offices = queries.speaks_as(request.user)
        begun = drafts.resumed(request, f"{DRAFT}{topic.pk}") or {"body": queries.quoted(topic, quoted)}
        seen = {"seen": page.window.last, "known": topic.posts_count}
        form = PostForm(initial=begun | seen, user=request.user, offices=offices)
        context |= {"form": form, "draft_kind": f"{DRAFT}{topic.pk}"}
        if not any(begun.values()):
            context["empty_fields"] = _empty_fields(form)
    return context


@require_safe
@access("activity.follow", to=Topic)
@limit("60/m", methods=("GET",))
def topic_newer(request: HttpRequest, topic: Topic) -> HttpResponse:
    """What a page that stays open asks once a minute: how many others wrote since (`?sejak=` the last number there)."""
    since = an_id(request.GET.get("sejak"))
    if since is None or not (many := queries.new_count(topic, since, request.user)):
        return HttpResponse(status=204)
    url = place(topic.get_absolute_url(), since + 1)
    return render(request, "forums/_newer.html", {"many": many, "url": url})


@require_safe
@access("forums.read", to=Post)
def post_short(request: HttpRequest, post: Post) -> HttpResponse:
    """The lasting address of a post: to where it stands now."""
    return redirect(place(post.topic.get_absolute_url(), post.number))


def _empty_fields(form: PostForm) -> str:
    """Nothing is written into them yet, so nothing differs but for whom one may speak: a fifth of the page, drawn once
    a minute for each who may."""
    return kept_for_the_minute(
        lambda: render_to_string("forums/_answer_fields.html", {"form": form}), "forums.answer", form.voices
    )


@access("forums.open_topic")
@limit("10/h")
def topic_create(request: HttpRequest) -> HttpResponse:
    form = topic_form(request)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=NEW_TOPIC)
            sent = actions.send_topic(author=request.user, **form.facts())
            if isinstance(sent, Topic):  # what is held says itself how it stands
                messages.success(request, _("Topik terbit. Anda akan dikabari bila ada balasan."))
            return sent.get_absolute_url()

        return act(request, deed, back="/forum/")
    context = {"form": form, "is_held": queries.is_held(request.user)} | drafts.offered(request, NEW_TOPIC)
    return render(request, "forums/topic_form.html", context, status=422 if request.method == "POST" else 200)


def topic_form(request: HttpRequest) -> TopicForm:
    """With what was typed, or what its draft or its link begins with."""
    begun = {
        "category": an_id(request.GET.get("kategori")),
        "asked": an_id(request.GET.get("kepada")),
        "body": _about(request),
    }
    return TopicForm(
        request.POST or None,
        request.FILES or None,
        initial=begun | drafts.resumed(request, NEW_TOPIC),
        user=request.user,
        offices=queries.speaks_as(request.user),
    )


def _about(request: HttpRequest) -> str:
    """`?tentang=/proyek/7/kabar/3/`: it begins with the address of what it is about, one of this site."""
    path = request.GET.get("tentang", "")
    return f"{settings.SITE_URL}{path}\n\n" if re.fullmatch(r"(/[a-z0-9-]{1,60}){1,6}/", path) else ""


@access("forums.publish_post", to=Topic)
@limit("10/m")
def post_create(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = answer_form(request, topic)

    def deed() -> str:
        sent = actions.send_post(topic=topic, author=request.user, **form.facts())
        if not isinstance(sent, Post):
            return sent.get_absolute_url()
        messages.success(request, _("Balasan terkirim."))
        return place(topic.get_absolute_url(), sent.number)

    def context() -> dict[str, Any]:
        return {"topic": topic, "is_held": queries.is_held(request.user)}

    kind, back = f"{DRAFT}{topic.pk}", topic.get_absolute_url()
    try:
        return fill_then_act(
            request, form, deed, template="forums/post_form.html", context=context, back=back, kind=kind
        )
    except Overtaken:
        between = queries.posts_between(topic, form.cleaned_data["known"], request.user)
        form.now_knows(between.last)
        shown = context() | {"form": form, "between": between} | drafts.offered(request, kind)
        return render(request, "forums/post_form.html", shown, status=409)


def answer_form(request: HttpRequest, topic: Topic) -> PostForm:
    """With what was typed, or what its draft begins with."""
    initial = {"seen": topic.posts_count, "known": topic.posts_count} | drafts.resumed(request, f"{DRAFT}{topic.pk}")
    offices = queries.speaks_as(request.user)
    return PostForm(request.POST or None, request.FILES or None, initial=initial, user=request.user, offices=offices)
