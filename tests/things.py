"""Things to follow that belong to no app: for tests of what is told, to whom, and how it is shown."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import transaction

from activity.actions import name_thread, open_thread, record
from activity.models import Activity, Thread
from commons import contributions
from commons.contributions import Card, Reference
from commons.models import Audience, Theme, Visibility
from commons.telling import DIGEST, INBOX, MAIL, Verb

KIND = "tests.thing"
SECTION = "Percobaan"


def cards(ids: Iterable[int], user: Any) -> Mapping[int, Card]:
    """Things the person may see, titled by the theme that each is."""
    seen = (
        Thread.objects.visible_to(user).filter(kind=KIND, object_id__in=list(ids)).values_list("object_id", flat=True)
    )
    return {t.pk: Card(t.pk, t.name, f"/hal/{t.pk}/", icon="pin") for t in Theme.objects.filter(pk__in=list(seen))}


OFFERS = [
    Reference(KIND, "Hal", r"/hal/(?P<pk>\d+)/", cards),
    Verb(
        "tests.posted",
        "{actor} menulis di {thread}",
        "Tulisan baru: {thread}",
        SECTION,
        {"mentioned": MAIL, "asked": INBOX, "concerned": DIGEST, "follows": DIGEST},
        label="Tulisan baru",
    ),
    Verb("tests.opened", "{actor} membuka {thread}", "Baru: {thread}", SECTION, {"follows": DIGEST}, rises=True),
    Verb("tests.announced", "Pengumuman: {thread}", "Pengumuman: {thread}", SECTION, {"follows": MAIL}),
    Verb(
        "tests.cancelled",
        "{thread} dibatalkan",
        "Batal: {thread}",
        SECTION,
        {"invited": MAIL, "follows": INBOX},
        locked=frozenset({"invited"}),
    ),
]


@contextmanager
def offered(*offers: Any) -> Iterator[None]:
    """These contributions are there for a while."""
    contributions.add(*offers)
    try:
        yield
    finally:
        for offer in offers:
            del contributions._offers[type(offer)][offer.code]
        contributions._sorted.clear()


def thing(title: str, visibility: str = Visibility.PUBLIC, parent: Thread | None = None) -> Thread:
    """A thing with its thread; a child shares its parent's audience."""
    audience = parent.audience if parent else Audience.objects.create(visibility=visibility)
    theme = Theme.objects.create(code=uuid4().hex, name=title)
    thread = open_thread(KIND, audience, parent)
    name_thread(thread, theme)
    return thread


def posted(thread: Thread, actor: Any, *to: tuple[str, Any], verb: str = "tests.posted", text: str = "") -> Activity:
    """Somebody writes there, and it is recorded."""
    with transaction.atomic():
        target = Theme.objects.create(code=uuid4().hex, name=text or "Tulisan")
        return record(verb, actor=actor, target=target, thread=thread, to=to)
