"""Promises that wait for those who made them: due within a week, or late."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commons.audience import seen_by_each
from commons.calendar import at, end_of, today
from commons.contributions import WaitingRow
from commons.statements import Given, OfPeople

NEAR = timedelta(days=7)


def waiting_commitments(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """For the person in whose name it stands, as long as they speak for its organisation; else for all who do."""
    for one in WAITING(people, until=today() + NEAR):
        yield _row(one)


def _waiting(until: Any, people: Any) -> QuerySet[Commitment]:
    near = Commitment.objects.running().filter(due_on__lte=until).order_by()
    in_name = Q(organisation=None) | Q(organisation__group__user=F("person"))
    by_name = near.filter(in_name, person__in=people).annotate(to=F("person"))
    left = near.exclude(pk__in=near.filter(in_name, person__isnull=False).values("pk"))
    by_group = left.filter(organisation__group__user__in=people).annotate(to=F("organisation__group__user"))
    shown = [found.filter(seen_by_each("to", "audience")) for found in (by_name, by_group)]
    return shown[0].union(shown[1])


WAITING = OfPeople(lambda people: _waiting(Given("until"), people))


def _row(one: Commitment) -> WaitingRow:
    assert one.due_on is not None, "only what has a day falls due"
    says = _("Komitmen terlambat: %(what)s.") if one.is_late else _("Komitmen hampir jatuh tempo: %(what)s.")
    return WaitingRow(
        person_id=one.to,  # type: ignore[attr-defined]
        kind="commitments.due",
        object_id=one.pk,
        sentence=says % {"what": one.what.rstrip(".")},
        url=reverse("commitments:commitment_keep", args=[one.pk]),
        since=at(one.due_on - NEAR),
        due=end_of(one.due_on),
        due_on=one.due_on,
        action=_("Tepati"),
        page=one.get_absolute_url(),
        audience_id=one.audience_id,
        keeper_id=one.keeper_id,
    )
