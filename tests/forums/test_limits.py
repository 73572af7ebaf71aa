"""Whoever sends more than people write waits a moment, is told how long, and loses nothing of what they typed."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from forums.actions import publish_post
from forums.models import Post, Reaction, Report, Topic
from tests.forums.town import general, make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
FROM_HERE = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test sends arrives within the limiter's window, however busy the machine is."""
    now = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: now))


def statuses(answers: Iterator[Any]) -> list[tuple[int, Any]]:
    return [(answer.status_code, answer) for answer in answers]


def ends_with_the_text(answers: list[tuple[int, Any]], allowed: int, text: str) -> None:
    assert [status for status, _ in answers] == [303] * allowed + [429]
    last = answers[-1][1]
    page = last.content.decode()
    assert "Terlalu sering. Coba lagi dalam" in page
    assert int(last["Retry-After"]) > 0
    assert text in page


def test_topics_ten_an_hour(people: People) -> None:
    browser, typed = signed_in(people.dewi, headers=FROM_HERE), {"category": str(general().pk), "kind": "discussion"}
    sent = (
        browser.post("/forum/baru/", typed | {"title": f"Judul nomor {n}", "body": f"Isi yang ke-{n}."})
        for n in range(11)
    )
    ends_with_the_text(statuses(sent), 10, "Isi yang ke-10.")
    assert Topic.objects.count() == 10


def test_posts_ten_a_minute(people: People) -> None:
    browser, topic = signed_in(people.dewi, headers=FROM_HERE), make_topic(people)
    sent = (browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": f"Isi yang ke-{n}."}) for n in range(11))
    ends_with_the_text(statuses(sent), 10, "Isi yang ke-10.")
    assert Post.objects.filter(author=people.dewi).count() == 10


def test_reports_ten_an_hour(people: People) -> None:
    browser, topic = signed_in(people.dewi, headers=FROM_HERE), make_topic(people)
    posts = [publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}.") for n in range(11)]
    sent = (
        browser.post(
            f"/forum/topik/{topic.pk}/kiriman/{post.pk}/laporkan/", {"reason": "spam", "text": f"Iklan ke-{n}"}
        )
        for n, post in enumerate(posts)
    )
    ends_with_the_text(statuses(sent), 10, "Iklan ke-10")
    assert Report.objects.count() == 10


def test_reactions_sixty_a_minute(people: People) -> None:
    browser, topic = signed_in(people.dewi), make_topic(people)
    sent = [browser.post(f"/forum/topik/{topic.pk}/bermanfaat/", {"ya": "1"}).status_code for _ in range(61)]
    assert sent == [303] * 60 + [429]
    assert Reaction.objects.count() == 1


def test_one_who_waits_does_not_keep_others_waiting(people: People) -> None:
    topic = make_topic(people)
    for _ in range(11):
        signed_in(people.dewi).post(f"/forum/topik/{topic.pk}/balas/", {"body": "Lagi dan lagi."})
    answer = signed_in(people.bayu).post(f"/forum/topik/{topic.pk}/balas/", {"body": "Saya baru sekali."})
    assert answer.status_code == 303
