"""What is said seven days before a promise falls due, on the day, and three days after."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from activity.actions import When, cancel, record, schedule
from commitments.models import Commitment
from commons.calendar import at, end_of

DUE, LATE = "commitments.due", "commitments.late"  # the kind of the clock, and the two verbs it tells
AHEAD, AFTER = timedelta(days=7), timedelta(days=3)
LATE_IS_USEFUL = timedelta(days=14)
HOUR = 8


def set_reminders(commitment: Commitment) -> None:
    """Each that is still to come; without a day there are none."""
    day = commitment.due_on
    if day is None:
        cancel_reminders(commitment)
        return
    late = at(day + AFTER, HOUR)
    times = {
        "7d": When(at(day - AHEAD, HOUR), at(day, HOUR)),
        "day": When(at(day, HOUR), end_of(day)),
        "late": When(late, late + LATE_IS_USEFUL),
    }
    now = timezone.now()
    schedule(DUE, commitment, {occasion: when for occasion, when in times.items() if when.due_at > now})


def cancel_reminders(commitment: Commitment) -> None:
    cancel(DUE, commitment)


def tell_due(due: Any, commitment: Commitment | None) -> str:
    """To whoever promised; once it is late, to whoever looks after the place as well."""
    if commitment is None:
        return "commitment gone"
    if not commitment.is_running or commitment.due_on is None:
        return "closed"
    is_late = due.occasion == "late"
    to = [("your_turn", owner) for owner in owners_of(commitment)]
    if is_late:
        to.append(("concerned", commitment.keeper))
    record(LATE if is_late else DUE, actor=None, target=commitment, thread=commitment.thread, to=to)
    return "told"


def owners_of(commitment: Commitment) -> list[Any]:
    """The person it is in the name of, as long as they speak for its organisation; else all who do."""
    organisation, person = commitment.organisation, commitment.person
    if organisation is None:
        return [person]
    speaks = person is not None and organisation.group.user_set.filter(pk=person.pk).exists()
    return [person if speaks else organisation.group]
