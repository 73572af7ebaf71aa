"""Every right that is given or taken has an entry, which the database writes and lets nobody change."""

import pytest
from django.contrib.auth.models import Group
from django.db import InternalError, connection, transaction

from commons.audience import give, take
from commons.models import Audience, AudienceGroupGrant, RightEntry
from commons.models.audience import Visibility
from tests.people import People, person

Told = list[tuple[str, int | None, int | None, str, int | None]]


@pytest.fixture
def audience(db: None) -> Audience:
    return Audience.objects.create(visibility=Visibility.PRIVATE)


def told(audience: Audience) -> Told:
    found = RightEntry.objects.filter(thing="commons.Audience", thing_id=audience.pk).order_by("pk")
    return list(found.values_list("what", "user", "group", "held", "by"))


def test_what_is_given_and_taken_says_to_whom_and_by_whom(people: People, audience: Audience) -> None:
    partners = Group.objects.create(name="mitra")
    give("see", to=people.dewi, on=audience, by=people.putri)
    give("see", to=people.dewi, on=audience, by=people.ratna)
    give("see", to=partners, on=audience)
    take("see", of=people.dewi, on=audience, by=people.ratna)
    take("see", of=people.bayu, on=audience, by=people.ratna)
    assert told(audience) == [
        ("given", people.dewi.pk, None, "see", people.putri.pk),
        ("given", None, partners.pk, "see", None),
        ("taken", people.dewi.pk, None, "see", people.ratna.pk),
    ]


def test_another_way_than_ours_is_noted_too(people: People, audience: Audience) -> None:
    partners = Group.objects.create(name="mitra")
    give("see", to=partners, on=audience)
    AudienceGroupGrant.objects.filter(group=partners).delete()
    assert [entry[0] for entry in told(audience)] == ["given", "taken"]


def test_the_entry_outlives_the_account_and_the_thing(people: People, audience: Audience) -> None:
    guest = person("tamu", "Tamu")
    give("see", to=guest, on=audience)
    number = guest.pk
    guest.delete()
    assert [entry[:2] for entry in told(audience)] == [("given", number), ("taken", number)]
    Audience.objects.filter(pk=audience.pk).delete()
    assert len(told(audience)) == 2


def test_nobody_rewrites_or_deletes_an_entry(people: People, audience: Audience) -> None:
    give("see", to=people.dewi, on=audience, by=people.putri)
    for change in ("UPDATE commons_rightentry SET by_id = NULL", "DELETE FROM commons_rightentry"):
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_what_was_rolled_back_is_not_noted(people: People, audience: Audience) -> None:
    with transaction.atomic():
        give("see", to=people.dewi, on=audience)
        transaction.set_rollback(True)
    assert told(audience) == []
