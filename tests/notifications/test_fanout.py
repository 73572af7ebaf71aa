"""Who hears of what, and for which reason."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from activity.actions import follow, unfollow, withdraw
from activity.models import Activity, Follow
from commons.audience import add_to_group, give, remove_from_group, take
from commons.telling import Verb
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.notifications.conftest import Loud
from tests.people import People, person
from tests.things import SECTION, offered, posted, thing


def told(activity: Activity) -> dict[str, str]:
    """Handle → reason, of everybody whose newest notice is about this activity."""
    return dict(Notification.objects.filter(activity=activity).values_list("person__handle", "reason"))


def test_the_concerned_hear_once_an_activity_and_followers_once_a_thread(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    first = posted(bank, people.ratna, ("concerned", people.dewi))
    second = posted(bank, people.ratna, ("concerned", people.dewi))
    assert dispatch() == 2
    assert told(second) == {"rizky": "follows", "dewi": "concerned"}
    assert told(first) == {"dewi": "concerned"}
    assert Notification.objects.get(person=people.rizky).count == 2
    third = posted(bank, people.ratna)
    dispatch()
    assert told(third) == {"rizky": "follows"}
    assert Notification.objects.get(person=people.rizky).count == 3


def test_nobody_hears_of_what_they_did_themselves(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    activity = posted(bank, people.rizky, ("mentioned", people.rizky))
    dispatch()
    assert told(activity) == {}


def test_several_reasons_give_one_notice_for_the_strongest(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    activity = posted(bank, people.ratna, ("concerned", people.rizky), ("mentioned", people.rizky))
    dispatch()
    assert told(activity) == {"rizky": "mentioned"}
    assert Notification.objects.filter(person=people.rizky).count() == 1


def test_members_of_a_group_are_concerned_each(people: People) -> None:
    water = Group.objects.create(name="PT Sumber Air")
    for one in (people.bayu, people.rizky):
        add_to_group(one, water)
    activity = posted(thing("Bank sampah"), people.ratna, ("concerned", water), ("asked", people.bayu))
    dispatch()
    assert told(activity) == {"bayu": "asked", "rizky": "concerned"}


def test_a_mute_silences_even_mentions_but_not_what_is_locked(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank, Follow.Level.MUTED)
    mention = posted(bank, people.ratna, ("mentioned", people.rizky))
    cancelled = posted(bank, people.ratna, ("invited", people.rizky), verb="tests.cancelled")
    dispatch()
    assert told(mention) == {}
    assert told(cancelled) == {"rizky": "invited"}


def test_a_follow_of_the_thread_wins_over_a_mute_of_its_parent(people: People) -> None:
    category = thing("Lingkungan")
    topic, other = thing("Parkir motor", parent=category), thing("Got mampet", parent=category)
    follow(people.rizky, category, Follow.Level.MUTED)
    follow(people.rizky, topic)
    heard = posted(topic, people.ratna, ("mentioned", people.rizky))
    silenced = posted(other, people.ratna, ("mentioned", people.rizky))
    dispatch()
    assert told(heard) == {"rizky": "mentioned"}
    assert told(silenced) == {}


def test_followers_of_the_parent_hear_only_what_rises(people: People) -> None:
    category = thing("Lingkungan")
    topic = thing("Parkir motor", parent=category)
    follow(people.rizky, category)
    follow(people.dewi, category)
    follow(people.dewi, topic, Follow.Level.MUTED)
    opened, reply = posted(topic, people.ratna, verb="tests.opened"), posted(topic, people.ratna)
    dispatch()
    assert told(opened) == {"rizky": "follows"}
    assert told(reply) == {}


def test_who_begins_to_follow_hears_what_happens_from_then_on(people: People) -> None:
    bank = thing("Bank sampah")
    before = posted(bank, people.ratna)
    follow(people.rizky, bank)
    dispatch()
    assert told(before) == {}
    after = posted(bank, people.ratna)
    unfollow(people.rizky, bank)
    follow(people.rizky, bank)
    dispatch()
    assert told(after) == {}


def test_accounts_that_are_closed_or_not_confirmed_hear_nothing(people: People) -> None:
    bank = thing("Bank sampah")
    new = person("baru", "Baru", confirmed_at=None)
    people.dewi.is_active = False
    people.dewi.save(update_fields=["is_active"])
    for one in (new, people.dewi, people.rizky):
        follow(one, bank)
    activity = posted(bank, people.ratna, ("mentioned", new), ("mentioned", people.dewi))
    dispatch()
    assert told(activity) == {"rizky": "follows"}


# pitfall: O2
def test_o2_a_former_member_who_once_wrote_there_hears_nothing_more(people: People) -> None:
    water = Group.objects.create(name="PT Sumber Air")
    closed = thing("Rapat tertutup", "private")
    add_to_group(people.bayu, water)
    give("see", to=water, on=closed.audience)
    follow(people.bayu, closed)
    heard = posted(closed, people.ratna, ("concerned", water))
    dispatch()
    assert told(heard) == {"bayu": "concerned"}
    remove_from_group(people.bayu, water)
    silent = posted(closed, people.ratna, ("concerned", water), ("mentioned", people.bayu))
    dispatch()
    assert told(silent) == {}
    take("see", of=water, on=closed.audience)


def test_what_was_rolled_back_tells_nobody(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)

    def fails() -> None:
        with transaction.atomic():
            posted(bank, people.ratna, ("mentioned", people.dewi))
            raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert dispatch() == 0
    assert not Notification.objects.exists()


def test_what_was_withdrawn_before_it_was_told_tells_nobody(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    activity = posted(bank, people.ratna, ("mentioned", people.dewi))
    withdraw(activity.target)
    assert dispatch() == 1
    assert not Notification.objects.exists()


def test_a_verb_that_nobody_contributes_any_more_tells_nobody_and_stops_nobody(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    gone = Verb("tests.gone", "{thread}", "{thread}", SECTION, {"follows": "digest"})
    with offered(gone):
        unknown = posted(bank, people.ratna, verb="tests.gone")
    known = posted(bank, people.ratna)
    assert dispatch() == 2
    assert told(unknown) == {}
    assert told(known) == {"rizky": "follows"}


def test_an_activity_that_cannot_be_told_is_put_aside_and_stops_nobody(people: People, put_aside: Loud) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    put_aside.is_expected = True
    with offered(Verb("tests.broken", "{thread}", "{thread}", SECTION, {"mentioned": "pigeon"})):
        broken = posted(bank, people.ratna, ("mentioned", people.dewi), verb="tests.broken")
        whole = posted(bank, people.ratna)
        assert dispatch() == 2
        assert dispatch() == 0
    assert told(whole) == {"rizky": "follows"}
    assert put_aside.heard == [{"event": "activity_not_told", "activity": broken.pk}]
    broken.refresh_from_db()
    assert broken.told_no is not None


def test_telling_again_tells_nobody_twice(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    posted(bank, people.ratna, ("mentioned", people.dewi))
    assert dispatch() == 1
    assert dispatch() == 0
    assert Notification.objects.count() == 2
    assert Notification.objects.get(person=people.rizky).count == 1
