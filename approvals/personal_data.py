"""What the approvals hold about a person."""

from typing import Any

from django.utils import timezone

from approvals.models import Approval, Decision, Deputy
from commons.contributions import PersonalData


def export(person: Any) -> dict[str, Any]:
    """What the person asked the office for and decided for it, and when they stood in for its leader."""
    asked = Approval.objects.filter(asked_by=person).order_by("pk")
    decided = Decision.objects.filter(by=person).order_by("pk")
    terms = Deputy.objects.filter(person=person).order_by("pk")
    return {
        "asked": list(asked.values("kind", "object_id", "state", "asked_at", "due_at", "decided_at", "reason")),
        "decisions": list(decided.values("approval_id", "what", "reason", "at")),
        "deputy": list(terms.values("kind", "office", "from_on", "to_on", "decree", "ended_at")),
    }


def erase(person: Any) -> None:
    """A term ends; the account's own part leaves the group, for that raises the epoch. What was decided stays, under
    *Akun dihapus*: it is the office's, and nobody can change it."""
    Deputy.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())


CONTRIBUTION = PersonalData(
    "approvals",
    export,
    erase,
    columns=(
        "approvals.Approval.asked_by",
        "approvals.Approval.decided_by",
        "approvals.Approval.reason",
        "approvals.Decision.by",
        "approvals.Decision.reason",
        "approvals.Deputy.person",
        "approvals.Deputy.set_by",
        "approvals.Deputy.ended_by",
        "approvals.Deputy.decree",
    ),
)
