"""What holds everywhere for a person, and when it ends."""

from django.contrib.auth.models import AnonymousUser, Group

from commons.audience import Audience, add_to_group, give, remove_from_group, take
from commons.standing import VISITOR, standing
from tests.people import People


def test_a_visitor_stands_for_nobody() -> None:
    assert standing(AnonymousUser()) is VISITOR


def test_an_office_is_a_role(people: People) -> None:
    assert {"member", "staff", "leader"} <= standing(people.ratna).roles
    assert "staff" not in standing(people.bayu).roles


def test_an_unconfirmed_account_is_no_member(people: People) -> None:
    people.bayu.confirmed_at = None
    people.bayu.save()
    assert standing(people.bayu).roles == {"visitor"}


def test_a_grant_is_known_at_once_and_gone_at_once(people: People) -> None:
    audience, group = Audience.objects.create(visibility="private"), Group.objects.create(name="panitia")
    give("see", to=group, on=audience)
    assert audience.pk not in standing(people.bayu).audiences
    add_to_group(people.bayu, group)
    assert audience.pk in standing(people.bayu).audiences
    remove_from_group(people.bayu, group)
    assert audience.pk not in standing(people.bayu).audiences
    give("see", to=people.bayu, on=audience)
    assert audience.pk in standing(people.bayu).audiences
    take("see", of=people.bayu, on=audience)
    assert audience.pk not in standing(people.bayu).audiences
