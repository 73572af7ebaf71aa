"""What waits for the office."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from approvals.models import Approval
from approvals.models.deputy import DEPUTY
from approvals.queries.names import names_of
from commons.calendar import office_day
from commons.contributions import WaitingRow
from commons.standing import LEADER, STAFF
from commons.statements import OfPeople


def waiting_decisions(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """For those of the office whose group sees the thing, save whoever asked: one query, and one a kind of thing."""
    found = WAITING(people)
    names = names_of((row["kind"], row["object_id"]) for row in found)
    for row in found:
        yield WaitingRow(
            person_id=row["to"],
            kind="approvals.waiting",
            object_id=row["pk"],
            sentence=_("%(name)s menunggu dicek.") % {"name": names.get((row["kind"], row["object_id"]), "–")},
            url=f"/persetujuan/{row['pk']}/",
            since=row["asked_at"],
            due=row["due_at"],
            due_on=office_day(row["due_at"]),
            action=_("Cek"),
            audience_id=row["audience_id"],
        )


def _waiting(people: Any) -> QuerySet[Any, Any]:
    asked = {
        f"audience__group_grants__{name}": value
        for name, value in {
            "group__name__in": (STAFF, LEADER, DEPUTY),
            "group__user__in": people,
            "permission__codename": "see",
        }.items()
    }
    return (
        Approval.objects.waiting()
        .filter(**asked)
        .annotate(to=F("audience__group_grants__group__user"))
        .exclude(asked_by=F("to"))
        .values("pk", "kind", "object_id", "asked_at", "due_at", "audience_id", "to")
        .distinct()
    )


WAITING = OfPeople(_waiting)
