"""The inbox: grouped by thing, newest first, only what one may still see; reading is told by the things' own marks."""

import re
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activity.actions import follow, read_up_to, withdraw
from activity.models import Activity, Follow, ReadMark, Thread
from commons.audience import Visibility, set_visibility
from notifications import actions
from notifications.actions import REMEMBERED
from notifications.fanout import dispatch
from notifications.models import InboxMark, Notification
from notifications.queries import PAGE, inbox_page, unread_count
from notifications.tasks import sweep
from tests.people import People, signed_in
from tests.things import posted, thing

INBOX = "/kotak-masuk/"


def headings(html: str) -> list[str]:
    """Titles of the groups on a page, in order."""
    rows = re.findall(r'<li id="kelompok-\d+">.*?<h3>(.*?)</h3>', html, re.S)
    return [re.sub(r"<[^>]*>|Baru:", "", row).strip() for row in rows]


def open_inbox(person: User, query: str = "") -> str:
    response = signed_in(person).get(INBOX + query)
    assert response.status_code == 200
    return response.content.decode()


def tell(person: User, *titles: str, by: User) -> list[Thread]:
    """A thing each, followed by the person, and something new in it."""
    threads = [thing(title) for title in titles]
    for one in threads:
        follow(person, one)
        posted(one, by)
    dispatch()
    return threads


def test_things_are_groups_with_their_newest_news_in_front(people: People) -> None:
    bank, _park = tell(people.rizky, "Bank sampah", "Taman", by=people.ratna)
    posted(bank, people.dewi, ("mentioned", people.rizky))
    posted(bank, people.bayu)
    dispatch()
    html = open_inbox(people.rizky)
    assert headings(html) == ["Bank sampah", "Taman"]
    assert "Bayu Prasetyo menulis di Bank sampah" in html
    assert "3 kabar" in html
    assert f'href="/hal/{bank.object_id}/"' in html
    assert unread_count(people.rizky) == 2


def test_a_visitor_is_asked_to_sign_in(visitor: Client, db: None) -> None:
    response = visitor.get(INBOX)
    assert (response.status_code, response.url) == (302, f"/masuk/?next={INBOX}")


def test_reading_the_thing_clears_its_group_everywhere(people: People) -> None:
    bank, park = tell(people.rizky, "Bank sampah", "Taman", by=people.ratna)
    posted(bank, people.dewi, ("mentioned", people.rizky))
    dispatch()
    response = signed_in(people.rizky).post(f"/dibaca/{bank.pk}/", {"position": 2})
    assert response.status_code == 204
    groups = {group.thread_id: group.unread for group in inbox_page(people.rizky).groups}
    assert groups == {bank.pk: 0, park.pk: 1}
    assert unread_count(people.rizky) == 1
    posted(bank, people.dewi)
    dispatch()
    assert Notification.objects.get(person=people.rizky, thread=bank, reason="follows").count == 1


def test_opening_the_inbox_writes_nothing(people: People) -> None:
    tell(people.rizky, "Bank sampah", by=people.ratna)
    open_inbox(people.rizky)
    assert not ReadMark.objects.exists()
    assert not InboxMark.objects.exists()
    assert unread_count(people.rizky) == 1


def test_what_one_may_no_longer_see_is_neither_shown_nor_counted(people: People) -> None:
    bank, _park = tell(people.rizky, "Bank rahasia", "Taman", by=people.ratna)
    set_visibility(bank.audience, Visibility.PRIVATE)
    html = open_inbox(people.rizky)
    assert headings(html) == ["Taman"]
    assert "Bank rahasia" not in html
    assert unread_count(people.rizky) == 1


# pitfall: F6
def test_what_was_withdrawn_gives_way_to_what_was_told_before(people: People) -> None:
    bank, park = tell(people.rizky, "Bank sampah", "Taman", by=people.ratna)
    hidden = posted(bank, people.bayu)
    dispatch()
    withdraw(hidden.target)
    withdraw(Activity.objects.get(thread=park).target)
    html = open_inbox(people.rizky)
    assert headings(html) == ["Bank sampah"]
    assert "Ratna Kusumaningtyas menulis di Bank sampah" in html
    assert "Bayu" not in html
    assert unread_count(people.rizky) == 1
    read_up_to(people.rizky, bank, told_no=inbox_page(people.rizky).newest)
    assert unread_count(people.rizky) == 0
    assert [group.unread for group in inbox_page(people.rizky).groups] == [0]


