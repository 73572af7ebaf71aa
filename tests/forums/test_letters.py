"""What people are told of the forum, read as they read it: mentions at once, the rest in the inbox and the digest."""

import pytest

from forums.actions import close_topic, hide_post, publish_post
from forums.models import Category
from notifications.fanout import dispatch
from notifications.models import Notification
from projects.models import Project
from tests.forums.town import general, make_topic
from tests.people import People, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db


def told(person: object) -> list[tuple[str, str]]:
    """Verb and reason of what stands in somebody's inbox."""
    dispatch()
    found = Notification.objects.filter(person=person).order_by("pk")
    return list(found.values_list("activity__verb", "reason"))


def test_a_mention_is_a_letter_with_the_words_and_a_link_to_them(
    people: People,
    town: Town,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Bagaimana menurut @dewi?", acting_as=town.firm)
    (subject, text), *others = letters(mail_sink, people.dewi.email or "")
    assert others == []
    assert subject == "Balasan baru: Parkir di gang Mawar"
    assert "Bayu Prasetyo (PT Sumber Air) menulis di Parkir di gang Mawar:" in text
    assert "Bagaimana menurut Dewi Lestari?" in text
    assert f"/forum/topik/{topic.pk}/?no=2#no-2" in text


def test_followers_hear_of_answers_and_the_author_follows(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    assert told(people.sunarti) == [("forums.post_published", "follows")]
    assert told(people.bayu) == [], "nobody is told what they did"
    page = signed_in(people.sunarti).get("/kotak-masuk/").content.decode()
    assert "Bayu Prasetyo menulis di Parkir di gang Mawar" in page


def test_who_follows_a_category_hears_of_new_topics_and_not_of_each_answer(people: People) -> None:
    browser = signed_in(people.tukimin)
    back = general().get_absolute_url()
    answer = browser.post(f"/ikuti/{general().thread_id}/", {"level": "1", "kembali": back})
    assert answer["Location"] == back
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    assert told(people.tukimin) == [("forums.topic_opened", "follows")]


def test_who_follows_a_project_hears_of_topics_in_its_forum(people: People, project: Project) -> None:
    category = Category.objects.get(pk=project.category_id)
    make_topic(people, category=category, title="Jadwal truk pekan ini")
    assert ("forums.topic_opened", "follows") in told(people.putri), "the coordinator follows the project"


def test_a_mention_tells_nobody_who_may_not_see(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    make_topic(people, category=category, author=people.rizky, body="Bagaimana menurut @bayu dan @ratna?")
    assert told(people.bayu) == []
    assert ("forums.topic_opened", "mentioned") in told(people.ratna)


def test_f11_what_is_hidden_before_a_letter_leaves_is_not_in_it(
    people: People,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_topic(people)
    bad = publish_post(topic=topic, author=people.bayu, body="Katakasar @dewi")
    dispatch()
    hide_post(post=bad, by=people.putri, reason="Menghina tetangga")
    assert letters(mail_sink, people.dewi.email or "") == []
    (subject, text), *_ = letters(mail_sink, people.bayu.email or "")
    assert subject == "Kiriman Anda disembunyikan: Parkir di gang Mawar"
    assert "Alasannya: Menghina tetangga" in text
    assert "Katakasar" not in text


def test_a_closed_topic_tells_its_author_why(people: People) -> None:
    topic = make_topic(people)
    close_topic(topic=topic, by=people.putri, reason="Sudah ada jadwal.")
    assert told(people.sunarti) == [("forums.topic_closed", "concerned")]
