"""What notifications hold about a person: what they were told, what they chose, when their digest comes."""

from typing import Any

from commons.contributions import PersonalData
from notifications.models import InboxMark, Notification, Preference, Schedule


def export(person: Any) -> dict[str, Any]:
    """Preferences, the digest's clock, and what was told, oldest first."""
    told = Notification.objects.of(person).select_related("activity", "thread").order_by("told_no")
    schedule = Schedule.objects.filter(person=person).first()
    return {
        "preferences": list(Preference.objects.filter(person=person).values("verb", "reason", "channel")),
        "digest": schedule
        and {
            "frequency": schedule.frequency,
            "weekday": schedule.weekday,
            "at": schedule.at,
            "zone": schedule.zone,
        },
        "told": [
            {"verb": n.activity.verb, "thread": str(n.thread), "reason": n.reason, "at": n.unread_since} for n in told
        ],
    }


def erase(person: Any) -> None:
    """All of it: it served nobody else."""
    for mine in (Notification, InboxMark, Preference, Schedule):
        mine.objects.filter(person=person).delete()


CONTRIBUTION = PersonalData(
    "notifications",
    export,
    erase,
    columns=(
        "notifications.Notification.person",
        "notifications.InboxMark.person",
        "notifications.Preference.person",
        "notifications.Schedule.person",
        "notifications.Schedule.zone",
    ),
)
