"""Who hears of what."""

from typing import Any

import pytest
from django.db import transaction

from activity.actions import follow, withdraw
from activity.models import Activity, Follow
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.people import People
from tests.things import posted, thing


def told(activity: Activity) -> dict[str, tuple[str, str]]:
    """Handle → reason and channel, of everybody who was told of just this activity."""
    rows = Notification.objects.filter(activity=activity).values_list("person__handle", "reason", "channel")
    return {handle: (reason, channel) for handle, reason, channel in rows}


def test_followers_hear_once_a_thread_and_the_concerned_once_an_activity(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    first = posted(bank, people.ratna, ("concerned", people.dewi))
    second = posted(bank, people.ratna, ("concerned", people.dewi))
    assert dispatch() == 2
    assert told(second) == {"rizky": ("follows", "digest"), "dewi": ("concerned", "digest")}
    assert told(first) == {"dewi": ("concerned", "digest")}
    assert Notification.objects.get(person=people.rizky).count == 2


def test_nobody_is_told_of_what_they_did_themselves(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    activity = posted(bank, people.rizky, ("mentioned", people.rizky))
    dispatch()
    assert told(activity) == {}


def test_one_person_with_several_reasons_is_told_once_for_the_strongest(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    activity = posted(bank, people.ratna, ("concerned", people.rizky), ("mentioned", people.rizky))
    dispatch()
    assert told(activity) == {"rizky": ("mentioned", "mail")}
    assert Notification.objects.filter(person=people.rizky).count() == 1
