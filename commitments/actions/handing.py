"""A promise goes on in somebody else's name: an entry says from whom to whom, and reminders follow."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record, withdraw
from commitments.actions.locking import locked, spoken_for
from commitments.actions.reminders import owners_of
from commitments.models import Commitment, CommitmentEntry
from commitments.queries import takers
from commons.access import Refused


@transaction.atomic
def hand_over(*, commitment: Commitment, by: Any, to: Any, note: str = "") -> Commitment:
    """To somebody else of its organisation, or of the place where it was said. Locks the commitment.

    Both are told, and whoever looks after the place. What was promised, how much and by when stays as it was.

    Raises:
        Refused: it is closed already, the right has ended, or this person can't take it over.
    """
    commitment = locked(commitment, by, "commitments.hand_over")
    if to.pk == commitment.person_id:
        raise Refused(_("Komitmen ini sudah atas namanya. Pilih orang lain."), obj=commitment)
    if not takers(commitment).filter(pk=to.pk).exists():
        raise Refused(_("Orang ini tidak lagi ikut. Pilih orang lain dari organisasi atau proyeknya."), obj=commitment)
    before, speaks_for = owners_of(commitment), spoken_for(commitment, by)
    entry = CommitmentEntry.objects.create(
        commitment=commitment,
        what=CommitmentEntry.What.HANDED,
        note=note,
        person_before=commitment.person,
        person_after=to,
        by=by,
        acting_as=speaks_for,
    )
    commitment.person = to
    commitment.save(update_fields=["person"])
    withdraw(commitment)  # a letter to the one before that has not left yet
    told = [*before, commitment.keeper]
    record("commitments.commitment_handed", actor=by, target=entry, thread=commitment.thread,
           acting_as=speaks_for.group if speaks_for else None,
           to=[("assigned", to), *(("concerned", one) for one in told if one != to)])  # fmt: skip
    return commitment
