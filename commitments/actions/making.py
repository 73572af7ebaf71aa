"""Promises are made where something else happens: a partnership is accepted, a milestone gets a task.

Whoever calls has asked whether it may happen, and holds the lock of the place.
"""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from activity.actions import name_thread, open_thread, record
from activity.models import Thread
from commitments.actions.ending import close
from commitments.actions.reminders import owners_of, set_reminders
from commitments.models import Commitment, CommitmentEntry


@transaction.atomic
def make_commitment(
    *,
    by: Any,
    place: Thread,
    source: Model,
    what: str,
    organisation: Any = None,
    person: Any = None,
    keeper: Any = None,
    amount: int | None = None,
    unit: str = "",
    amount_idr: int | None = None,
    due_on: date | None = None,
) -> Commitment:
    """Write a promise down, under the audience of the place in which it was said, and tell whose it is.

    It has a thread of its own below the place's, so that each can be heard of by itself.
    """
    thread = open_thread("commitments.commitment", place.audience, parent=place)
    commitment = Commitment.objects.create(
        organisation=organisation,
        person=person,
        what=what,
        amount=amount,
        unit=unit,
        amount_idr=amount_idr,
        first_due_on=due_on,
        due_on=due_on,
        said_by=by,
        keeper=keeper,
        place=place,
        source=source,
        audience=place.audience,
        thread=thread,
    )
    name_thread(thread, commitment)
    set_reminders(commitment)
    record("commitments.commitment_made", actor=by, target=commitment, thread=thread,
           to=[("assigned", owner) for owner in owners_of(commitment)])  # fmt: skip
    return commitment


@transaction.atomic
def withdraw_promises_of(source: Model, *, by: Any, reason: str) -> None:
    """What they came from is over (a partnership has ended): those still open are withdrawn with it."""
    kind = ContentType.objects.get_for_model(source)
    _withdraw(Commitment.objects.open().filter(source_type=kind, source_id=source.pk), by, reason)


@transaction.atomic
def withdraw_promises_in(place: Thread, *, by: Any, reason: str) -> None:
    """Nothing that was said there changes any more (a project is archived): what is still open is withdrawn with it."""
    _withdraw(Commitment.objects.open().filter(place=place), by, reason)


def _withdraw(open_ones: Any, by: Any, reason: str) -> None:
    rows = open_ones.order_by("pk").select_for_update(of=("self",)).select_related("thread", "keeper")
    for commitment in rows:
        close(commitment, CommitmentEntry.What.WITHDRAWN, by=by, note=reason)
