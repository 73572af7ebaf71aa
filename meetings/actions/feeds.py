"""The address of a person's own calendar: made, made anew, changed in what it holds, taken back."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.access import ensure
from meetings.models import CalendarFeed
from meetings.models.feed import digest_of

BYTES = 32


@transaction.atomic
def make_feed(*, by: Any) -> str:
    """The secret part of a new address; this is the only time it can be known. The old one ends at once (M11)."""
    ensure(by, "meetings.keep_feed", None)
    token = secrets.token_urlsafe(BYTES)
    CalendarFeed.objects.update_or_create(person=by, defaults={"digest": digest_of(token), "made_at": timezone.now()})
    return token


@transaction.atomic
def change_feed(*, by: Any, meetings: str, has_promises: bool, has_deadlines: bool) -> None:
    """What the calendar holds; its address stays."""
    ensure(by, "meetings.keep_feed", None)
    chosen = {"meetings": meetings, "has_promises": has_promises, "has_deadlines": has_deadlines}
    CalendarFeed.objects.of(by).update(**chosen)


@transaction.atomic
def end_feed(*, by: Any) -> None:
    """The address leads nowhere from now on (M11)."""
    ensure(by, "meetings.keep_feed", None)
    CalendarFeed.objects.of(by).delete()
