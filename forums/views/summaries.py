"""The summary on top of a topic is written, changed and taken away."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, edit
from commons.limits import limit
from forums import actions, queries
from forums.forms import SummaryForm
from forums.models import Topic


@access("forums.summarise", to=Topic)
@limit("10/m")
def summary_edit(request: HttpRequest, topic: Topic) -> HttpResponse:
    kind = f"forums.summary:{topic.pk}"
    draft = drafts.resumed(request, kind)
    form = SummaryForm(request.POST or None, initial=queries.facts_of_summary(topic), draft=draft)
    return edit(
        request,
        form,
        topic,
        kind=kind,
        template="forums/summary_form.html",
        facts=queries.facts_of_summary,
        change=lambda: actions.summarise(topic=topic, by=request.user, **form.facts()),
        said=_("Ringkasan disimpan. Semua orang membacanya di atas topik ini."),
    )


@access("forums.summarise", to=Topic)
def summary_remove(request: HttpRequest, topic: Topic) -> HttpResponse:
    def deed() -> str:
        return actions.remove_summary(topic=topic, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Hapus ringkasan topik ini?"),
        detail=_("Kirimannya tetap ada. Ringkasan yang dihapus tidak dapat dikembalikan."),
        button=_("Hapus ringkasan"),
        back=topic.get_absolute_url(),
        said=_("Ringkasan dihapus."),
        danger=True,
    )
