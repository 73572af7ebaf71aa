"""Whose promise it is says that it was kept or was not after all, moves its day, or takes it back. Each leaves an entry
that stays."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record, withdraw
from commitments.actions.ending import close, reopen
from commitments.actions.locking import locked, spoken_for
from commitments.actions.reminders import set_reminders
from commitments.models import Commitment, CommitmentEntry
from commitments.queries import has_somebody_left
from commons import attachments
from commons.access import Refused
from commons.calendar import today
from commons.models import Attachment

What = CommitmentEntry.What


@transaction.atomic
def keep_commitment(
    *, commitment: Commitment, by: Any, note: str = "", photos: Iterable[Attachment] = ()
) -> Commitment:
    """*Ditepati*, with a note or a photo as evidence. Locks the commitment.

    Raises:
        Refused: it is closed already, the right has ended, or nothing shows that it was kept.
    """
    commitment = locked(commitment, by, "commitments.keep_commitment")
    photos = list(photos)
    if not (note or photos):
        raise Refused(_("Tulis catatan atau pilih foto sebagai bukti."), obj=commitment)
    entry = close(commitment, What.KEPT, by=by, note=note, acting_as=spoken_for(commitment, by))
    for photo in photos:
        attachments.attach(photo, to=entry, audience=commitment.audience)
    return commitment


@transaction.atomic
def undo_keeping(*, commitment: Commitment, by: Any, reason: str) -> Commitment:
    """*Ditepati* was wrong: it runs again, and is counted so. Its evidence stays, with this entry after it. Locks the
    commitment.

    Raises:
        Refused: it is not kept now, the days for it are over, or nobody is left there who could keep it.
    """
    commitment = locked(commitment, by, "commitments.undo_keeping")
    if not has_somebody_left(commitment):
        raise Refused(_("Pemiliknya tidak lagi ikut di sini, jadi komitmen ini tetap tertutup."), obj=commitment)
    reopen(commitment, by=by, note=reason, acting_as=spoken_for(commitment, by))
    return commitment


@transaction.atomic
def withdraw_commitment(*, commitment: Commitment, by: Any, reason: str) -> Commitment:
    """*Tarik*: it will not be kept, and everybody reads why. Locks the commitment.

    Raises:
        Refused: it is closed already, or the right has ended.
    """
    commitment = locked(commitment, by, "commitments.withdraw_commitment")
    close(commitment, What.WITHDRAWN, by=by, note=reason, acting_as=spoken_for(commitment, by))
    return commitment


@transaction.atomic
def move_due_date(*, commitment: Commitment, by: Any, due_on: date, reason: str) -> Commitment:
    """Another day, as an entry with its reason; the first one stays. Reminders follow it. Locks the commitment.

    Raises:
        Refused: it is closed already, the right has ended, or the day is past or the one it has.
    """
    commitment = locked(commitment, by, "commitments.move_due_date")
    if due_on < today():
        raise Refused(_("Tenggat baru tidak boleh sebelum hari ini."), obj=commitment)
    if due_on == commitment.due_on:
        raise Refused(_("Tenggatnya sudah tanggal itu. Pilih tanggal lain."), obj=commitment)
    speaks_for = spoken_for(commitment, by)
    entry = CommitmentEntry.objects.create(
        commitment=commitment,
        what=What.MOVED,
        note=reason,
        due_before=commitment.due_on,
        due_after=due_on,
        by=by,
        acting_as=speaks_for,
    )
    commitment.due_on = due_on
    commitment.save(update_fields=["due_on"])
    withdraw(commitment)  # a letter about the old day that has not left yet
    set_reminders(commitment)
    record("commitments.commitment_moved", actor=by, target=entry, thread=commitment.thread,
           acting_as=speaks_for.group if speaks_for else None, to=[("concerned", commitment.keeper)])  # fmt: skip
    return commitment
