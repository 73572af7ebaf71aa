"""Who may see what: the filter and the SQL say the same of everybody, and every change of a right counts at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection, transaction
from django.db.models import BigIntegerField, Value

from accounts.models import User
from commons.audience import (
    Audience,
    Visibility,
    add_to_group,
    give,
    may_see_sql,
    remove_from_group,
    seen_by,
    seen_by_each,
    set_visibility,
    take,
)
from commons.models import Attachment, Epoch
from commons.standing import LEADER, MODERATOR, STAFF, STAKEHOLDERS, standing
from tests.people import People, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def audiences() -> list[Audience]:
    """Two of each visibility: one that names people, one that names nobody."""
    return [Audience.objects.create(visibility=visibility) for visibility in Visibility.values for _n in range(2)]


@pytest.fixture
def everybody(audiences: list[Audience]) -> dict[str, User]:
    """Each kind of person, and each with and without what makes a member."""

    def grouped(handle: str, *names: str, **fields: Any) -> User:
        return person(handle, "Orang", offices=names, **fields)

    def named(handle: str, **fields: Any) -> User:
        user = person(handle, "Orang", **fields)
        for audience in audiences[::2]:
            give("see", to=user, on=audience)
        return user

    committee = Group.objects.create(name="panitia")
    for audience in audiences[::2]:
        give("see", to=committee, on=audience)
    out: dict[str, Any] = {"confirmed_at": None}
    gone: dict[str, Any] = {"is_active": False}
    people = [
        person("member", "Orang"),
        person("unconfirmed", "Orang", **out),
        person("inactive", "Orang", **gone),
        named("invited"),
        named("invited-unconfirmed", **out),
        named("invited-inactive", **gone),
        grouped("committee", "panitia"),
        grouped("committee-unconfirmed", "panitia", **out),
        grouped("committee-inactive", "panitia", **gone),
        *(grouped(name, name) for name in (STAKEHOLDERS, STAFF, LEADER, MODERATOR)),
        grouped("representative-unconfirmed", STAKEHOLDERS, **out),
        grouped("staff-inactive", STAFF, **gone),
        grouped("other-group", "arisan"),
        person("superuser", "Orang", is_superuser=True),
        person("superuser-unconfirmed", "Orang", is_superuser=True, **out),
        person("superuser-inactive", "Orang", is_superuser=True, **gone),
        grouped("both", STAKEHOLDERS, "panitia", STAFF),
    ]
    return {user.handle: user for user in people}


def attached(audiences: list[Audience]) -> dict[int, int]:
    """Something under each audience, so that the rule is asked as pages ask it."""
    return {
        Attachment.objects.create(
            audience=audience,
            parent_type_id=1,
            parent_id=audience.pk,
            kind="pdf",
            media_type="x",
            name="x",
            size=1,
            digest="x",
        ).pk: audience.pk
        for audience in audiences
    }


def test_filter_and_sql_say_the_same_of_everybody(everybody: dict[str, User], audiences: list[Audience]) -> None:
    under = attached(audiences)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT u.handle, a.id FROM commons_audience a CROSS JOIN accounts_user u"
            f" WHERE {may_see_sql()} AND a.id = ANY(%s)",
            [[audience.pk for audience in audiences]],
        )
        by_sql = set(cursor.fetchall())
    asked = {
        (handle, under[pk])
        for handle, user in everybody.items()
        for pk in Attachment.objects.filter(seen_by(user)).values_list("pk", flat=True)
    }
    assert asked ^ by_sql == set()
    assert len(asked) > len(everybody) * 2


def test_one_statement_for_many_people_says_the_same(everybody: dict[str, User], audiences: list[Audience]) -> None:
    under = attached(audiences)
    found = Attachment.objects.filter(pk__in=under)
    for handle, user in everybody.items():
        to = found.annotate(to=Value(user.pk)).filter(seen_by_each("to"))
        one_by_one = found.filter(seen_by(user))
        assert set(to.values_list("pk", flat=True)) == set(one_by_one.values_list("pk", flat=True)), handle
    nobody = found.annotate(to=Value(None, output_field=BigIntegerField())).filter(seen_by_each("to"))
    assert list(nobody) == []


def test_a_visitor_sees_what_is_public_in_both(audiences: list[Audience]) -> None:
    under = attached(audiences)
    public = {audience.pk for audience in audiences if audience.visibility == Visibility.PUBLIC}
    found = Attachment.objects.filter(seen_by(AnonymousUser()))
    assert {under[one.pk] for one in found} == public
    public |= set(Audience.objects.filter(visibility=Visibility.PUBLIC).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT a.id FROM commons_audience a LEFT JOIN accounts_user u ON false WHERE {may_see_sql()}")
        assert {pk for (pk,) in cursor.fetchall()} == public


@pytest.mark.parametrize(
    ("handle", "seen"),
    [
        ("member", {"public", "members"}),
        ("unconfirmed", {"public"}),
        ("inactive", {"public"}),
        ("stakeholders", {"public", "members", "stakeholders"}),
        ("representative-unconfirmed", {"public"}),
        ("staff", {"public", "members", "stakeholders"}),
        ("staff-inactive", {"public"}),
        ("superuser", {"public", "members", "stakeholders"}),
    ],
)
def test_who_is_named_nowhere_sees_by_level_and_nobody_sees_private(
    everybody: dict[str, User], audiences: list[Audience], handle: str, seen: set[str]
) -> None:
    under = attached(audiences)
    pks = {under[one.pk] for one in Attachment.objects.filter(seen_by(everybody[handle]))}
    assert {audience.visibility for audience in audiences if audience.pk in pks} == seen


@pytest.mark.parametrize("handle", ["invited", "invited-unconfirmed", "committee", "committee-unconfirmed"])
def test_who_is_named_sees_exactly_the_private_things_that_name_them(
    everybody: dict[str, User], audiences: list[Audience], handle: str
) -> None:
    under = attached(audiences)
    pks = {under[one.pk] for one in Attachment.objects.filter(seen_by(everybody[handle]))}
    private = [audience.pk for audience in audiences if audience.visibility == Visibility.PRIVATE]
    assert pks & set(private) == {private[0]}


CHANGES: dict[str, Callable[[User, Group, Audience], None]] = {
    "give to a person": lambda user, group, audience: give("see", to=user, on=audience),
    "give to a group": lambda user, group, audience: give("see", to=group, on=audience),
    "take from a person": lambda user, group, audience: take("see", of=user, on=audience),
    "take from a group": lambda user, group, audience: take("see", of=group, on=audience),
    "change visibility": lambda user, group, audience: set_visibility(audience, Visibility.PUBLIC),
    "join a group": lambda user, group, audience: add_to_group(user, group),
    "leave a group": lambda user, group, audience: remove_from_group(user, group),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_right_raises_the_epoch(people: People, change: str) -> None:
    group, audience = Group.objects.create(name="panitia"), Audience.objects.create(visibility="private")
    before = Epoch.objects.current()
    CHANGES[change](people.bayu, group, audience)
    assert Epoch.objects.current() > before


def test_giving_twice_is_once_and_taking_what_was_not_given_is_nothing(people: People) -> None:
    audience = Audience.objects.create(visibility="private")
    for _again in range(2):
        give("see", to=people.bayu, on=audience)
    assert audience.user_grants.count() == 1
    for _again in range(2):
        take("see", of=people.bayu, on=audience)
    assert audience.user_grants.count() == 0


def test_a_change_that_was_rolled_back_is_remembered_by_nobody(people: People) -> None:
    audience = Audience.objects.create(visibility="private")
    with transaction.atomic():
        give("see", to=people.bayu, on=audience)
        assert audience.pk in standing(people.bayu).audiences  # worked out, and kept, under a number that never commits
        transaction.set_rollback(True)
    assert audience.pk not in standing(people.bayu).audiences
    set_visibility(audience, Visibility.PRIVATE)  # the next change takes another number
    assert audience.pk not in standing(people.bayu).audiences


def test_a_request_keeps_the_standing_it_began_with(people: People) -> None:
    audience = Audience.objects.create(visibility="private")
    asked = User.objects.with_epoch().get(pk=people.bayu.pk)
    assert audience.pk not in standing(asked).audiences
    give("see", to=people.bayu, on=audience)
    assert audience.pk not in standing(asked).audiences
    assert audience.pk in standing(User.objects.with_epoch().get(pk=people.bayu.pk)).audiences
