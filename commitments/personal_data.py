"""What the promise ledger holds about a person."""

from typing import Any

from django.db.models import Q

from commitments.actions.ending import close
from commitments.models import Commitment, CommitmentEntry, CommitmentExport
from commons.contributions import PersonalData

ERASED = "Akun pemiliknya dihapus."  # kept in the history, in the language of the site


def export(person: Any) -> dict[str, Any]:
    """Promises in the person's name or written down by the person, and what the person said of any.

    What was promised in a place that the person may no longer see stays without its text: it tells of the place.
    """
    mine = Commitment.objects.filter(Q(person=person) | Q(said_by=person)).select_related("organisation")
    seen = set(mine.visible_to(person).values_list("pk", flat=True))
    entries = CommitmentEntry.objects.filter(by=person).order_by("pk")
    return {
        "promises": [
            {
                "what": one.what if one.pk in seen else None,
                "for": one.organisation.name if one.organisation else None,
                "due_on": one.due_on,
                "state": one.state,
                "at": one.said_at,
            }
            for one in mine.order_by("pk")
        ],
        "handed_over": [
            {"was_mine": one.person_before_id == person.pk, "at": one.at}
            for one in CommitmentEntry.objects.filter(Q(person_before=person) | Q(person_after=person)).order_by("pk")
        ],
        "said_of_promises": list(entries.values("what", "note", "due_after", "at")),
        "exports": list(CommitmentExport.objects.told_to(person)),
        "looks_after": Commitment.objects.running().filter(keeper=person).count(),
    }


def erase(person: Any) -> None:
    """What was promised and said stays, under *Akun dihapus*; a promise of nobody else's is withdrawn, for there is
    nobody left to keep it."""
    alone = Commitment.objects.running().filter(person=person, organisation=None).order_by("pk")
    for commitment in alone.select_for_update(of=("self",)).select_related("thread", "keeper"):
        close(commitment, CommitmentEntry.What.WITHDRAWN, by=None, note=ERASED)


CONTRIBUTION = PersonalData(
    "commitments",
    export,
    erase,
    columns=(
        "commitments.Commitment.person",
        "commitments.Commitment.what",
        "commitments.Commitment.said_by",
        "commitments.Commitment.keeper",
        "commitments.CommitmentEntry.by",
        "commitments.CommitmentEntry.person_before",
        "commitments.CommitmentEntry.person_after",
        "commitments.CommitmentEntry.note",
        "commitments.CommitmentExport.person",
        "commitments.CommitmentExport.narrowed_by",
    ),
)
