"""Guests came for one meeting: their names and addresses go some time after it, and those in the list of who came."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mail import tokens
from meetings.actions.telling import GUEST
from meetings.models import FORGOTTEN, FORGOTTEN_NAME, Attendance, Envoy, Invitee, Meeting, SeriesInvitee

LIST_REMEMBERED = timedelta(days=365)  # who came is proof of a decision for as long as a year's report is written
REMEMBERED = timedelta(days=30)  # after the end: long enough for the minutes to arrive


@transaction.atomic
def forget_guests() -> int:
    """Empty the names and addresses of guests of meetings long over; the number of them. Their answers still count."""
    old = Invitee.objects.remembered().filter(meeting__ends_at__lt=timezone.now() - REMEMBERED)
    rows: list[Any] = list(old.select_for_update(of=("self",)))
    rows += list(_of_series_over().select_for_update(of=("self",)))
    for row in rows:
        forget_guest(row)
    return len(rows)


def _of_series_over() -> Any:
    """A series is over when its last meeting has been for so long: those still to come, or just held, keep them."""
    lately = Meeting.objects.filter(
        series=OuterRef("series"), ends_at__gte=timezone.now() - REMEMBERED, cancelled_at=None
    )
    made = Q(series__called_at__lt=timezone.now() - REMEMBERED)
    return SeriesInvitee.objects.remembered().filter(~Exists(lately), made)


def forget_guest(row: Any) -> None:
    """Nobody can tell any more who this was."""
    tokens.revoke(GUEST, row)
    row.name, row.email, row.note = "", f"dihapus-{row.pk}{FORGOTTEN}", ""
    row.save(update_fields=["name", "email", "note"])
    if isinstance(row, Invitee):
        Invitee.objects.filter(pk=row.pk).update(needs=[])


@transaction.atomic
def forget_walk_ins() -> int:
    """Empty the names of those without an account who came to meetings of more than a year ago, and of those who were
    named to come; how many came still counts. The number of attendances."""
    long_ago = timezone.now() - LIST_REMEMBERED
    Envoy.objects.filter(person=None, invitee__meeting__ends_at__lt=long_ago).delete()
    old = Attendance.objects.named().filter(meeting__ends_at__lt=long_ago)
    return old.update(name=FORGOTTEN_NAME)
