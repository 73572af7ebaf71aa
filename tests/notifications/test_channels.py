"""By which channel: locked, then what the person chose, then how closely they follow, then the verb's own."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from activity.actions import follow
from activity.models import Follow, Thread
from mail.models import Message
from notifications.clocks import keep_clocks
from notifications.fanout import CLOSES, GATHER, dispatch
from notifications.models import Notification, Preference
from tests.people import People
from tests.things import posted, thing

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # 12.00 WIB
NIGHT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)  # 22.30 WIB


def choose(person: User, verb: str, reason: str, channel: str) -> None:
    Preference.objects.create(person=person, verb=verb, reason=reason, channel=channel)


def channel(person: User) -> str | None:
    return Notification.objects.filter(person=person).values_list("channel", flat=True).first()


@pytest.mark.parametrize(
    ("verb", "level", "chosen", "expected"),
    [
        ("tests.posted", Follow.Level.NORMAL, "", "digest"),
        ("tests.posted", Follow.Level.ALL, "", "mail"),
        ("tests.posted", Follow.Level.ALL, "digest", "digest"),
        ("tests.posted", Follow.Level.NORMAL, "mail", "mail"),
        ("tests.posted", Follow.Level.NORMAL, "inbox", "inbox"),
        ("tests.posted", Follow.Level.ALL, "none", None),
        ("tests.posted", Follow.Level.MUTED, "mail", None),
        ("tests.cancelled", Follow.Level.ALL, "", "inbox"),
        ("tests.announced", Follow.Level.NORMAL, "", "mail"),
    ],
)
def test_followers_hear_by_the_channel_they_chose(
    people: People, verb: str, level: int, chosen: str, expected: str | None
) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank, level)
    if chosen:
        choose(people.rizky, verb, "follows", chosen)
    posted(bank, people.ratna, verb=verb)
    dispatch()
    assert channel(people.rizky) == expected


@pytest.mark.parametrize(
    ("verb", "reason", "chosen", "expected"),
    [
        ("tests.posted", "mentioned", "", "mail"),
        ("tests.posted", "mentioned", "inbox", "inbox"),
        ("tests.posted", "mentioned", "none", None),
        ("tests.posted", "asked", "", "inbox"),
        ("tests.cancelled", "invited", "none", "mail"),
    ],
)
def test_the_concerned_hear_by_the_channel_they_chose_save_what_is_locked(
    people: People, verb: str, reason: str, chosen: str, expected: str | None
) -> None:
    if chosen:
        choose(people.rizky, verb, reason, chosen)
    posted(thing("Bank sampah"), people.ratna, (reason, people.rizky), verb=verb)
    dispatch()
    assert channel(people.rizky) == expected


def test_a_reason_that_was_switched_off_leaves_the_next_one(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    choose(people.rizky, "tests.posted", "mentioned", "none")
    posted(bank, people.ratna, ("mentioned", people.rizky))
    dispatch()
    assert list(Notification.objects.values_list("person", "reason")) == [(people.rizky.pk, "follows")]


def mails(*to: User) -> list[Message]:
    return list(Message.objects.filter(person__in=to).order_by("due_at", "pk"))


def at(moment: datetime, *threads: Thread, by: User, to: Iterable[tuple[str, User]] = (), verb: str = "") -> None:
    """These things are told at this moment."""
    with time_machine.travel(moment, tick=False):
        for one in threads:
            posted(one, by, *to, verb=verb or "tests.posted")
        dispatch()


def test_the_directly_concerned_get_their_letter_at_once(people: People) -> None:
    at(NOON, thing("Bank sampah"), by=people.ratna, to=[("mentioned", people.rizky)])
    (letter,) = mails(people.rizky)
    assert (letter.kind, letter.due_at) == ("notifications.letter", NOON)


def test_what_a_followed_thread_tells_within_ten_minutes_is_one_mail(people: People) -> None:
    bank, park = thing("Bank sampah"), thing("Taman")
    with time_machine.travel(NOON - timedelta(days=1)):
        follow(people.rizky, bank, Follow.Level.ALL)
        follow(people.rizky, park, Follow.Level.ALL)
    for minutes in (0, 3, 9):
        at(NOON + timedelta(minutes=minutes), bank, by=people.ratna)
    at(NOON + timedelta(minutes=3), park, by=people.ratna)
    assert [letter.due_at for letter in mails(people.rizky)] == [NOON + GATHER, NOON + timedelta(minutes=3) + GATHER]
    late = NOON + GATHER - CLOSES + timedelta(seconds=1)
    at(late, bank, by=people.ratna)
    assert [letter.due_at for letter in mails(people.rizky)][2:] == [late + GATHER]


def test_quiet_hours_hold_letters_until_six_in_the_persons_zone(people: People) -> None:
    people.dewi.zone = "Asia/Jayapura"
    people.dewi.save(update_fields=["zone"])
    keep_clocks(NIGHT)
    at(NIGHT, thing("Bank sampah"), by=people.ratna, to=[("mentioned", people.rizky), ("mentioned", people.dewi)])
    assert mails(people.rizky)[0].due_at == datetime(2026, 11, 25, 23, 0, tzinfo=UTC)  # 06.00 WIB
    assert mails(people.dewi)[0].due_at == datetime(2026, 11, 25, 21, 0, tzinfo=UTC)  # 06.00 WIT


def test_what_is_locked_waits_for_no_morning(people: People) -> None:
    at(NIGHT, thing("Rapat"), by=people.ratna, to=[("invited", people.rizky)], verb="tests.cancelled")
    (letter,) = mails(people.rizky)
    assert (letter.kind, letter.due_at) == ("notifications.locked_letter", NIGHT)


@pytest.mark.parametrize(
    ("hour", "minute", "waits_until"), [(20, 59, None), (21, 0, "06"), (5, 59, "06"), (6, 0, None), (0, 0, "06")]
)
def test_the_edges_of_the_night(people: People, hour: int, minute: int, waits_until: str | None) -> None:
    moment = datetime(2026, 11, 24, 17, 0, tzinfo=UTC) + timedelta(hours=hour, minutes=minute)  # from 00.00 WIB
    at(moment, thing("Bank sampah"), by=people.ratna, to=[("mentioned", people.rizky)])
    due = mails(people.rizky)[0].due_at + timedelta(hours=7)
    assert f"{due:%H}" == (waits_until or f"{hour:02}")
    assert (due - timedelta(hours=7) == moment) is (waits_until is None)


def test_a_night_of_replies_is_one_mail_in_the_morning(people: People) -> None:
    bank = thing("Bank sampah")
    with time_machine.travel(NOON):
        follow(people.rizky, bank, Follow.Level.ALL)
    for hours in (0, 2, 5):
        at(NIGHT + timedelta(hours=hours), bank, by=people.ratna)
    assert [letter.due_at for letter in mails(people.rizky)] == [datetime(2026, 11, 25, 23, 0, tzinfo=UTC)]


def test_people_without_an_address_are_told_in_the_inbox_only(people: People) -> None:
    people.sunarti.email, people.sunarti.phone = None, "+6281234567890"
    people.sunarti.save(update_fields=["email", "phone"])
    at(NOON, thing("Bank sampah"), by=people.ratna, to=[("mentioned", people.sunarti)])
    assert mails(people.sunarti) == []
    assert channel(people.sunarti) == "mail"
