"""Topics are closed and opened again, posts hidden and shown again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import act, ask_then_act
from forums import actions
from forums.forms import ClosingForm, HidingForm
from forums.models import Post, Topic


@access("forums.close_topic", to=Topic)
def topic_close(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.close_topic(topic=topic, by=request.user, **form.facts()).get_absolute_url()

        return act(request, deed, back=topic.get_absolute_url(), said=_("Topik ditutup. Isinya tetap dapat dibaca."))
    status = 422 if request.method == "POST" else 200
    return render(request, "forums/topic_close.html", {"form": form, "topic": topic}, status=status)


@access("forums.reopen_topic", to=Topic)
def topic_reopen(request: HttpRequest, topic: Topic) -> HttpResponse:
    def deed() -> str:
        return actions.reopen_topic(topic=topic, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Buka lagi topik ini?"),
        detail=_("Orang dapat membalas lagi: %(title)s.") % {"title": topic},
        button=_("Buka lagi"),
        back=topic.get_absolute_url(),
        said=_("Topik dibuka lagi."),
    )


@access("forums.hide_post", to=Post, within=Topic)
def post_hide(request: HttpRequest, post: Post) -> HttpResponse:
    form = HidingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            return actions.hide_post(post=post, by=request.user, **form.facts()).get_absolute_url()

        return act(
            request, deed, back=post.get_absolute_url(), said=_("Kiriman disembunyikan. Penulisnya diberi tahu.")
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "forums/post_hide.html", {"form": form, "post": post}, status=status)


@access("forums.show_post", to=Post, within=Topic)
def post_show(request: HttpRequest, post: Post) -> HttpResponse:
    def deed() -> str:
        return actions.show_post(post=post, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Tampilkan lagi kiriman ini?"),
        detail=_("Kiriman nomor %(n)s di %(topic)s.") % {"n": post.number, "topic": post.topic},
        button=_("Tampilkan"),
        back=post.get_absolute_url(),
        said=_("Kiriman ditampilkan lagi."),
    )
