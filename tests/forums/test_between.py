"""Somebody writes while others write: the second is told before the answer goes out, and loses nothing."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.models import ReadMark
from commons.editing import Overtaken
from commons.models import Draft
from forums.actions import hide_post, publish_post
from forums.models import Topic
from tests.forums.town import make_topic
from tests.guards.cast import picture
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def hidden_fields(page: str) -> dict[str, str]:
    """What the form of an answer carries."""
    form = page.partition('id="balas"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def opened(browser: Client, topic: Topic, query: str = "") -> dict[str, str]:
    return hidden_fields(browser.get(topic.get_absolute_url() + query).content.decode())


def path(topic: Topic) -> str:
    return f"/forum/topik/{topic.pk}/balas/"


def test_new_replies_stop_the_answer_once_and_nothing_is_lost(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    form = opened(browser, topic) | {"body": "Kami bantu **cat**, @putri."}
    for n in range(2):
        publish_post(topic=topic, author=people.dewi, body=f"Sudah ada cat kaleng {n}.")
    answer = browser.post(path(topic), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "2 balasan baru sejak Anda mulai menulis" in page
    assert "Sudah ada cat kaleng 1." in page, "they can be read in place, without a script"
    assert "Kami bantu **cat**, @putri.</textarea>" in page
    assert topic.posts.count() == 3
    again = hidden_fields(page)
    assert again["once"] == form["once"], "the key was not used up"
    publish_post(topic=topic, author=people.dewi, body="Dan kuas.")
    sent = browser.post(path(topic), again | {"body": "Kami bantu kuas saja."})
    assert sent.status_code == 303, "sent anyway is sent, whatever came in between"
    assert topic.posts.count() == 5
    assert browser.post(path(topic), again | {"body": "Kami bantu kuas saja."})["Location"] == sent["Location"]
    assert topic.posts.count() == 5
    assert not ReadMark.objects.filter(person=people.bayu).exists(), "the third is still unread"


def test_what_was_shown_in_between_counts_as_read(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    form = opened(browser, topic) | {"body": "Kami bantu."}
    publish_post(topic=topic, author=people.dewi, body="Saya juga.")
    page = browser.post(path(topic), form).content.decode()
    assert browser.post(path(topic), hidden_fields(page) | {"body": "Kami bantu."}).status_code == 303
    assert ReadMark.objects.get(person=people.bayu, thread=topic.thread).position == 3


def test_ones_own_and_hidden_posts_are_no_news(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    form = opened(browser, topic) | {"body": "Satu lagi."}
    publish_post(topic=topic, author=people.bayu, body="Dari tab lain.")
    bad = publish_post(topic=topic, author=people.dewi, body="Iklan.")
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    assert browser.post(path(topic), form).status_code == 303


def test_who_answers_the_first_of_many_pages_is_not_stopped_by_what_was_there(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    for n in range(24):
        publish_post(topic=topic, author=people.dewi, body=f"Nomor {n}")
    form = opened(browser, topic)
    assert (form["seen"], form["known"]) == ("20", "25")
    assert browser.post(path(topic), form | {"body": "Kepada yang pertama."}).status_code == 303
    form = opened(browser, topic) | {"body": "Dan lagi."}
    publish_post(topic=topic, author=people.dewi, body="Nomor 27")
    again = hidden_fields(browser.post(path(topic), form).content.decode())
    assert browser.post(path(topic), again | {"body": "Dan lagi."}).status_code == 303
    assert not ReadMark.objects.filter(person=people.bayu).exists(), "the pages between are still unread"


def test_pictures_and_the_draft_stay(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    form = opened(browser, topic) | {"body": "Ini fotonya."}
    draft = {"draft_kind": f"forums.post:{topic.pk}", "draft_action": path(topic), "body": "Ini fotonya."}
    browser.post("/draf/", draft, headers={"origin": "http://testserver"})
    publish_post(topic=topic, author=people.dewi, body="Ada fotonya?")
    page = browser.post(path(topic), form | {"photos": picture("Gang")}).content.decode()
    key = re.search(r'name="photos_key" value="([^"]+)"', page)
    assert key is not None
    assert Draft.objects.filter(person=people.bayu).exists()
    browser.post(path(topic), hidden_fields(page) | {"body": "Ini fotonya.", "photos_key": key[1]})
    assert topic.posts.get(number=3).photos.count() == 1
    assert not Draft.objects.filter(person=people.bayu).exists()


def test_many_are_counted_and_twenty_shown(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    form = opened(browser, topic) | {"body": "Tunggu."}

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.post(path(topic), form).status_code == 409
        return len(seen)

    publish_post(topic=topic, author=people.dewi, body="Nomor 0")
    few = statements()
    for n in range(1, 25):
        publish_post(topic=topic, author=people.dewi, body=f"Nomor {n}")
    assert statements() == few
    page = browser.post(path(topic), form).content.decode()
    assert "25 balasan baru" in page
    assert page.count('<li class="post">') == 20
    assert f'href="{topic.get_absolute_url()}?no=2#no-2"' in page


@pytest.mark.parametrize("known", ["", "x", "-1", str(2**40)])
def test_a_form_without_the_number_is_taken_or_corrected_as_any_other(people: People, known: str) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.dewi, body="Sudah.")
    answer = signed_in(people.bayu).post(path(topic), {"body": "Baik.", "known": known})
    assert answer.status_code == (303 if known == "" else 422)


def test_the_action_asks_under_the_lock(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.dewi, body="Lebih dulu.")
    with pytest.raises(Overtaken):
        publish_post(topic=topic, author=people.bayu, body="Terlambat.", known=1)
    assert publish_post(topic=topic, author=people.bayu, body="Sudah tahu.", known=2).number == 3
