"""What activity holds about a person: what one follows and has read, what one did, what one is reminded of."""

from typing import Any

from activity.models import Activity, ActivityRecipient, Due, Follow, ReadMark, ReadSweep
from commons.contributions import PersonalData


def export(person: Any) -> dict[str, Any]:
    """Follows and marks with their thread, and one's own acts; times are moments with their zone."""
    follows = Follow.objects.filter(person=person).select_related("thread").order_by("pk")
    marks = ReadMark.objects.filter(person=person).select_related("thread").order_by("pk")
    acts = Activity.objects.filter(actor=person).select_related("thread").order_by("pk")
    dues = Due.objects.filter(person=person).order_by("pk")
    return {
        "follows": [{"thread": str(f.thread), "level": f.level, "since": f.since} for f in follows],
        "read": [{"thread": str(m.thread), "position": m.position, "at": m.updated_at} for m in marks],
        "acts": [{"verb": a.verb, "thread": str(a.thread), "at": a.created_at} for a in acts],
        "reminders": [{"kind": d.kind, "due_at": d.due_at} for d in dues],
    }


def erase(person: Any) -> None:
    """What was done stays, under the anonymised account; what only served this person goes."""
    for mine in (Follow, ReadMark, ReadSweep, ActivityRecipient, Due):
        mine.objects.filter(person=person).delete()


CONTRIBUTION = PersonalData(
    "activity",
    export,
    erase,
    columns=(
        "activity.Activity.actor",
        "activity.ActivityRecipient.person",
        "activity.Follow.person",
        "activity.ReadMark.person",
        "activity.ReadSweep.person",
        "activity.ReadSweep.marks",
        "activity.Due.person",
    ),
)
