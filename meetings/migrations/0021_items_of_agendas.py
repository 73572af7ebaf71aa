"""What the agenda of a meeting says line by line becomes its items. The text stays: it is the items written out."""

import html
import re
from typing import Any

from django.db import migrations

CHUNK = 200
MOST, LONGEST_TITLE = 40, 160
END_OF_LINE = re.compile(r"</(?:li|p|h\d|blockquote|pre|tr)>|<br\s*/?>|\n")
TAG = re.compile(r"<[^>]+>")
MINUTES = re.compile(r"[\s,–-]*[(\[]?\s*(\d{1,3})\s*(?:menit|mnt|min|['’′])\.?\s*[)\]]?\s*$", re.IGNORECASE)
NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-*•]\s+)")


def lines(segments: Any) -> list[str]:
    """The text without its markup; what it points at by a number (people, things) has no words here."""
    text = "".join(part if isinstance(part, str) else str(part.get("words", "")) for part in segments)
    found = (" ".join(html.unescape(TAG.sub("", line)).split()) for line in END_OF_LINE.split(text))
    return [line for line in (NUMBER.sub("", line) for line in found) if line]


def point(line: str) -> tuple[str, int | None]:
    """What a line talks about, and for how many minutes if it says so."""
    found = MINUTES.search(line)
    minutes = int(found[1]) if found else 0
    title = line[: found.start()].strip() if found and 1 <= minutes <= 480 else line
    return (title, minutes) if title != line and title else (line, None)


def make_items(apps: Any, schema_editor: Any) -> None:
    meetings, items = apps.get_model("meetings", "Meeting"), apps.get_model("meetings", "AgendaItem")
    waiting = []
    for meeting in meetings.objects.filter(items=None).exclude(agenda=[]).only("agenda", "called_at").iterator(CHUNK):
        for position, line in enumerate(lines(meeting.agenda)[:MOST], start=1):
            title, minutes = point(line)
            rest = [f"<p>{html.escape(title)}</p>"] if len(title) > LONGEST_TITLE else []
            waiting.append(
                items(
                    meeting=meeting, position=position, title=title[:LONGEST_TITLE], minutes=minutes, about=rest,
                    state="planned", proposed_at=meeting.called_at,
                )
            )  # fmt: skip
        if len(waiting) >= CHUNK:
            items.objects.bulk_create(waiting)
            waiting = []
    items.objects.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_answers_and_exports")]
    operations = [migrations.RunPython(make_items, migrations.RunPython.noop, elidable=True)]
