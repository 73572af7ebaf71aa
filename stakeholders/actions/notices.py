"""What is said 90, 30 and 7 days before an agreement ends. Times follow its last day; what is past is not set."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.offices import the_office
from activity.actions import When, cancel, record, schedule
from commons.calendar import at, end_of
from stakeholders.models import Agreement, Membership, Organisation

ENDING = "stakeholders.agreement_ending"
AHEAD = {"90d": timedelta(days=90), "30d": timedelta(days=30), "7d": timedelta(days=7)}
# How long before the last day a late one stops being of use: then the next one says it better.
USELESS = {"90d": AHEAD["30d"], "30d": AHEAD["7d"]}
HOUR = 8


def set_notices(agreement: Agreement) -> None:
    """Each occasion that is still ahead, of an agreement that has a last day and was not ended before it."""
    if agreement.until_on is None or agreement.ended_on is not None:
        cancel(ENDING, agreement)
        return
    last = agreement.until_on
    times = {occasion: at(last - ahead, HOUR) for occasion, ahead in AHEAD.items()}
    useful = {o: at(last - USELESS[o], HOUR) if o in USELESS else end_of(last) for o in AHEAD}
    now = timezone.now()
    schedule(ENDING, agreement, {o: When(due, useful[o]) for o, due in times.items() if due > now})


def tell_ending(due: Any, agreement: Agreement | None) -> str:
    """To the office and the managers of the parties, who can still renew it."""
    if agreement is None:
        return "agreement gone"
    if agreement.ended_on is not None or agreement.until_on is None:
        return "ended early or open"
    if agreement.is_over:
        return "over"
    record(ENDING, actor=None, target=agreement, thread=agreement.thread, to=concerned(agreement))
    return "told"


def concerned(agreement: Agreement) -> list[tuple[str, Any]]:
    """The office, and the managers of those parties that anybody may speak for."""
    parties = Organisation.objects.verified().filter(agreements=agreement)
    managers = Membership.objects.active().managers().filter(organisation__in=parties).select_related("person")
    return [*(("concerned", one) for one in the_office()), *(("concerned", one.person) for one in managers)]
