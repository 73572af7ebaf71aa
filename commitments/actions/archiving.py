"""What becomes of promises when the place in which they were said goes into the archive."""

from datetime import date

from django.db import transaction

from activity.actions import withdraw
from activity.models import Thread
from commitments.actions.reminders import cancel_reminders
from commitments.models import Commitment
from commons.calendar import today


@transaction.atomic
def freeze_promises_at(place: Thread, on: date | None = None) -> int:
    """What still runs stays as it is, neither kept nor withdrawn, and nobody is reminded any more; gives their number.

    `on` is the day that is noted, today where nothing is said.

    Locks them, so whoever keeps one at this moment is done before, or is refused. The caller holds the place.
    """
    running = Commitment.objects.running().filter(place=place).order_by("pk").select_for_update(of=("self",))
    frozen = list(running)
    for commitment in frozen:
        cancel_reminders(commitment)
        withdraw(commitment)  # a reminder that has not left yet
    Commitment.objects.filter(pk__in=[commitment.pk for commitment in frozen]).update(frozen_on=on or today())
    return len(frozen)
