"""Topics and posts are found by those who may read them; what is hidden is not."""

import pytest
from django.test import Client

from forums.actions import hide_post, publish_post
from forums.models import Category
from projects.models import Project
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def page(words: str, browser: Client | None = None) -> str:
    return (browser or Client()).get("/cari/", {"q": words}).content.decode()


def test_topics_are_found_by_their_title_and_posts_by_their_words(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami **mengecat** garis larangan.")
    assert topic.get_absolute_url() in page("parkir gang mawar")
    assert f"{topic.get_absolute_url()}?no=2#no-2" in page("garis larangan")


def test_f11_hidden_words_are_not_found(people: People) -> None:
    topic = make_topic(people, title="Judul pelan-pelan")
    bad = publish_post(topic=topic, author=people.bayu, body="Katakasar sekali.")
    assert "<mark>Katakasar</mark>" in page("katakasar")
    hide_post(post=bad, by=people.putri, reason="Menghina")
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Menghina")
    for browser in (Client(), signed_in(people.bayu), signed_in(people.putri)):
        assert "<mark>Katakasar</mark>" not in page("katakasar", browser)
        assert topic.get_absolute_url() not in page("judul pelan", browser)


def test_o5_a_private_projects_talk_is_found_by_those_who_see_it(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    make_topic(people, category=category, author=people.rizky, title="Bahan untuk bazar", body="Gerabah dan tikar.")
    for words in ("bahan bazar", "gerabah"):
        assert "<mark>" in page(words, signed_in(people.ratna))
        assert "<mark>" not in page(words, signed_in(people.bayu))
        assert "<mark>" not in page(words)
