"""The door of an organisation's page asks for the reader's role with the row; whoever asks again forgets it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.access import Refused, can, ensure, roles_on
from commons.models import Epoch
from commons.standing import standing
from stakeholders.actions import change_role, join
from stakeholders.models import Membership, Organisation
from tests.people import People
from tests.town import MANAGER, REPRESENTATIVE, Town

pytestmark = pytest.mark.django_db
RULE = "stakeholders.read_numbers"


def fetched(organisation: Organisation, user: Any) -> Organisation:
    """As a door has it."""
    return Organisation.objects.visible_to(user).for_page(user).get(pk=organisation.pk)


def test_the_roles_of_its_people_cost_no_statement(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.dewi, role=REPRESENTATIVE)
    for one, held in (
        (people.bayu, {"own_representative", "organisation_manager"}),
        (people.dewi, {"own_representative"}),
        (people.sunarti, set()),
    ):
        one.epoch = Epoch.objects.current()
        standing(one)
        firm = fetched(town.firm, one)
        with CaptureQueriesContext(connection) as seen:
            roles = roles_on(one, firm)
        assert roles & {"own_representative", "organisation_manager"} == held
        assert [q["sql"] for q in seen.captured_queries if "stakeholders_membership" in q["sql"]] == []


def test_what_one_person_may_is_not_said_of_another(people: People, town: Town) -> None:
    firm = fetched(town.firm, people.bayu)
    assert can(people.bayu, RULE, firm)
    assert not can(people.sunarti, RULE, firm)


def test_who_left_has_no_role_there(people: People, town: Town) -> None:
    Membership.objects.filter(organisation=town.firm).update(until_on="2031-01-01")
    assert fetched(town.firm, people.bayu).own_role is None  # type: ignore[attr-defined]
    assert not can(people.bayu, RULE, fetched(town.firm, people.bayu))


def test_an_action_asks_again(people: People, town: Town) -> None:
    membership = join(organisation=town.firm, person=people.dewi, role=MANAGER)
    firm = fetched(town.firm, people.dewi)
    assert can(people.dewi, RULE, firm)
    change_role(membership=membership, role=REPRESENTATIVE, by=people.bayu)
    with pytest.raises(Refused):
        ensure(people.dewi, RULE, firm)
