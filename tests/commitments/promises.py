"""What the tests of the promise ledger share: promises as projects make them, and time that has passed for one."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.db.models import F
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Due
from commitments.actions import make_commitment
from commitments.models import Commitment
from commons.calendar import today
from projects.actions import answer_partnership, invite_partner
from projects.models import Partnership, Project
from tests.people import People

PROMISED = {"contribution": "Tong sampah untuk tiap gang", "amount": 40, "unit": "tong"}


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def asked(people: People, project: Project, organisation: Any, **facts: Any) -> Partnership:
    """An invitation that says what is hoped for: forty bins in twenty days, unless told otherwise."""
    facts = PROMISED | {"due_on": in_days(20)} | facts
    return invite_partner(project=project, organisation=organisation, by=people.putri, role="supporter", **facts)


def promised(people: People, project: Project, organisation: Any, **facts: Any) -> Commitment:
    """By the organisation's manager, who accepts what was hoped for."""
    partnership = asked(people, project, organisation, **facts)
    manager = organisation.memberships.active().managers().get().person
    answer_partnership(partnership=partnership, by=manager, accept=True)
    return Commitment.objects.get(organisation=organisation, place=project.thread)


def of_a_person(people: People, project: Project, person: Any, **facts: Any) -> Commitment:
    """A promise in a person's name alone."""
    return make_commitment(
        by=people.putri, place=project.thread, source=project, keeper=project.coordinator, person=person,
        **{"what": "Menata papan jadwal", "due_on": in_days(20)} | facts,
    )  # fmt: skip


def days_pass(commitment: Commitment, days: int) -> Commitment:
    """Its days lie so much earlier now, as if that time had passed: past the guards that keep them."""
    earlier = timedelta(days=days)
    with pgtrigger.ignore():
        Commitment.objects.filter(pk=commitment.pk).update(
            due_on=F("due_on") - earlier, first_due_on=F("first_due_on") - earlier
        )
    return Commitment.objects.get(pk=commitment.pk)


def reminded(occasion: str) -> None:
    """What is due of this occasion is due now."""
    now = timezone.now()
    Due.objects.filter(kind="commitments.due", occasion=occasion, done_at=None).update(
        due_at=now - timedelta(minutes=1), useful_until=now + timedelta(hours=1)
    )
    while tell_next_due():
        pass
