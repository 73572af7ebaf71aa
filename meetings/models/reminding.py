"""How long before a meeting it may be reminded of; which of them, is chosen for each meeting."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.TextChoices):
    """The value is the occasion of its due time."""

    WEEK = "7d", _("7 hari sebelumnya")
    DAYS = "3d", _("3 hari sebelumnya")
    DAY = "1d", _("1 hari sebelumnya")
    HOURS = "2h", _("2 jam sebelumnya")


AHEAD = {
    Reminder.WEEK: timedelta(days=7),
    Reminder.DAYS: timedelta(days=3),
    Reminder.DAY: timedelta(days=1),
    Reminder.HOURS: timedelta(hours=2),
}


def usual_reminders() -> list[str]:
    """Of a meeting for which nobody chose."""
    return [Reminder.WEEK.value, Reminder.DAY.value, Reminder.HOURS.value]
