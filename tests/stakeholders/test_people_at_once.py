"""Two at the same moment: whatever comes first, an organisation keeps a manager, and what is done once is done once."""

import pytest

from accounts.actions import make_slip, open_account, set_active, use_slip
from accounts.models import User
from commons.access import Refused
from commons.models import Area
from stakeholders.actions import ask_for_residency, ask_to_join, end_membership, join
from stakeholders.models import JoinRequest, Membership, Residency
from tests.guards.at_once import posting, together
from tests.people import People, person
from tests.town import MANAGER, Town

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


# pitfall: O4
def test_one_manager_is_kept_out_while_the_other_leaves(people: People, town: Town) -> None:
    for _ in range(ROUNDS):
        other = join(organisation=town.firm, person=people.sunarti, role=MANAGER)
        answers = together(
            [
                lambda: set_active(person=people.bayu, is_active=False),
                lambda one=other: end_membership(membership=one, by=people.sunarti),  # type: ignore[misc]
            ]
        )
        assert sum(isinstance(answer, Refused) for answer in answers) == 1
        assert town.firm.memberships.active().managers().count() == 1
        User.objects.filter(pk=people.bayu.pk).update(is_active=True)
        people.bayu.refresh_from_db()


def test_a_request_is_accepted_by_two_and_taken_back_by_a_third(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.dewi, role=MANAGER)
    for n in range(ROUNDS):
        newcomer = person(f"baru-{n}", f"Baru {n}")
        asked = ask_to_join(organisation=town.firm, person=newcomer)
        path = f"/direktori/{town.firm.pk}/bergabung/{asked.pk}/"
        answers = together(
            [
                posting(people.bayu, f"{path}jawab/", answer="accept"),
                posting(people.dewi, f"{path}jawab/", answer="accept"),
                posting(newcomer, f"{path}tarik/"),
            ]
        )
        assert set(answers) <= {303, 403}
        asked = JoinRequest.objects.get(pk=asked.pk)
        is_in = Membership.objects.filter(person=newcomer, until_on=None).count()
        assert is_in == (1 if asked.state == JoinRequest.State.ACCEPTED else 0)


def test_two_rws_confirm_and_one_is_confirmed(people: People, town: Town) -> None:
    kelurahan = Area.objects.filter(level="kelurahan").first() or Area.objects.create(level="kelurahan", name="T")
    area = Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
    for n in range(ROUNDS):
        asked = ask_for_residency(person=person(f"warga-{n}", f"Warga {n}"), area=area)
        path = f"/domisili/{asked.pk}/jawab/"
        answers = together(
            [
                posting(people.putri, path, answer="confirm"),
                posting(people.ratna, path, answer="decline", reason="Belum kami kenal."),
            ]
        )
        assert 303 in answers
        assert set(answers) <= {303, 403}
        assert not Residency.objects.get(pk=asked.pk).is_open


def test_one_slip_opens_the_door_once(people: People) -> None:
    for n in range(ROUNDS):
        phone = f"+628123456780{n}"
        helped = open_account(by=people.putri, name=f"Mbah {n} Karto", phone=phone, area=None, language="id")
        code = make_slip(person=helped, by=people.putri)
        answers = together([lambda p=phone, c=code: use_slip(phone=p, code=c)] * 4)  # type: ignore[misc]
        assert sorted(answer is None for answer in answers) == [False, True, True, True]


def test_one_number_is_opened_once_by_two_officers(people: People) -> None:
    def opening(by: User) -> User:
        return open_account(by=by, name="Mbah Karto", phone="+6281234567899", area=None, language="id")

    answers = together([lambda: opening(people.putri), lambda: opening(people.ratna)])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert User.objects.filter(phone="+6281234567899").count() == 1
