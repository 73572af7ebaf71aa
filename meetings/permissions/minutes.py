"""Who may write down what was said."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.models import Meeting
from meetings.permissions.roles import CHAIR, keeper_of


def takes_minutes(user: Any, meeting: Meeting) -> bool:
    """Once it has begun; what was published is not rewritten."""
    return meeting.cancelled_at is None and meeting.starts_at <= timezone.now() and meeting.minutes_at is None


CONTRIBUTIONS = [
    Rule(
        "meetings.publish_minutes",
        _("Menerbitkan notulen"),
        CHAIR,
        _("Notulen diterbitkan sekali, oleh pemimpin rapat atau petugas, setelah rapat dimulai."),
        when=takes_minutes,
        keeper=keeper_of,
    ),
]
