"""Promises of the demo: how one of the content's is written with its history, and how many there are of each state.

Where they were said is loaded by the apps above, which call `write`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from activity.actions import name_thread, open_thread
from activity.models import Thread
from commitments.actions.reminders import set_reminders
from commitments.models import Commitment, CommitmentEntry, State
from commons.calendar import today
from commons.demo import Counted, Town
from commons.demo.content import day, moment

What = CommitmentEntry.What


def load(town: Town) -> Mapping[str, Any]:
    """Nothing of its own: promises come with what they were said in."""
    return {}


def counts() -> Iterator[Counted]:
    """By what their pages show, late among it."""
    found = Commitment.objects.all()
    yield "promise", "running", found.running().exclude(pk__in=found.late(today())).count()
    yield "promise", "late", found.late(today()).count()
    yield "promise", "kept", found.filter(state=State.KEPT).count()
    yield "promise", "withdrawn", found.filter(state=State.WITHDRAWN).count()
    yield "promise", "moved", CommitmentEntry.objects.filter(what=What.MOVED).count()
    yield "promise", "handed over", CommitmentEntry.objects.filter(what=What.HANDED).count()
    yield "promise", "kept by mistake", CommitmentEntry.objects.filter(what=What.UNDONE).count()
    yield "promise", "of rupiah", found.filter(amount_idr__isnull=False).count()


def write(
    row: Mapping[str, Any],
    *,
    place: Thread,
    source: Model,
    keeper: Any,
    organisation: Any,
    person: Any,
    handed_by: Any = None,
) -> None:
    """One of the content's promises, as its days say it; what is there already is left alone. `handed_by` is who gave
    it and handed it over since."""
    if Commitment.objects.filter(place=place, what=row["what"], organisation=organisation).exists():
        return
    is_money, first = row["unit"] == "Rp", handed_by or person
    thread = open_thread("commitments.commitment", place.audience, parent=place)
    commitment = Commitment.objects.create(
        organisation=organisation,
        person=first,
        what=row["what"],
        amount=None if is_money else row["amount"],
        unit="" if is_money or not row["amount"] else row["unit"] or "",
        amount_idr=row["amount"] if is_money else None,
        first_due_on=day(row["first_due_day"]),
        due_on=day(row["first_due_day"]),
        said_by=first,
        said_at=moment(row["said_day"]),
        keeper=keeper,
        place=place,
        source=source,
        audience=place.audience,
        thread=thread,
    )
    name_thread(thread, commitment)
    for change in row.get("changes", ()):
        _move(commitment, change, person)
    if handed_by is not None:
        _hand_over(commitment, row["handed"], person)
    if "undone" in row:
        _keep_by_mistake(commitment, row["undone"], person)
    if "kept_day" in row:
        _close(commitment, What.KEPT, row["evidence"], row["kept_day"], person)
    elif "withdrawn_day" in row:
        _close(commitment, What.WITHDRAWN, row["reason"], row["withdrawn_day"], person)
    else:
        set_reminders(commitment)


def _move(commitment: Commitment, change: Mapping[str, Any], by: Any) -> None:
    CommitmentEntry.objects.create(
        commitment=commitment, what=What.MOVED, note=change["reason"], by=by, acting_as=commitment.organisation,
        due_before=commitment.due_on, due_after=day(change["due_day"]), at=moment(change["day"]),
    )  # fmt: skip
    commitment.due_on = day(change["due_day"])
    commitment.save(update_fields=["due_on"])


def _hand_over(commitment: Commitment, told: Mapping[str, Any], to: Any) -> None:
    CommitmentEntry.objects.create(
        commitment=commitment, what=What.HANDED, note=told["note"], by=commitment.person, at=moment(told["day"]),
        acting_as=commitment.organisation, person_before=commitment.person, person_after=to,
    )  # fmt: skip
    commitment.person = to
    commitment.save(update_fields=["person"])


def _keep_by_mistake(commitment: Commitment, told: Mapping[str, Any], by: Any) -> None:
    _close(commitment, What.KEPT, told["evidence"], told["kept_day"], by)
    CommitmentEntry.objects.create(
        commitment=commitment, what=What.UNDONE, note=told["reason"], by=by, at=moment(told["day"]),
        acting_as=commitment.organisation,
    )  # fmt: skip
    commitment.state, commitment.closed_at = State.OPEN, None
    commitment.save(update_fields=["state", "closed_at"])


def _close(commitment: Commitment, what: CommitmentEntry.What, note: str, on: int, by: Any) -> None:
    CommitmentEntry.objects.create(
        commitment=commitment, what=what, note=note, by=by, acting_as=commitment.organisation, at=moment(on)
    )
    commitment.state, commitment.closed_at = what.value, moment(on)
    commitment.save(update_fields=["state", "closed_at"])