def test_one_group_is_marked_as_read_and_what_came_meanwhile_is_not(people: People) -> None:
    (bank,) = tell(people.rizky, "Bank sampah", by=people.ratna)
    shown = Notification.objects.get().told_no
    posted(bank, people.dewi)
    dispatch()
    client = signed_in(people.rizky)
    response = client.post(f"/kotak-masuk/{bank.pk}/dibaca/", {"sampai": shown})
    assert (response.status_code, response.url) == (303, INBOX)
    assert unread_count(people.rizky) == 1
    client.post(f"/kotak-masuk/{bank.pk}/dibaca/")
    assert unread_count(people.rizky) == 0


def test_htmx_gets_the_group_back(people: People) -> None:
    (bank,) = tell(people.rizky, "Bank sampah", by=people.ratna)
    response = signed_in(people.rizky).post(f"/kotak-masuk/{bank.pk}/dibaca/", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert f'<li id="kelompok-{bank.pk}">' in html
    assert 'hx-swap-oob="beforeend:#pesan"' in html
    assert "<html" not in html
    assert "Tandai dibaca" not in html


def test_everything_is_marked_as_read_and_that_can_be_undone(people: People) -> None:
    tell(people.rizky, "Bank sampah", "Taman", by=people.ratna)
    client = signed_in(people.rizky)
    newest = inbox_page(people.rizky).newest
    tell(people.rizky, "Baru masuk", by=people.ratna)
    response = client.post("/kotak-masuk/dibaca/", {"sampai": newest})
    assert (response.status_code, response.url) == (303, f"{INBOX}?tadi=0")
    assert unread_count(people.rizky) == 1
    html = client.get(response.url).content.decode()
    assert "Urungkan" in html
    client.post("/kotak-masuk/belum-dibaca/", {"tadi": 0})
    assert unread_count(people.rizky) == 3


def test_a_mark_never_runs_ahead_of_what_was_told(people: People) -> None:
    tell(people.rizky, "Bank sampah", by=people.ratna)
    client = signed_in(people.rizky)
    client.post("/kotak-masuk/dibaca/", {"sampai": "9" * 18})
    tell(people.rizky, "Taman", by=people.ratna)
    assert unread_count(people.rizky) == 1


@pytest.mark.parametrize("sent", ["", "-1", "satu", "1\x00", "9" * 40, "١"])
def test_strange_numbers_change_nothing_and_break_nothing(people: People, sent: str) -> None:
    (bank,) = tell(people.rizky, "Bank sampah", by=people.ratna)
    client = signed_in(people.rizky)
    for path, name in (("dibaca/", "sampai"), ("belum-dibaca/", "tadi")):
        assert client.post(f"{INBOX}{path}", {name: sent}).status_code == 303
    assert client.post(f"/ikuti/{bank.pk}/", {"level": sent}).status_code == 400
    for query in ("sebelum", "setelah", "tadi", "mulai"):
        assert client.get(INBOX, {query: sent.replace("\x00", "")}).status_code == 200
    assert unread_count(people.rizky) == 1
    assert Follow.objects.get(person=people.rizky).level == Follow.Level.NORMAL


def test_how_much_one_hears_is_set_in_place(people: People) -> None:
    (bank,) = tell(people.rizky, "Bank sampah", by=people.ratna)
    client = signed_in(people.rizky)
    response = client.post(f"/ikuti/{bank.pk}/", {"level": 0, "kembali": "/proyek/"})
    assert (response.status_code, response.url) == (303, "/proyek/")
    assert Follow.objects.get(person=people.rizky).level == Follow.Level.MUTED
    response = client.post(f"/ikuti/{bank.pk}/", {"level": 2, "kembali": "https://evil.example/"})
    assert response.url == INBOX


def test_a_thing_one_may_not_see_can_be_neither_followed_nor_marked(people: People) -> None:
    closed = thing("Rapat tertutup", Visibility.PRIVATE)
    client = signed_in(people.rizky)
    for path in (f"/ikuti/{closed.pk}/", f"/dibaca/{closed.pk}/", f"/kotak-masuk/{closed.pk}/dibaca/"):
        assert client.post(path, {"level": 1}).status_code == 404
    assert not Follow.objects.exists()
    assert not ReadMark.objects.exists()


def test_pages_go_by_key_and_no_thing_is_shown_twice(people: People) -> None:
    threads = tell(people.rizky, *(f"Hal {n:02}" for n in range(PAGE + 5)), by=people.ratna)
    posted(threads[0], people.dewi, ("mentioned", people.rizky))
    dispatch()
    first = open_inbox(people.rizky)
    assert len(headings(first)) == PAGE
    assert headings(first)[0] == "Hal 00"
    following = re.search(r'href="(\?sebelum=\d+)"', first)
    assert following is not None
    second = open_inbox(people.rizky, following[1])
    assert len(headings(second)) == 5
    assert not set(headings(first)) & set(headings(second))
    previous = re.search(r'href="(\?setelah=\d+)"', second)
    assert previous is not None
    assert headings(open_inbox(people.rizky, previous[1])) == headings(first)


def test_the_number_of_queries_does_not_grow_with_the_inbox(people: People) -> None:
    ContentType.objects.get_for_model(Thread)
    counted = []
    for titles in (["Satu"], [f"Hal {n}" for n in range(15)]):
        for thread in tell(people.rizky, *titles, by=people.ratna):
            posted(thread, people.dewi, ("mentioned", people.rizky))
        dispatch()
        client = signed_in(people.rizky)
        client.get(INBOX)
        with CaptureQueriesContext(connection) as asked:
            client.get(INBOX)
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[1] <= 8, [q["sql"][:120] for q in asked]


def test_the_count_is_one_query_and_ends_at_a_hundred(people: People) -> None:
    tell(people.rizky, *(f"Hal {n}" for n in range(103)), by=people.ratna)
    with CaptureQueriesContext(connection) as asked:
        assert unread_count(people.rizky) == 100
    assert len([q for q in asked if "notifications_notification" in q["sql"]]) == 1
    assert len(asked) <= 2 + 5  # and what works out a standing that nobody asked for yet


def test_the_newest_mark_wins_whichever_way_one_read(people: People) -> None:
    (bank,) = tell(people.rizky, "Bank sampah", by=people.ratna)
    read_up_to(people.rizky, bank)
    posted(bank, people.dewi)
    dispatch()
    assert unread_count(people.rizky) == 1
    read_up_to(people.rizky, bank, told_no=1)
    assert unread_count(people.rizky) == 1


def test_what_is_settled_stays_as_read_or_unread_as_it_was(people: People) -> None:
    read, unread, later = tell(people.rizky, "Dibaca", "Belum", "Nanti", by=people.ratna)
    posted(read, people.dewi, ("mentioned", people.rizky))
    dispatch()
    read_up_to(people.rizky, read)
    before = actions.clear_inbox(people.rizky, 0)
    sweep()
    assert unread_count(people.rizky) == 2
    assert InboxMark.objects.get(person=people.rizky).settled_no == unread.activities.get().told_no - 1
    for one in (unread, later):
        read_up_to(people.rizky, one)
    sweep()
    assert unread_count(people.rizky) == 0
    posted(read, people.dewi)
    dispatch()
    assert unread_count(people.rizky) == 1
    newest = inbox_page(people.rizky).newest
    assert actions.clear_inbox(people.rizky, newest) == before
    sweep()
    actions.restore_inbox(people.rizky, before)
    assert unread_count(people.rizky) == 1


def test_the_inbox_goes_back_a_year(people: People) -> None:
    old, new = tell(people.rizky, "Lama", "Baru", by=people.ratna)
    Activity.objects.filter(thread=old).update(dispatched_at=timezone.now() - REMEMBERED - timedelta(days=1))
    sweep()
    assert [group.thread_id for group in inbox_page(people.rizky).groups] == [new.pk]
