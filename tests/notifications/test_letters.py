"""A letter is written when it leaves, from what still holds."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone, translation

from accounts.models import User
from activity.actions import follow, read_up_to, withdraw
from activity.models import Follow
from commons.audience import Visibility, set_visibility
from commons.telling import MAIL, Verb
from mail.composing import Letter, Withheld
from mail.models import Message
from notifications.fanout import dispatch
from notifications.letters import compose
from notifications.models import Notification
from tests.people import People
from tests.things import SECTION, offered, posted, thing


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """At night letters wait for the morning."""
    with time_machine.travel(datetime(2026, 11, 25, 5, 0, tzinfo=UTC)):
        yield


def letters(person: User) -> list[Message]:
    return list(Message.objects.filter(person=person).order_by("pk"))


@pytest.fixture
def mention(people: People) -> Message:
    """Rizky was mentioned by Ratna."""
    posted(thing('Ibu-ibu "PKK" & <RW 03>'), people.ratna, ("mentioned", people.rizky))
    dispatch()
    (message,) = letters(people.rizky)
    return message


def test_it_says_what_happened_why_it_came_and_where_to_go(mention: Message) -> None:
    letter = compose(mention)
    assert letter.subject == 'Tulisan baru: Ibu-ibu "PKK" & <RW 03>'
    assert 'Ratna Kusumaningtyas menulis di Ibu-ibu "PKK" & <RW 03>' in letter.text
    assert 'Ibu-ibu "PKK" &amp; &lt;RW 03&gt;' in letter.html
    assert "<RW 03>" not in letter.html
    assert "Anda menerima surel ini karena nama Anda disebut." in letter.text
    assert "http://testserver/hal/" in letter.text
    assert letter.headers["References"].startswith("<tests.thing.")


def test_one_that_was_read_meanwhile_is_withheld(mention: Message, people: People) -> None:
    read_up_to(people.rizky, Notification.objects.get().thread)
    with pytest.raises(Withheld):
        compose(mention)


# pitfall: F11
def test_one_whose_cause_was_withdrawn_is_withheld(mention: Message) -> None:
    withdraw(Notification.objects.get().activity.target)
    with pytest.raises(Withheld):
        compose(mention)


def test_one_that_may_no_longer_be_seen_is_withheld(mention: Message) -> None:
    set_visibility(Notification.objects.get().thread.audience, Visibility.PRIVATE)
    with pytest.raises(Withheld):
        compose(mention)


def test_one_whose_notification_is_gone_is_withheld(mention: Message) -> None:
    Notification.objects.all().delete()
    with pytest.raises(Withheld):
        compose(mention)


def test_a_gathering_letter_tells_all_that_came_while_it_waited(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank, Follow.Level.ALL)
    posted(bank, people.ratna)
    dispatch()
    withdrawn = posted(bank, people.bayu)
    dispatch()
    posted(bank, people.dewi)
    dispatch()
    withdraw(withdrawn.target)
    (message,) = letters(people.rizky)
    letter = compose(message)
    assert letter.subject == "Bank sampah: 2 kabar baru"
    assert letter.text.index("Ratna Kusumaningtyas menulis") < letter.text.index("Dewi Lestari menulis")
    assert "Bayu" not in letter.text


def test_what_came_after_it_closed_is_told_by_the_next_letter_only(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank, Follow.Level.ALL)
    posted(bank, people.ratna)
    dispatch()
    _the_letter_leaves_now(bank.pk)
    posted(bank, people.dewi)
    dispatch()
    first, second = letters(people.rizky)
    assert "Dewi" not in compose(first).text
    assert "Ratna" not in compose(second).text


def _the_letter_leaves_now(thread: int) -> None:
    """Its minutes are over; what is told from now on comes too late for it."""
    ends = timezone.now()
    Notification.objects.filter(thread=thread).update(letter_at=ends)
    for message in Message.objects.all():
        message.data["until"] = ends.isoformat()
        message.due_at = ends
        message.save(update_fields=["data", "due_at"])


def test_who_mutes_the_thing_meanwhile_gets_no_letter(people: People) -> None:
    bank = thing("Bank sampah")
    follow(people.rizky, bank, Follow.Level.ALL)
    posted(bank, people.ratna)
    dispatch()
    follow(people.rizky, bank, Follow.Level.MUTED)
    with pytest.raises(Withheld):
        compose(letters(people.rizky)[0])


def test_what_is_locked_offers_no_link_to_stop_it(people: People) -> None:
    posted(thing("Rapat"), people.ratna, ("invited", people.rizky), verb="tests.cancelled")
    dispatch()
    letter = compose(letters(people.rizky)[0])
    assert "List-Unsubscribe" not in letter.headers
    assert "/berhenti/" not in letter.text


def test_a_card_that_cannot_be_drawn_leaves_the_sentence(people: People) -> None:
    broken = Verb(
        "tests.drawn", "{thread} berubah", "{thread}", SECTION, {"concerned": MAIL}, card="notifications/nowhere"
    )
    with offered(broken):
        posted(thing("Rapat"), people.ratna, ("concerned", people.rizky), verb="tests.drawn")
        dispatch()
        letter: Letter = compose(letters(people.rizky)[0])
    assert "Rapat berubah" in letter.text
    assert "Rapat berubah" in letter.html


# pitfall: E9
def test_e9_each_person_reads_it_in_their_own_language(people: People) -> None:
    people.dewi.language = "en"
    people.dewi.save(update_fields=["language"])
    with translation.override("en"):
        posted(thing("Rapat"), people.ratna, ("mentioned", people.rizky), ("mentioned", people.dewi))
        dispatch()
    languages = dict(Message.objects.values_list("person__handle", "language"))
    assert languages == {"rizky": "id", "dewi": "en"}
    (indonesian,), (english,) = letters(people.rizky), letters(people.dewi)
    with translation.override("id"):
        assert "Halo Rizky" in compose(indonesian).text
    with translation.override("en"):
        assert '<html lang="en">' in compose(english).html
