"""A copy of what is known about a person, and what goes when they go."""

from django.utils import timezone

from activity import personal_data
from activity.actions import follow, read_up_to
from activity.models import Activity, ActivityRecipient, Follow, ReadMark
from notifications import personal_data as of_notifications
from notifications.clocks import keep_clocks
from notifications.fanout import dispatch
from notifications.models import Notification, Preference, Schedule
from tests.people import People
from tests.things import posted, thing


def test_the_copy_holds_it_and_erasing_takes_what_served_nobody_else(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    mine = posted(bank, people.rizky)
    posted(bank, people.ratna, ("mentioned", people.rizky), ("mentioned", people.dewi))
    dispatch()
    read_up_to(people.rizky, bank)
    keep_clocks(timezone.now())
    Preference.objects.create(person=people.rizky, verb="tests.posted", reason="follows", channel="mail")

    told = personal_data.export(people.rizky) | of_notifications.export(people.rizky)
    assert [row["verb"] for row in told["acts"]] == ["tests.posted"]
    assert [row["level"] for row in told["follows"]] == [Follow.Level.NORMAL]
    assert [row["reason"] for row in told["told"]] == ["mentioned"]
    assert told["digest"]["zone"] == "Asia/Jakarta"
    assert told["preferences"] == [{"verb": "tests.posted", "reason": "follows", "channel": "mail"}]

    personal_data.erase(people.rizky)
    of_notifications.erase(people.rizky)
    for model in (Follow, ReadMark, ActivityRecipient, Notification, Preference, Schedule):
        assert not model.objects.filter(person=people.rizky).exists()
    assert Activity.objects.get(pk=mine.pk).actor == people.rizky
    assert Notification.objects.filter(person=people.dewi).count() == 1
