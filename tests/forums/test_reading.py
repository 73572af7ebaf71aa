"""What is new for whom: the tab with its number, everything read at once, and taken back as it was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import follow, read_up_to
from activity.models import Follow, ReadMark, ReadSweep
from activity.sweeps import sweep, take_back
from commons.audience import set_visibility
from forums.actions import delete_post, hide_post, open_category, pin_topic, publish_post, read_everything
from forums.models import Category, Topic
from forums.queries import unread_places, unread_topics
from notifications.fanout import dispatch
from notifications.queries import unread_count as told_count
from projects.models import Project
from tests.forums.town import general, make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
ALL, UNDO = "/forum/dibaca/", "/forum/dibaca/urungkan/"


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def begun(people: People, title: str = "Parkir di gang Mawar", *, replies: int = 3, read_to: int = 1) -> Topic:
    """tukimin has read it up to there."""
    topic = make_topic(people, title=title)
    for n in range(replies):
        publish_post(topic=topic, author=people.dewi, body=f"Balasan {n}")
    if read_to:
        read_up_to(people.tukimin, topic.thread, read_to)
    return topic


def marks(people: People) -> dict[int, tuple[int, int]]:
    found = ReadMark.objects.filter(person=people.tukimin).values_list("thread", "position", "told_no")
    return {thread: (position, told_no) for thread, position, told_no in found}


def test_the_tab_says_how_many_topics_have_something_new(people: People) -> None:
    begun(people)
    begun(people, "Lampu jalan mati")
    begun(people, "Belum pernah dibuka", read_to=0)
    browser = signed_in(people.tukimin)
    assert 'Belum dibaca <span class="count">2</span>' in text(browser, "/forum/")
    assert "Belum dibaca" not in text(Client(), "/forum/")
    assert "Tandai semua sudah dibaca" not in text(Client(), "/forum/")
    shown = text(browser, "/forum/?tampil=baru")
    assert "3 baru" in shown
    assert "Belum pernah dibuka" not in shown.partition("Daftar topik")[2]


def test_a_category_says_that_something_in_it_is_new_for_its_reader(people: People) -> None:
    begun(people)
    said = [people.tukimin, people.rizky]
    rows = [text(signed_in(who), "/forum/").partition("Daftar topik")[0].count("Baru:") for who in said]
    assert rows == [1, 0]


def test_what_is_muted_is_not_new(people: People) -> None:
    topic = begun(people)
    follow(people.tukimin, topic.thread, Follow.Level.MUTED)
    assert len(unread_places(people.tukimin)) == 0
    page = text(signed_in(people.tukimin), "/forum/")
    assert "3 baru" not in page
    assert "Tandai semua sudah dibaca" not in page


def test_f6_the_number_is_that_of_what_one_can_still_read(people: People) -> None:
    """Of five topics two lose what was new in them, one leaves what tukimin can see, one is hidden."""
    topics = [begun(people, f"Topik nomor {n}", replies=1) for n in range(5)]
    assert len(unread_places(people.tukimin)) == 5
    for topic in topics[:2]:
        delete_post(post=topic.posts.get(number=2), by=people.dewi)
    closed = open_category(by=people.putri, title="Rapat petugas", visibility="stakeholders")
    Topic.objects.filter(pk=topics[2].pk).update(category=closed)
    hide_post(post=topics[3].posts.get(number=1), by=people.putri, reason="Iklan obat")
    browser = signed_in(people.tukimin)
    assert 'Belum dibaca <span class="count">1</span>' in text(browser, "/forum/")
    browser.post(ALL)
    assert len(unread_places(people.tukimin)) == 0
    assert "Semua sudah Anda baca" in text(browser, "/forum/?tampil=baru")


def test_everything_is_read_at_once_and_taken_back_as_it_was(people: People) -> None:
    for n in range(3):
        begun(people, f"Topik nomor {n}", read_to=n + 1)
    followed = begun(people, "Diikuti, belum dibuka", read_to=0)
    follow(people.tukimin, followed.thread)
    before, browser = marks(people), signed_in(people.tukimin)
    assert len(unread_places(people.tukimin)) == 4
    answer = browser.post(ALL)
    assert answer.status_code == 303
    page = text(browser, answer["Location"])
    assert "Semua ditandai sudah dibaca." in page
    assert len(unread_places(people.tukimin)) == 0
    number = ReadSweep.objects.get(person=people.tukimin).pk
    assert f'name="tadi" value="{number}"' in page
    assert browser.post(UNDO, {"tadi": number, "kembali": "/forum/?tampil=baru"})["Location"] == "/forum/?tampil=baru"
    assert marks(people) == before, "the one that was never opened has no mark again"
    assert len(unread_places(people.tukimin)) == 4


def test_what_was_told_of_them_is_read_too_and_comes_back(people: People) -> None:
    topic = make_topic(people)
    follow(people.tukimin, topic.thread)
    dispatch()
    publish_post(topic=topic, author=people.dewi, body="Baru saja.")
    dispatch()
    assert told_count(people.tukimin) == 1
    number = read_everything(by=people.tukimin)
    assert told_count(people.tukimin) == 0
    assert take_back(people.tukimin, number or 0)
    assert told_count(people.tukimin) == 1


def test_of_one_category_only(people: People) -> None:
    other = open_category(by=people.putri, title="Keamanan", visibility="public")
    begun(people)
    topic = make_topic(people, category=other, title="Ronda malam")
    read_up_to(people.tukimin, topic.thread, 1)
    publish_post(topic=topic, author=people.dewi, body="Saya ikut.")
    browser = signed_in(people.tukimin)
    assert "Tandai semua sudah dibaca" in text(browser, other.get_absolute_url())
    answer = browser.post(f"/forum/{other.pk}/dibaca/")
    assert answer["Location"].startswith(f"{other.get_absolute_url()}?tadi=")
    page = text(browser, answer["Location"])
    assert "Urungkan" in page
    assert "Tandai semua sudah dibaca" not in page
    assert list(unread_topics(people.tukimin)) == list(Topic.objects.filter(category=general()))


def test_what_is_pinned_in_a_category_is_read_with_the_rest_of_it(people: People) -> None:
    topic = make_topic(people)
    pin_topic(topic=topic, by=people.putri)
    read_up_to(people.tukimin, topic.thread, 1)
    publish_post(topic=topic, author=people.dewi, body="Saya ikut.")
    browser, path = signed_in(people.tukimin), general().get_absolute_url()
    assert "Tandai semua sudah dibaca" in text(browser, path)
    browser.post(f"/forum/{general().pk}/dibaca/")
    assert list(unread_topics(people.tukimin)) == []
    assert "Tandai semua sudah dibaca" not in text(browser, path)


def test_it_takes_as_many_statements_however_many_topics(people: People) -> None:
    def asked() -> int:
        assert len(unread_places(people.tukimin)), "from here on we know what this person may see"
        with CaptureQueriesContext(connection) as seen:
            read_everything(by=people.tukimin)
        return len([one for one in seen if not any(word in one["sql"] for word in ("SAVEPOINT", "commons_epoch"))])

    begun(people)
    few = asked()
    for n in range(12):
        begun(people, f"Topik nomor {n}")
    assert asked() == few == 2
    assert len(unread_places(people.tukimin)) == 0


def test_what_one_read_meanwhile_is_not_taken_back(people: People) -> None:
    read, left = begun(people), begun(people, "Lampu jalan mati")
    number = read_everything(by=people.tukimin)
    publish_post(topic=read, author=people.dewi, body="Satu lagi.")
    read_up_to(people.tukimin, read.thread, 5)
    assert take_back(people.tukimin, number or 0)
    assert marks(people)[read.thread_id][0] == 5
    assert marks(people)[left.thread_id][0] == 1


def test_only_ones_own_within_the_hour_and_once(people: People) -> None:
    begun(people)
    number = read_everything(by=people.tukimin)
    assert number is not None
    assert not take_back(people.sunarti, number)
    assert "Urungkan" not in text(signed_in(people.sunarti), f"/forum/?tadi={number}")
    browser = signed_in(people.tukimin)
    assert "Urungkan" in text(browser, f"/forum/?tadi={number}")
    ReadSweep.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert "Urungkan" not in text(browser, f"/forum/?tadi={number}")
    said = browser.post(UNDO, {"tadi": number}, follow=True).content.decode()
    assert "tidak dapat dicabut lagi" in said
    assert marks(people)[Topic.objects.get().thread_id][0] == 4
    ReadSweep.objects.update(at=timezone.now())
    assert take_back(people.tukimin, number)
    assert not take_back(people.tukimin, number), "it is gone"


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "0"])
def test_whatever_is_typed_into_the_address_is_no_sweep(people: People, number: str) -> None:
    browser = signed_in(people.tukimin)
    assert "Urungkan" not in text(browser, f"/forum/?tadi={number}")
    assert browser.post(UNDO, {"tadi": number, "kembali": "https://jahat.example/"})["Location"] == "/forum/"


def test_pressed_twice_the_way_back_is_not_lost(people: People) -> None:
    begun(people)
    number = read_everything(by=people.tukimin)
    assert read_everything(by=people.tukimin) is None
    assert ReadSweep.objects.get().pk == number
    ReadSweep.objects.update(at=timezone.now() - timedelta(hours=2))
    assert sweep(people.tukimin, Topic.objects.filter(pk=0).values_list("thread_id", "posts_count")) is None
    assert not ReadSweep.objects.exists(), "what nobody can take back is not kept"


def test_o5_a_hidden_category_is_not_marked_and_visitors_sign_in(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    topic = make_topic(people, category=category, author=people.rizky, title="Bahan Rahasia Mawar")
    assert signed_in(people.sunarti).post(f"/forum/{category.pk}/dibaca/").status_code == 404
    assert Client().post(ALL).status_code in (302, 403)
    read_up_to(people.tukimin, topic.thread, 0)
    follow(people.tukimin, topic.thread)
    read_everything(by=people.tukimin)
    assert not ReadMark.objects.filter(person=people.tukimin, position__gt=0).exists()
    set_visibility(category.audience, "public")
    assert len(unread_places(people.tukimin)) == 1


def test_a_page_that_stays_open_asks_how_many_are_new(people: People) -> None:
    topic, browser = begun(people), signed_in(people.tukimin)
    assert f'data-url="/forum/topik/{topic.pk}/terbaru/?sejak=4"' in text(browser, topic.get_absolute_url())
    assert "/terbaru/" not in text(Client(), topic.get_absolute_url())
    path = f"/forum/topik/{topic.pk}/terbaru/"
    assert browser.get(f"{path}?sejak=4").status_code == 204
    bad = publish_post(topic=topic, author=people.dewi, body="Iklan.")
    publish_post(topic=topic, author=people.dewi, body="Satu lagi.")
    publish_post(topic=topic, author=people.tukimin, body="Saya sendiri, dari ponsel.")
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    shown = text(browser, f"{path}?sejak=4")
    assert "1 balasan baru – tampilkan" in shown
    assert f'href="{topic.get_absolute_url()}?no=5#no-5"' in shown
    assert Client().get(path).status_code == 302
    for odd in ("", "x", "9" * 30, "-1"):
        assert browser.get(f"{path}?sejak={odd}").status_code == 204
