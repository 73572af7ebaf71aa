"""What a topic comes to, on top of it: who writes it, who reads it, two at once, and without it."""

import pytest
from django.test import Client

from accounts.models import User
from commons.access import Refused
from commons.editing import Overtaken, digest
from forums.actions import close_topic, hide_post, publish_post, remove_summary, summarise
from forums.models import Summary, Topic
from forums.personal_data import export
from forums.queries import facts_of_summary
from tests.asking import statements
from tests.forums.town import general, make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def door(topic: Topic) -> str:
    return f"/forum/topik/{topic.pk}/ringkasan/"


def read(topic: Topic, browser: Client | None = None, query: str = "") -> str:
    return (browser or Client()).get(topic.get_absolute_url() + query).content.decode()


def answered(people: People) -> Topic:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.dewi, body="Selasa saja.")
    return topic


@pytest.mark.parametrize(
    ("who", "may"), [("putri", True), ("ratna", True), ("sunarti", True), ("bayu", False), ("tukimin", False)]
)
def test_the_office_and_who_opened_the_topic_sum_it_up(people: People, who: str, may: bool) -> None:
    topic, person = answered(people), getattr(people, who)
    browser = signed_in(person)
    assert ("Tulis ringkasan" in read(topic, browser)) is may
    answer = browser.post(door(topic), {"body": "Diangkut **Selasa**, @dewi."})
    assert answer.status_code == (303 if may else 403)
    assert ("<strong>Selasa</strong>" in read(topic)) is may
    if may:
        assert f"Ditulis {person.name}" in read(topic)
    else:
        with pytest.raises(Refused):
            summarise(topic=topic, by=person, body="Bukan saya.")


def test_it_stands_on_every_page_and_follows_its_change_and_its_names(people: People) -> None:
    topic = answered(people)
    for n in range(25):
        publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}")
    summarise(topic=topic, by=people.putri, body="Kata @dewi Selasa.")
    for query in ("", "?no=21"):
        assert "Dewi Lestari Selasa." in read(topic, query=query).replace("</a>", "").replace("</span>", "")
    summarise(topic=topic, by=people.sunarti, body="Jadi Jumat.")
    page = read(topic)
    assert "Jadi Jumat." in page
    assert "Ditulis Sunarti" in page
    User.objects.filter(pk=people.sunarti.pk).update(name="Narti")
    summarise(topic=topic, by=people.sunarti, body="Jadi Sabtu.")
    assert "Ditulis Narti" in read(topic)


def test_f5_of_two_at_once_the_second_is_shown_both_and_loses_nothing(people: People) -> None:
    topic, browser = answered(people), signed_in(people.putri)
    seen = digest(facts_of_summary(topic))
    summarise(topic=topic, by=people.sunarti, body="Selasa.")
    answer = browser.post(door(topic), {"body": "Jumat.", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jumat.</textarea>" in page
    assert "Selasa." in page
    assert "Jumat." not in read(topic)
    with pytest.raises(Overtaken):
        summarise(topic=topic, by=people.putri, body="Jumat.", seen=seen)
    again = digest(facts_of_summary(topic))
    assert browser.post(door(topic), {"body": "Jumat.", "seen": again}).status_code == 303
    assert Summary.objects.get().author == people.putri


def test_sent_unchanged_it_stays_whose_it_was(people: People) -> None:
    topic = answered(people)
    summarise(topic=topic, by=people.sunarti, body="Selasa, kata @dewi.")
    summarise(topic=topic, by=people.putri, body=facts_of_summary(topic)["body"])
    assert Summary.objects.get().author == people.sunarti


def test_it_is_taken_away_and_written_anew(people: People) -> None:
    topic, browser = answered(people), signed_in(people.sunarti)
    summarise(topic=topic, by=people.putri, body="Selasa pagi.")
    assert "Selasa pagi." in read(topic)
    assert signed_in(people.bayu).post(f"{door(topic)}hapus/").status_code == 403
    assert browser.get(f"{door(topic)}hapus/").status_code == 200
    assert browser.post(f"{door(topic)}hapus/").status_code == 303
    assert "Selasa pagi." not in read(topic)
    version = Topic.objects.get().version
    remove_summary(topic=topic, by=people.sunarti)
    assert Topic.objects.get().version == version, "there was nothing to take away"
    summarise(topic=topic, by=people.putri, body="Jumat pagi.")
    assert "Jumat pagi." in read(topic)


def test_a_closed_topic_is_summed_up_and_an_archived_or_hidden_one_is_not(people: People) -> None:
    topic = answered(people)
    close_topic(topic=topic, by=people.sunarti)
    assert signed_in(people.sunarti).post(door(topic), {"body": "Selasa pagi."}).status_code == 303
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Iklan obat")
    assert "Selasa pagi." not in read(topic), "it tells what the title told"
    assert signed_in(people.putri).get(door(topic)).status_code == 403
    other = answered(people)
    form = {"title": "Umum", "visibility": "public", "icon": "users", "is_archived": "on"}
    form |= {"starters": "everybody", "repliers": "everybody"}
    assert signed_in(people.putri).post(f"/forum/{general().pk}/ubah/", form).status_code == 303
    assert signed_in(people.putri).get(door(other)).status_code == 403


@pytest.mark.parametrize("body", ["", "  \n", "a" * 4001])
def test_nothing_and_too_much_come_back(people: People, body: str) -> None:
    topic = answered(people)
    assert signed_in(people.putri).post(door(topic), {"body": body}).status_code == 422
    assert not Summary.objects.exists()


def test_f2_markup_in_it_is_text(people: People) -> None:
    topic = answered(people)
    summarise(topic=topic, by=people.sunarti, body='<script>alert(1)</script> ![" onerror=alert(1) ](x)')
    page = read(topic)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_kept_it_asks_nothing(people: People) -> None:
    topic = answered(people)
    for browser in (Client(), signed_in(people.tukimin)):
        without = statements(browser, topic.get_absolute_url())
        summarise(topic=topic, by=people.putri, body=f"Selasa pagi, kata @dewi ({without}).")
        assert statements(browser, topic.get_absolute_url()) == without


def test_it_is_in_the_copy_of_ones_data(people: People) -> None:
    topic = answered(people)
    summarise(topic=topic, by=people.sunarti, body="Selasa pagi.")
    (mine,) = export(people.sunarti)["summaries"]
    assert (mine["topic"], mine["text"]) == (topic.title, "Selasa pagi.")
    assert export(people.bayu)["summaries"] == []
