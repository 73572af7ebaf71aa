"""What a digest tells, to whom, and once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from activity.actions import follow, read_up_to, withdraw
from activity.models import Follow
from commons.audience import Visibility, give, set_visibility
from mail.composing import Letter, Withheld
from mail.models import Message
from notifications import actions
from notifications.clocks import keep_clocks
from notifications.digest import MOST_BLOCKS, send_digests
from notifications.digest_letter import compose
from notifications.fanout import dispatch
from notifications.models import Notification, Preference, Schedule
from tests.people import People
from tests.things import posted, thing


@pytest.fixture(autouse=True)
def _clocks(people: People) -> None:
    keep_clocks(timezone.now())


def run(*due: User) -> list[Message]:
    """The hour of these people has come; the digests that were queued, as mail would claim them."""
    known = set(Message.objects.values_list("pk", flat=True))
    dispatch()
    Schedule.objects.filter(person__in=due).update(next_at=timezone.now() - timedelta(seconds=1))
    send_digests()
    return list(Message.objects.filter(kind="notifications.digest").exclude(pk__in=known).order_by("person__handle"))


def titles(message: Message) -> list[str]:
    """The things that a digest tells of, in order, read from its text."""
    lines = compose(message).text.splitlines()
    return [line[2:].split(" (")[0] for line in lines if line.startswith("* ")]


def test_a_digest_has_one_block_a_thing_with_its_newest_state(people: People) -> None:
    bank, park = thing("Bank sampah"), thing("Taman")
    for one in (bank, park):
        follow(people.rizky, one)
    posted(bank, people.ratna)
    posted(park, people.ratna)
    posted(bank, people.dewi)
    (message,) = run(people.rizky)
    letter = compose(message)
    assert titles(message) == ["Bank sampah", "Taman"]
    assert "Bank sampah (2 kabar)" in letter.text
    assert "Dewi Lestari menulis di Bank sampah" in letter.text
    assert letter.subject == "2 hal di Rembuk pekan ini"
    assert "http://testserver/hal/" in letter.text
    assert 'href="http://testserver/hal/' in letter.html


# pitfall: E1
def test_e1_nothing_new_is_no_mail_and_the_window_is_not_looked_at_again(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    gone = posted(bank, people.ratna)
    dispatch()
    withdraw(gone.target)
    assert run(people.rizky) == []
    assert Schedule.objects.get(person=people.rizky).next_at > timezone.now()
    Notification.objects.all().delete()
    gone.withdrawn_at = None
    gone.save(update_fields=["withdrawn_at"])
    assert run(people.rizky) == []


# pitfall: E2
def test_e2_what_is_told_is_what_this_person_may_see(people: People) -> None:
    closed = thing("Rapat tertutup", Visibility.PRIVATE)
    give("see", to=people.dewi, on=closed.audience)
    for one in (people.dewi, people.rizky):
        follow(one, closed)
    posted(closed, people.ratna)
    (message,) = run(people.dewi, people.rizky)
    assert message.person == people.dewi
    assert titles(message) == ["Rapat tertutup"]


# pitfall: E3
def test_e3_who_reads_the_digest_hears_of_the_same_things_as_who_is_told_at_once(people: People) -> None:
    category = thing("Lingkungan")
    topic, bank, park = thing("Parkir motor", parent=category), thing("Bank sampah"), thing("Taman")
    for one, level in ((people.rizky, Follow.Level.ALL), (people.dewi, Follow.Level.NORMAL)):
        for thread in (category, bank, park):
            follow(one, thread, level)
    posted(topic, people.ratna, verb="tests.opened")
    posted(topic, people.ratna)  # heard by neither: a reply does not rise
    for actor in (people.ratna, people.bayu):
        posted(bank, actor)
    posted(park, people.ratna, verb="tests.cancelled")  # of followers, the inbox only
    (message,) = run(people.dewi)
    mailed = set(
        Message.objects.filter(kind="notifications.letter", person=people.rizky).values_list("about_id", flat=True)
    )
    threads_mailed = set(Notification.objects.filter(activity__in=mailed).values_list("thread", flat=True))
    assert threads_mailed == {topic.pk, bank.pk}
    assert sorted(titles(message)) == ["Bank sampah", "Parkir motor"]


def test_what_was_read_or_done_by_oneself_or_silenced_is_not_told(people: People) -> None:
    read, own, muted, told = thing("Dibaca"), thing("Sendiri"), thing("Diam"), thing("Baru")
    for thread in (read, own, told):
        follow(people.rizky, thread)
    follow(people.rizky, muted, Follow.Level.MUTED)
    for thread in (read, muted, told):
        posted(thread, people.ratna)
    posted(own, people.rizky)
    dispatch()
    read_up_to(people.rizky, read)
    (message,) = run(people.rizky)
    assert titles(message) == ["Baru"]


def test_clearing_the_inbox_clears_the_digest_too(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    posted(bank, people.ratna)
    dispatch()
    actions.clear_inbox(people.rizky, Notification.objects.get().told_no)
    assert run(people.rizky) == []


def test_what_one_is_told_directly_for_the_digest_comes_first(people: People) -> None:
    bank, park = thing("Bank sampah"), thing("Taman")
    follow(people.rizky, park)
    posted(bank, people.ratna, ("concerned", people.rizky))
    posted(park, people.ratna)
    (message,) = run(people.rizky)
    assert titles(message) == ["Bank sampah", "Taman"]


def test_a_thing_is_told_in_one_digest_and_not_in_the_next(people: People) -> None:
    bank, park = thing("Bank sampah"), thing("Taman")
    for one in (bank, park):
        follow(people.rizky, one)
    posted(bank, people.ratna)
    (first,) = run(people.rizky)
    posted(park, people.ratna)
    (second,) = run(people.rizky)
    assert (titles(first), titles(second)) == (["Bank sampah"], ["Taman"])
    assert run(people.rizky) == []


def test_many_things_are_cut_and_counted(people: People) -> None:
    for number in range(MOST_BLOCKS + 3):
        one = thing(f"Hal {number}")
        follow(people.rizky, one)
        posted(one, people.ratna)
    (message,) = run(people.rizky)
    letter = compose(message)
    assert len(titles(message)) == MOST_BLOCKS
    assert letter.subject == f"{MOST_BLOCKS + 3} hal di Rembuk pekan ini"
    assert "Dan 3 hal lain di kotak masuk" in letter.text


def test_a_person_who_wants_mail_or_nothing_gets_no_digest_of_it(people: People) -> None:
    bank = thing("Bank sampah")
    for one, channel in ((people.rizky, "mail"), (people.dewi, "none"), (people.bayu, "inbox")):
        follow(one, bank)
        Preference.objects.create(person=one, verb="tests.posted", reason="follows", channel=channel)
    posted(bank, people.ratna)
    assert run(people.rizky, people.dewi, people.bayu) == []


def test_the_same_due_time_is_one_mail_however_often_it_is_asked(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    posted(bank, people.ratna)
    dispatch()
    due = timezone.now() - timedelta(minutes=1)
    for _ in range(2):
        Schedule.objects.filter(person=people.rizky).update(next_at=due, told_to=0)
        send_digests()
    assert Message.objects.filter(kind="notifications.digest").count() == 1


def test_at_the_claim_access_is_asked_again_and_an_empty_digest_is_withheld(people: People) -> None:
    bank, park = thing("Bank sampah"), thing("Taman")
    for one in (bank, park):
        follow(people.rizky, one)
    older, newer = posted(bank, people.ratna), posted(bank, people.dewi)
    posted(park, people.ratna)
    (message,) = run(people.rizky)
    withdraw(newer.target)
    assert "Ratna Kusumaningtyas (" not in compose(message).text
    assert "Ratna Kusumaningtyas menulis di Bank sampah" in compose(message).text
    set_visibility(bank.audience, Visibility.PRIVATE)
    assert titles(message) == ["Taman"]
    assert "Bank sampah" not in compose(message).text + compose(message).html
    read_up_to(people.rizky, park)
    with pytest.raises(Withheld):
        compose(message)
    assert older.withdrawn_at is None


def test_a_digest_that_was_off_begins_with_what_is_told_from_then_on(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    _choose(people.rizky, "off")
    posted(bank, people.ratna)
    assert run() == []
    _choose(people.rizky, "daily")
    assert run(people.rizky) == []
    posted(bank, people.ratna)
    (message,) = run(people.rizky)
    assert titles(message) == ["Bank sampah"]


def _choose(person: User, frequency: str) -> None:
    at = datetime(2026, 1, 1, 6, 30).time()
    assert actions.save_preferences(person=person, channels={}, frequency=frequency, weekday=1, at=at)


def test_the_letter_says_how_to_stop_it_and_why_it_came(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    posted(bank, people.ratna)
    (message,) = run(people.rizky)
    letter: Letter = compose(message)
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/berhenti/" in letter.headers["List-Unsubscribe"]
    assert "Anda menerima rangkuman ini setiap pekan." in letter.text
