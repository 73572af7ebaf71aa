"""An organisation's own part of the forum, as its page shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet
from django.urls import reverse

from commons.access import can
from commons.nested import nested
from commons.standing import READER, reader
from commons.statements import Given, Statement
from forums.models import Category, Topic
from forums.models.topic import columns_of_row
from forums.queries.lists import SHOWN_IN_PANEL, rows
from stakeholders.models import Organisation

MOMENTS = ("last_post_at", "question__due_at", "author__leaves_at", "author__erased_at")  # as JSON has them, texts


def forum_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """The topics that moved last, in one statement; where there is no forum yet, how it is opened, for whoever may.
    Others see nothing of a forum that nobody wanted."""
    asked = FOR_MEMBERS if user.is_authenticated else FOR_VISITORS
    category = next(iter(asked(organisation=organisation.pk, **reader(user))), None)
    if category is None:
        may_open = can(user, "forums.open_forum", organisation)
        return {"open_url": reverse("forums:forum_open", args=[organisation.pk])} if may_open else None
    create_url = f"{reverse('forums:topic_create')}?kategori={category.pk}"
    return {
        "rows": rows(_with_moments(topic) for topic in category.newest),
        "url": category.get_absolute_url(),
        "write_url": create_url if can(user, "forums.open_topic", category) else "",
    }


def _with_moments(topic: Mapping[str, Any]) -> dict[str, Any]:
    return {**topic, **{name: datetime.fromisoformat(topic[name]) for name in MOMENTS if topic[name] is not None}}


def _with_newest(user: Any) -> QuerySet[Category]:
    inside = Topic.objects.filter(category=OuterRef("pk")).listed().recently_active().as_read_by(user)
    newest = nested(inside[:SHOWN_IN_PANEL], *columns_of_row(user))
    return Category.objects.visible_to(READER).filter(organisation=Given("organisation")).annotate(newest=newest)


FOR_MEMBERS = Statement(lambda: _with_newest(READER))
FOR_VISITORS = Statement(lambda: _with_newest(AnonymousUser()))
