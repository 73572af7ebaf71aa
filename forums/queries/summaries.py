"""The summary of a topic: as it is read on top of it, and as whoever changes it finds it."""

from typing import Any

from accounts.models import name_for_others
from commons import formats, rich_text
from commons.drawn import drawn
from commons.statements import Given, Statement
from forums.models import Summary, Topic

OF_TOPIC = Statement(lambda: Summary.objects.filter(topic=Given("topic")).for_topic())


def summary_html(topic: Topic, user: Any) -> str:
    """In one statement, and one look-up a kind of what it mentions; empty where nobody wrote one. It hides with the
    topic's title."""
    found = OF_TOPIC(topic=topic.pk) if topic.summarised_at is not None and not topic.is_hidden else []  # type: ignore[attr-defined]
    return _drawn(found[0], user) if found else ""


def _drawn(row: dict[str, Any], user: Any) -> str:
    return drawn(
        "forums/_summary.html",
        body=rich_text.render([row["body"]], user)[0],
        lang=row["lang"],
        author=name_for_others(row["author__name"], row["author__leaves_at"], row["author__erased_at"]),
        iso=formats.iso(row["written_at"]),
        stamp=formats.stamp(row["written_at"]),
    )


def facts_of_summary(topic: Topic) -> dict[str, Any]:
    """What its form begins with: nothing, or what stands there, with the names of today."""
    written = Summary.objects.filter(topic=topic.pk).first()
    return {"body": rich_text.typed(written.source) if written else ""}
