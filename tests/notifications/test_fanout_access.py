"""The fan-out and `visible_to` are the same rule: over every visibility and kind of person not one cell differs."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from activity.actions import follow
from activity.models import Thread
from commons.audience import Visibility, add_to_group, give, set_visibility
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.people import People, person
from tests.things import posted, thing


@pytest.fixture
def kinds(people: People) -> dict[str, User]:
    """Everybody whose rights differ; the groups hold grants of the private thing."""
    members = Group.objects.create(name="Anggota kelompok")
    everybody = {
        "plain": people.sunarti,
        "representative": people.bayu,
        "staff": people.putri,
        "leader": people.ratna,
        "invited": person("diundang", "Diundang"),
        "of_group": person("kelompok", "Kelompok"),
        "superuser": person("admin", "Admin", is_superuser=True),
        "moderator": person("moderator", "Moderator", offices=("moderator",)),
        "unconfirmed": person("belum", "Belum", confirmed_at=None),
        "closed": person("tutup", "Tutup", is_active=False),
        "closed_of_group": person("tutup-kelompok", "Tutup Kelompok", is_active=False),
    }
    add_to_group(people.bayu, Group.objects.get(name="stakeholders"))
    for name in ("of_group", "closed_of_group"):
        add_to_group(everybody[name], members)
    return everybody


def heard(thread: Thread) -> set[int]:
    return set(Notification.objects.filter(thread=thread).values_list("person", flat=True))


@pytest.mark.parametrize("reason", ["follows", "mentioned"])
@pytest.mark.parametrize("visibility", Visibility.values)
def test_those_who_are_told_are_those_who_may_see(
    kinds: dict[str, User], people: People, visibility: str, reason: str
) -> None:
    thread = thing("Hal", visibility)
    give("see", to=kinds["invited"], on=thread.audience)
    give("see", to=kinds["closed"], on=thread.audience)
    give("see", to=Group.objects.get(name="Anggota kelompok"), on=thread.audience)
    to: list[tuple[str, Any]] = []
    for one in kinds.values():
        to.append(("mentioned", one)) if reason == "mentioned" else follow(one, thread)
    posted(thread, people.tukimin, *to)
    dispatch()
    may_see = {
        one.pk
        for one in kinds.values()
        if one.is_active and one.confirmed_at and Thread.objects.visible_to(one).filter(pk=thread.pk).exists()
    }
    assert heard(thread) == may_see
    assert len(may_see) == {"public": 8, "members": 8, "stakeholders": 7, "private": 2}[visibility]


def test_what_became_private_before_it_was_told_is_told_to_the_named_ones_only(people: People) -> None:
    thread = thing("Hal")
    give("see", to=people.dewi, on=thread.audience)
    follow(people.dewi, thread)
    follow(people.rizky, thread)
    posted(thread, people.ratna, ("mentioned", people.bayu))
    set_visibility(thread.audience, Visibility.PRIVATE)
    dispatch()
    assert heard(thread) == {people.dewi.pk}
