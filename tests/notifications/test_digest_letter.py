"""How a digest reads: what waits comes first, each person in their own language, at most sixty letters of subject."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import User
from activity.actions import follow
from commons.contributions import Waiting, WaitingRow
from commons.models import Area
from mail.composing import Letter
from mail.models import Message
from notifications.clocks import keep_clocks
from notifications.digest import send_digests
from notifications.digest_letter import MOST_WAITING, compose
from notifications.fanout import dispatch
from notifications.models import Schedule
from tests.people import People
from tests.things import offered, posted, thing
from tests.town import Town, make_project


def digest_of(person: User) -> Letter:
    """As mail writes it, in the person's language."""
    dispatch()
    keep_clocks(timezone.now())
    Schedule.objects.filter(person=person).update(next_at=timezone.now() - timedelta(seconds=1))
    send_digests()
    message = Message.objects.filter(kind="notifications.digest", person=person).latest("pk")
    with translation.override(message.language):
        return compose(message)


def five_wait(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    for person in people:
        for n in range(5):
            yield WaitingRow(person, "tests.waiting", n, f"Jawab undangan {n}", f"/undangan/{n}/", now, None)


@pytest.fixture
def news(people: People) -> People:
    """Something new for rizky, dewi and putri."""
    bank = thing("Bank sampah")
    for one in (people.rizky, people.dewi, people.putri):
        follow(one, bank)
    posted(bank, people.ratna)
    return people


def test_what_waits_comes_first_and_is_cut(news: People) -> None:
    with offered(Waiting("tests.waiting", "Percobaan", "clock", five_wait)):
        letter = digest_of(news.rizky)
    assert letter.subject == "1 hal di Rembuk pekan ini, 5 menunggu Anda"
    assert letter.text.index("Jawab undangan 0") < letter.text.index("DIIKUTI") < letter.text.index("Bank sampah")
    assert "http://testserver/undangan/0/" in letter.text
    assert letter.text.count("Jawab undangan") == MOST_WAITING
    assert "Dan 2 lagi yang menunggu Anda:\nhttp://testserver/kotak-masuk/?tampil=tindakan" in letter.text
    assert letter.html.index("Perlu tindakan") < letter.html.index("Diikuti")


def test_nothing_new_is_no_mail_even_when_something_waits(people: People) -> None:
    with offered(Waiting("tests.waiting", "Percobaan", "clock", five_wait)), pytest.raises(Message.DoesNotExist):
        digest_of(people.rizky)


def test_the_subject_says_how_often_it_comes(news: People) -> None:
    assert digest_of(news.putri).subject == "1 hal di Rembuk hari ini"
    assert digest_of(news.rizky).subject == "1 hal di Rembuk pekan ini"


def test_the_longest_subject_fits_a_phone(news: People) -> None:
    with offered(Waiting("tests.waiting", "Percobaan", "clock", five_wait)):
        assert len(digest_of(news.rizky).subject) <= 60


# pitfall: E9
def test_e9_two_people_of_one_batch_read_it_in_two_languages(news: People) -> None:
    news.dewi.language = "en"
    news.dewi.save(update_fields=["language"])
    with translation.override("en"):
        dispatch()
        keep_clocks(timezone.now())
        Schedule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
        send_digests()
    read = {}
    for message in Message.objects.filter(kind="notifications.digest").select_related("person"):
        with translation.override(message.language):
            read[message.person.handle] = compose(message)  # type: ignore[union-attr]
    assert '<html lang="id">' in read["rizky"].html
    assert "Halo Rizky" in read["rizky"].text
    assert '<html lang="en">' in read["dewi"].html
    assert read["rizky"].subject.endswith("pekan ini")


def test_it_is_small_and_opens_nothing_from_elsewhere(news: People) -> None:
    letter = digest_of(news.rizky)
    assert len(letter.html.encode()) <= 30_000
    assert "<img" not in letter.html
    assert "<script" not in letter.html


def test_what_moved_where_one_lives_comes_after_what_one_follows(news: People, town: Town) -> None:
    area = Area.objects.create(level="rw", number=7)
    for title, visibility in (("Taman dekat rumah", "public"), ("Rahasia Mawar", "private")):
        make_project(news, town, title, visibility=visibility).areas.add(area)
    assert "DI RW ANDA" not in digest_of(news.dewi).text
    news.dewi.area = area
    news.dewi.save()
    message = Message.objects.filter(kind="notifications.digest", person=news.dewi).latest("pk")
    message.person.refresh_from_db()
    letter = compose(message)
    assert letter.text.index("DIIKUTI") < letter.text.index("DI RW ANDA") < letter.text.index("Taman dekat rumah")
    assert "Rahasia" not in letter.text
    assert letter.html.index("Di RW Anda") < letter.html.index("Taman dekat rumah")
