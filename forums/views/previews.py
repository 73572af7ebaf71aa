"""*Pratinjau*: what is being written, as it will be read, above the form that keeps it; and what is like its title."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from commons.access import access
from commons.htmx import answer
from commons.limits import limit
from commons.once import OnceForm
from forums import queries
from forums.models import Post, Topic
from forums.models.topic import DRAFT
from forums.views.editing import draft_of_change, edit_form
from forums.views.topics import NEW_TOPIC, answer_form, topic_form

OFTEN = "60/m"


@require_POST
@access("forums.publish_post", to=Topic)
@limit(OFTEN)
def post_preview(request: HttpRequest, topic: Topic) -> HttpResponse:
    context = {"topic": topic, "draft_kind": f"{DRAFT}{topic.pk}"}
    return _previewed(request, answer_form(request, topic), "forums/post_form.html", context)


@require_POST
@access("forums.open_topic")
@limit(OFTEN)
def topic_preview(request: HttpRequest) -> HttpResponse:
    form = topic_form(request)
    title = form.cleaned_data["title"] if form.is_valid() else ""
    context = {"draft_kind": NEW_TOPIC, "similar": queries.similar_topics(request.user, title)}
    return _previewed(request, form, "forums/topic_form.html", context)


@require_POST
@access("forums.edit_post", to=Post, within=Topic)
@limit(OFTEN)
def post_edit_preview(request: HttpRequest, post: Post) -> HttpResponse:
    context = {"post": post, "draft_kind": draft_of_change(post)}
    return _previewed(request, edit_form(request, post), "forums/post_edit.html", context)


def _previewed(request: HttpRequest, form: OnceForm, page: str, context: dict[str, Any]) -> HttpResponse:
    """Nothing is written but pictures that came along, which wait for the text as they do beside a refused one."""
    is_valid = form.is_valid()
    context |= {"form": form, "preview": queries.preview(form.cleaned_data, request.user) if is_valid else None}
    status = 200 if is_valid else 422
    return answer(request, fragment="forums/_preview.html", page=page, context=context, status=status)


@require_safe
@access("forums.open_topic")
@limit(OFTEN, methods=("GET",))
def topic_similar(request: HttpRequest) -> HttpResponse:
    """Under the title, while it is typed."""
    context = {"similar": queries.similar_topics(request.user, request.GET.get("title", ""))}
    return answer(request, fragment="forums/_similar.html", page="forums/topic_similar.html", context=context)
