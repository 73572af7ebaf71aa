"""What is like a title that is being typed: only topics that the writer may see, in one statement."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums.actions import hide_post
from forums.models import Category
from forums.queries import similar_topics
from projects.models import Project
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def titles(person: object, title: str) -> list[str]:
    return [card.title for card in similar_topics(person, title)]


def test_the_likeliest_come_first_and_four_at_most(people: People) -> None:
    for title in ("Jadwal angkut sampah RT 04", "Jadwal posyandu Mawar", "Lampu jalan mati"):
        make_topic(people, title=title)
    assert titles(people.bayu, "jadwal angkut sampah")[0] == "Jadwal angkut sampah RT 04"
    assert titles(people.bayu, "Jadwal angkt sampah RT 04") == ["Jadwal angkut sampah RT 04"], "typed wrong"
    assert "Lampu jalan mati" not in titles(people.bayu, "jadwal angkut sampah")
    for n in range(6):
        make_topic(people, title=f"Jadwal angkut sampah RT 1{n}")
    assert len(titles(people.bayu, "Jadwal angkut sampah RT 1")) == 4


@pytest.mark.parametrize("title", ["", "jad", "a" * 5000, "%%%%%%", "'; DROP TABLE", "\u200b" * 6])
def test_a7_whatever_is_typed_is_answered(people: People, title: str) -> None:
    make_topic(people)
    assert signed_in(people.bayu).get("/forum/baru/mirip/", {"title": title}).status_code == 200
    assert titles(people.bayu, title) == []


def test_s3_what_the_writer_may_not_see_is_not_like_anything(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    make_topic(people, category=category, author=people.rizky, title="Bahan Rahasia Mawar")
    bad = make_topic(people, title="Iklan obat kuat murah")
    hide_post(post=bad.posts.get(), by=people.putri, reason="Iklan obat")
    assert titles(people.bayu, "Bahan rahasia mawar") == []
    assert titles(people.rizky, "Bahan rahasia mawar") == ["Bahan Rahasia Mawar"]
    assert titles(people.putri, "Iklan obat kuat murah") == []


def test_it_comes_as_a_fragment_under_the_title_and_as_a_page(people: People) -> None:
    make_topic(people, title="Jadwal angkut sampah RT 04")
    browser, path = signed_in(people.bayu), "/forum/baru/mirip/?title=jadwal angkut sampah"
    fragment = browser.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "Jadwal angkut sampah RT 04" in fragment
    assert "<html" not in fragment
    assert "<html" in browser.get(path).content.decode()
    assert 'hx-get="/forum/baru/mirip/"' in browser.get("/forum/baru/").content.decode()
    assert Client().get(path).status_code == 302


def test_however_many_topics_it_is_one_statement(people: People) -> None:
    for n in range(20):
        make_topic(people, title=f"Jadwal angkut sampah RT {n}")
    similar_topics(people.bayu, "Jadwal angkut sampah")
    with CaptureQueriesContext(connection) as seen:
        similar_topics(people.bayu, "Jadwal angkut sampah RT")
    asked = [query["sql"] for query in seen.captured_queries]
    assert len([sql for sql in asked if "commons_epoch" not in sql]) == 1, "beside the number that each request knows"
