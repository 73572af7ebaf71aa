"""Which attachments a person may have."""

from typing import Any

from django.db.models import Q, QuerySet

from commons.audience import seen_by
from commons.models import Attachment


def served_to(user: Any) -> QuerySet[Attachment]:
    """Asked at every download: those under what this person may see now, and one's own that are not sent yet."""
    sent = Q(parent_id__isnull=False) & seen_by(user)
    own = Q(parent_id=None, owner=user) if user.is_authenticated else Q(pk__in=[])
    return Attachment.objects.filter(sent | own, hidden_at=None)


def unsent(owner: Any) -> QuerySet[Attachment]:
    """What this person uploaded and has not sent."""
    return Attachment.objects.filter(owner=owner, parent_id=None)
