"""Two halves of a circle, and two holders of one office, at the same moment: one of them is refused."""

from datetime import date

import pytest

from commons.access import Refused
from commons.models import Area
from stakeholders.actions import edit_organisation, enter_office_term, register_organisation
from stakeholders.models import OfficeTerm, Organisation
from tests.guards.at_once import together
from tests.people import People

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_halves_of_a_circle_do_not_meet(people: People) -> None:
    ring = [register_organisation(by=people.ratna, name=f"Cabang {n}", sector="private") for n in range(3)]

    def put(child: Organisation, parent: Organisation) -> Organisation:
        return edit_organisation(organisation=child, by=people.ratna, areas=(), themes=(), parent=parent)

    answers = together([lambda n=n: put(ring[n], ring[(n + 1) % 3]) for n in range(3)])
    assert [type(one) for one in answers].count(Refused) == 1
    assert Organisation.objects.exclude(parent=None).count() == 2


def test_an_office_has_one_holder_though_five_enter_one(people: People) -> None:
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
    facts = {"area": rw, "office": "head", "person": None, "decree": "12/2024", "since_on": date(2024, 1, 1)}
    answers = together([lambda n=n: enter_office_term(by=people.ratna, name=f"Bapak {n}", **facts) for n in range(5)])
    assert [type(one) for one in answers].count(Refused) == 4
    assert OfficeTerm.objects.count() == 1
