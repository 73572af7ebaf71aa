"""All that the page of one topic shows beside its posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from commons.access import can
from commons.chips import Chip
from commons.standing import standing
from commons.statements import Given, Statement
from forums.models.post import place
from forums.models.topic import DRAFT
from forums.queries.feeds import topic_feed
from forums.queries.feet import Acts
from forums.queries.looks import archive_look, kind_look, pin_look, state_look
from forums.queries.posts import Window, listed, window
from forums.queries.questions import ShownQuestion, may_mark_answers, shown_question
from forums.queries.tools import Tool, tools_of
from stakeholders.models import Organisation

SPOKEN_FOR = Statement(lambda: Organisation.objects.represented_by(Given("person")).by_name())


@dataclass(frozen=True)
class OfferedDraft:
    """The answer that this person began and did not send."""

    kind: str
    updated_at: datetime


@dataclass(frozen=True)
class TopicPage:
    """What the page shows: the window of posts, what is new in it, and what this reader may do."""

    kind: Chip
    state: Chip | None
    pinned: Chip | None
    window: Window
    listed: str  # its posts, drawn
    unread: int  # posts beyond the reader's mark; 0 for visitors and where nothing was read yet
    first_unread: int  # its number, 0 where nothing is new
    unread_url: str
    newest_url: str
    canonical: str  # the address of this window
    feed_url: str  # empty where only some may read
    acts: Acts
    draft: OfferedDraft | None
    question: ShownQuestion | None
    tools: list[Tool]  # what whoever looks after this category does with the whole topic


def topic_page(topic: Any, number: int, user: Any) -> TopicPage:
    """In one statement or none: that of the posts, unless they are kept."""
    acts = acts_of(topic, user)
    first_unread = topic.read_to + 1 if topic.read_to and topic.unread else 0
    url, shown = topic.get_absolute_url(), window(topic, number, user, acts)
    return TopicPage(
        kind=kind_look(topic.kind),
        state=archive_look() if topic.is_archived else None if topic.is_open else state_look("closed"),
        pinned=pin_look() if topic.is_pinned else None,
        window=shown,
        listed=listed(shown, first_unread, topic.unread),
        unread=topic.unread if first_unread else 0,
        first_unread=first_unread,
        unread_url=place(url, first_unread) if first_unread else "",
        newest_url=place(url, topic.posts_count),
        canonical=settings.SITE_URL + url + (f"?no={shown.first}" if shown.previous else ""),
        feed_url=topic_feed(topic),
        acts=acts,
        draft=OfferedDraft(f"{DRAFT}{topic.pk}", topic.draft_at) if topic.draft_at else None,
        question=shown_question(topic, user, shown.answer),
        tools=tools_of(topic, user),
    )


def acts_of(topic: Any, user: Any) -> Acts:
    """May this person answer here, hide what was written, change what they wrote, and say what answers the question?"""
    return Acts(
        may_answer=(may_answer := bool(can(user, "forums.publish_post", topic))),
        may_hide=bool(can(user, "forums.hide_post", topic)),
        may_change=may_answer,
        may_delete="member" in standing(user).roles,
        may_react=bool(can(user, "forums.react", topic)),
        may_mark=may_mark_answers(topic, user),
        may_report=bool(can(user, "forums.report_post")),
        is_visitor=not user.is_authenticated,
    )


def speaks_as(user: Any) -> list[Organisation]:
    """The organisations that this person may speak for; most people speak for none, and nothing is asked."""
    if "representative" not in standing(user).roles:
        return []
    return SPOKEN_FOR(person=user.pk)
