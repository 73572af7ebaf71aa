"""Reads about the outbox."""

from django.utils import timezone

from mail.models import Address, Message


def is_refused(address: str | None) -> bool:
    """Has its server refused so often that only essential mail goes there?"""
    return address is not None and Address.objects.suppressed().of(address).exists()


def oldest_unsent() -> int | None:
    """Seconds since the oldest message became due that still waits; None when nothing waits."""
    now = timezone.now()
    due = Message.objects.filter(state=Message.State.QUEUED, due_at__lte=now).order_by("due_at")
    first = due.values_list("due_at", flat=True).first()
    return None if first is None else int((now - first).total_seconds())
