"""Topics are put on top of their category, or put away."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from forums import actions
from forums.models import Topic
from forums.structure_forms import PinForm


@access("forums.pin_topic", to=Topic)
def topic_pin(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = PinForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.pin_topic(topic=topic, by=request.user, **form.facts()).get_absolute_url(),
        template="forums/topic_pin.html",
        context={"topic": topic},
        back=topic.get_absolute_url(),
        said=_("Topik disematkan di atas kategorinya."),
    )


@access("forums.unpin_topic", to=Topic)
def topic_unpin(request: HttpRequest, topic: Topic) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.unpin_topic(topic=topic, by=request.user).get_absolute_url(),
        question=_("Lepas sematan topik ini?"),
        detail=_("Topik ini kembali ke urutannya di antara topik lain."),
        button=_("Lepas sematan"),
        back=topic.get_absolute_url(),
        said=_("Sematan dilepas."),
    )


@access("forums.archive_topic", to=Topic)
def topic_archive(request: HttpRequest, topic: Topic) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.archive_topic(topic=topic, by=request.user).get_absolute_url(),
        question=_("Arsipkan topik ini?"),
        detail=_("Isinya tetap dapat dibaca dan dicari, tetapi tidak menerima tulisan atau tanda baru."),
        button=_("Arsipkan"),
        back=topic.get_absolute_url(),
        said=_("Topik diarsipkan."),
    )


@access("forums.unarchive_topic", to=Topic)
def topic_unarchive(request: HttpRequest, topic: Topic) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.unarchive_topic(topic=topic, by=request.user).get_absolute_url(),
        question=_("Keluarkan topik ini dari arsip?"),
        detail=_("Orang dapat menulis lagi di topik ini, kecuali bila topiknya ditutup."),
        button=_("Keluarkan dari arsip"),
        back=topic.get_absolute_url(),
        said=_("Topik dikeluarkan dari arsip."),
    )
