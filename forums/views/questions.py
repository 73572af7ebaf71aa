"""Questions are asked of an office: the queue, the answer, the mark, and what is said when it is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import act, ask_then_act
from commons.limits import limit
from commons.paging import page
from forums import actions, queries
from forums.answer_forms import AnswerForm, ReopeningForm
from forums.models import Post, Topic
from forums.models.post import place

FILL = "isi"  # in the address of the button that takes over a template, and publishes nothing


@require_safe
@access("forums.read_questions")
def question_list(request: HttpRequest) -> HttpResponse:
    tab = request.GET.get("tampil", "")
    tab = tab if tab in queries.TABS else ""
    found = page(queries.questions_in(tab, request.user), by=queries.questions_order(tab), request=request)
    context = {
        "page": found,
        "rows": queries.question_rows(found.rows, request.user),
        "tabs": queries.question_tabs(request.user, request.path, tab),
        "tab": tab,
        "offices": queries.offices_of(request.user),
    }
    return render(request, "forums/question_list.html", context)


@access("forums.answer_question", to=Topic)
@limit("60/h")
def question_answer(request: HttpRequest, topic: Topic) -> HttpResponse:
    kind = f"forums.answer:{topic.pk}"
    templates = queries.templates_of(topic.owed.asked_id)
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        initial=drafts.resumed(request, kind),
        user=request.user,
        templates=templates,
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and FILL in request.GET:
        form, status = form.begun(user=request.user), 200
    elif request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=kind)
            post = actions.answer_question(topic=topic, by=request.user, **form.facts())
            return place(topic.get_absolute_url(), post.number)

        return act(request, deed, back=topic.get_absolute_url(), said=_("Jawaban terbit. Penanya diberi tahu."))
    context = {"form": form, "topic": topic, "question": topic.owed} | drafts.offered(request, kind)
    return render(request, "forums/question_answer.html", context, status=status)


@access("forums.reopen_question", to=Topic)
@limit("20/h")
def question_reopen(request: HttpRequest, topic: Topic) -> HttpResponse:
    kind = f"forums.reopen:{topic.pk}"
    form = ReopeningForm(request.POST or None, initial=drafts.resumed(request, kind))
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=kind)
            post = actions.reopen_question(topic=topic, by=request.user, **form.facts())
            return place(topic.get_absolute_url(), post.number)

        said = _("Pertanyaan dibuka lagi. Kantor yang ditanya diberi tahu, dan waktunya dimulai lagi.")
        return act(request, deed, back=topic.get_absolute_url(), said=said)
    context = {"form": form, "topic": topic} | drafts.offered(request, kind)
    return render(request, "forums/question_reopen.html", context, status=422 if request.method == "POST" else 200)


@access("forums.mark_answer", to=Post, within=Topic)
@limit("60/h")
def answer_mark(request: HttpRequest, post: Post) -> HttpResponse:
    topic = post.topic
    return ask_then_act(
        request,
        lambda: place(topic.get_absolute_url(), actions.mark_answer(post=post, by=request.user).number),
        question=_("Apakah kiriman ini menjawab pertanyaannya?"),
        detail=_("Kiriman nomor %(n)s dari %(name)s tampil paling atas.") % {"n": post.number, "name": post.author},
        button=_("Tandai sebagai jawaban"),
        back=post.get_absolute_url(),
        said=_("Jawaban ditandai."),
    )


@access("forums.unmark_answer", to=Topic)
@limit("60/h")
def answer_unmark(request: HttpRequest, topic: Topic) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.unmark_answer(topic=topic, by=request.user).get_absolute_url(),
        question=_("Cabut tanda jawaban?"),
        detail=_("Kirimannya tetap ada. Batas waktu kantor yang ditanya berjalan seperti semula."),
        button=_("Cabut tanda"),
        back=topic.get_absolute_url(),
        said=_("Tanda jawaban dicabut."),
    )
