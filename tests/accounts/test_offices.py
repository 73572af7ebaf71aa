"""Who is meant by the office: staff and leader, each once, and nobody else."""

import pytest
from django.db.models import Q

from accounts.models import User
from accounts.offices import group_of, the_office, works_there
from commons.standing import LEADER, MODERATOR, OFFICE, STAFF
from tests.people import People, person

pytestmark = pytest.mark.django_db


def test_the_office_is_staff_and_leader(people: People) -> None:
    assert {group.name for group in the_office()} == OFFICE == {STAFF, LEADER}
    assert set(User.objects.of_the_office()) == {people.ratna, people.putri}


def test_a_moderator_is_not_of_the_office(people: People) -> None:
    moderator = person("mod", "Moderator", offices=(MODERATOR,))
    assert moderator not in User.objects.of_the_office()
    assert group_of(MODERATOR) in moderator.groups.all()


def test_whoever_holds_two_offices_is_found_once_beside_others(people: People) -> None:
    found = User.objects.filter(works_there() | Q(pk=people.dewi.pk)).order_by("pk")
    assert list(found) == [people.ratna, people.putri, people.dewi]
