"""Rights on one thing end with the person, the group or the thing: the database sees to it, by whatever way they go."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from commons.audience import add_to_group, give, remove_from_group
from commons.models import Audience, AudienceGroupGrant, AudienceUserGrant
from commons.models.audience import Visibility
from commons.standing import standing
from tests.people import People, person


@pytest.fixture
def audience(db: None) -> Audience:
    return Audience.objects.create(visibility=Visibility.PRIVATE)


def test_o1_a_thing_that_goes_takes_every_grant_on_it_along(people: People, audience: Audience):
    give("see", to=people.dewi, on=audience)
    give("see", to=Group.objects.create(name="mitra"), on=audience)
    Audience.objects.filter(pk=audience.pk).delete()
    assert not AudienceUserGrant.objects.exists()
    assert not AudienceGroupGrant.objects.exists()


def test_o1_a_later_account_inherits_nothing(people: People, audience: Audience):
    guest = person("tamu", "Tamu")
    give("see", to=guest, on=audience)
    number = guest.pk
    guest.delete()
    later = person("lain", "Orang lain", pk=number)
    assert audience.pk not in standing(later).audiences
    assert not AudienceUserGrant.objects.exists()


def test_o1_no_grant_can_point_at_nothing(audience: Audience):
    """Direct foreign keys: not even SQL by hand leaves an orphan."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, count(*) FROM pg_constraint c WHERE c.contype = 'f'"
            " AND c.conrelid::regclass::text IN ('commons_audienceusergrant', 'commons_audiencegroupgrant') GROUP BY 1"
        )
        assert dict(cursor.fetchall()) == {"commons_audienceusergrant": 3, "commons_audiencegroupgrant": 3}


def test_o1_who_leaves_the_group_leaves_its_rights(people: People, audience: Audience):
    group = Group.objects.create(name="mitra")
    give("see", to=group, on=audience)
    add_to_group(people.dewi, group)
    assert audience.pk in standing(people.dewi).audiences
    remove_from_group(people.dewi, group)
    assert audience.pk not in standing(people.dewi).audiences
