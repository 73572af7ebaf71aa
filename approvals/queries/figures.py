"""How long the office takes, for everybody to read."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from approvals.models import Approval
from commons.calendar import working_days

LOOKED_AT = timedelta(days=365)


@dataclass(frozen=True)
class HandlingTime:
    """The mean of so many decisions, in working days; `days` is empty where there is none."""

    count: int
    days: Decimal | None = None


def handling_time(kind: str) -> HandlingTime:
    """From the day it was sent (or sent again) to the day of the decision, of the last twelve months.

    Two queries: the database counts the pairs of days, the calendar measures each pair once.
    """
    zone = timezone.get_default_timezone()
    decided = Approval.objects.filter(
        kind=kind, state__in=Approval.DECIDED, decided_at__gte=timezone.now() - LOOKED_AT
    ).order_by()
    days = {"asked_on": TruncDate("asked_at", tzinfo=zone), "decided_on": TruncDate("decided_at", tzinfo=zone)}
    pairs = list(decided.annotate(**days).values_list("asked_on", "decided_on").annotate(number=Count("pk")))
    if not pairs:
        return HandlingTime(0)
    calendar = working_days()
    count = sum(number for *_, number in pairs)
    total = sum(calendar.between(asked_on, decided_on) * number for asked_on, decided_on, number in pairs)
    return HandlingTime(count, Decimal(total) / count)
