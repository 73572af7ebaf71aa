"""What has had its time goes, every hour."""

from datetime import timedelta

from django.utils import timezone

from commons.models import Draft, Once

LIFE_ONCE = timedelta(days=1)
LIFE_KEPT = timedelta(days=1)  # text of a browser that is not signed in
LIFE_DRAFT = timedelta(days=30)


def sweep_rows() -> int:
    """One-time keys and text of the signed out after a day, drafts a month after the last letter."""
    now = timezone.now()
    old = (
        Once.objects.filter(created_at__lt=now - LIFE_ONCE),
        Draft.objects.filter(person=None, updated_at__lt=now - LIFE_KEPT),
        Draft.objects.filter(updated_at__lt=now - LIFE_DRAFT),
    )
    return sum(rows.delete()[0] for rows in old)
