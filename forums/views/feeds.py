"""Feeds of what everybody may read: the same for whoever asks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commons.access import access
from commons.limits import limit
from forums.feeds import CategoryFeed, TopicFeed
from forums.models import Category, Topic

OFTEN = "60/m"


@require_safe
@access("forums.read_feed", to=Category)
@limit(OFTEN, methods=("GET",))
def category_feed(request: HttpRequest, category: Category) -> HttpResponse:
    return CategoryFeed().answer(request, category=category)


@require_safe
@access("forums.read_feed", to=Topic)
@limit(OFTEN, methods=("GET",))
def topic_feed(request: HttpRequest, topic: Topic) -> HttpResponse:
    return TopicFeed().answer(request, topic=topic)
