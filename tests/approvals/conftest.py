"""A registration that was sent in, and the approval that was asked for."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from approvals.actions import set_deputy
from approvals.models import Approval, Deputy
from commons.calendar import today
from stakeholders.actions import submit_organisation
from stakeholders.models import Organisation
from tests.people import People


@pytest.fixture
def sent_in(people: People) -> Organisation:
    return submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private", kind="koperasi", about="Jahe")


@pytest.fixture
def approval(sent_in: Organisation) -> Approval:
    return approval_of(sent_in)


def approval_of(organisation: Organisation) -> Approval:
    """The newest about it."""
    return Approval.objects.about("stakeholders.organisation", organisation.pk).latest("pk")


def deputy(person: User, by: User, *, begins: int = 0, ends: int = 5, **facts: Any) -> Deputy:
    """Plh. Lurah from so many days from today to so many."""
    facts = {"kind": "plh", "office": "lurah"} | facts
    day = today()
    return set_deputy(
        person=person, by=by, from_on=day + timedelta(days=begins), to_on=day + timedelta(days=ends), **facts
    )
