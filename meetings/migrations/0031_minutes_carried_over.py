"""Minutes that were published as one text become the general part of minutes on the agenda's skeleton.

They keep their author and their day. Nobody was asked to ratify them, so they stay circulated, without an end to the
days in which one speaks.
"""

from typing import Any

from django.db import migrations


def carry(apps: Any, schema_editor: Any) -> None:
    Meeting, Minutes, Part = (apps.get_model("meetings", name) for name in ("Meeting", "Minutes", "MinutesPart"))
    published = Meeting.objects.filter(minutes_at__isnull=False).order_by("pk")
    for meeting in published.iterator(chunk_size=200):
        minutes = Minutes.objects.create(meeting=meeting)
        said = {"written_by_id": meeting.minutes_by_id, "written_at": meeting.minutes_at}
        Part.objects.create(minutes=minutes, text=meeting.minutes, version=1, **said)
        Minutes.objects.filter(pk=minutes.pk).update(
            state="circulated", circulated_at=meeting.minutes_at, circulated_by_id=meeting.minutes_by_id
        )


def carry_back(apps: Any, schema_editor: Any) -> None:
    Meeting, Part = apps.get_model("meetings", "Meeting"), apps.get_model("meetings", "MinutesPart")
    shown = Part.objects.exclude(minutes__state="draft").select_related("minutes").order_by("minutes", "position", "pk")
    for part in shown.iterator(chunk_size=200):
        meeting = Meeting.objects.get(pk=part.minutes.meeting_id)
        meeting.minutes = [*meeting.minutes, *part.text]
        meeting.minutes_by_id, meeting.minutes_at = part.minutes.circulated_by_id, part.minutes.circulated_at
        meeting.save(update_fields=["minutes", "minutes_by", "minutes_at"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0030_minutes")]
    operations = [migrations.RunPython(carry, carry_back)]
