"""The first two posts of a new account wait for a moderator, who lets them through or says why not."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.utils import timezone

from accounts.models import Slip, User
from commons.access import Refused
from commons.models import Area
from forums.actions import (
    close_topic,
    edit_post,
    hide_post,
    publish_post,
    refuse_held,
    release_held,
    send_post,
)
from forums.models import HeldPost, Post, Question, Topic
from forums.personal_data import export
from stakeholders.models import Residency
from tests.forums.held import QUEUE, WORD, held_reply, held_topic, text, told
from tests.forums.town import general, make_topic
from tests.people import People, person, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_here")]
NOTE = "Tampil setelah dicek moderator, biasanya kurang dari 1 hari kerja."


@pytest.fixture
def topic(people: People) -> Topic:
    return make_topic(people)


def test_a_new_member_is_told_before_and_after_and_finds_the_text_again(topic: Topic, lilis: User) -> None:
    browser = signed_in(lilis)
    assert NOTE in text(browser, f"/forum/topik/{topic.pk}/balas/")
    assert NOTE in text(browser, "/forum/baru/")
    answer = browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": f"Halo {WORD}."})
    held = HeldPost.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, held.get_absolute_url())
    page = text(browser, held.get_absolute_url())
    assert NOTE in page
    assert f"Halo {WORD}." in page
    for path in (topic.get_absolute_url(), "/forum/"):
        assert held.get_absolute_url() in text(browser, path)
    assert topic.posts.count() == 1


def test_a_held_topic_keeps_all_that_was_chosen(people: People, town: Town, lilis: User) -> None:
    words = {"category": str(general().pk), "kind": "question", "title": "Kapan selokan dikeruk?", "body": "Mampet."}
    answer = signed_in(lilis).post("/forum/baru/", words | {"asked": str(town.office.pk), "report_number": "JK-12"})
    held = HeldPost.objects.get()
    assert answer["Location"] == held.get_absolute_url()
    assert not Question.objects.exists()
    post = release_held(held=held, by=people.putri)
    assert (post.topic.title, post.topic.kind, post.topic.report_number) == (words["title"], "question", "JK-12")
    assert post.topic.question.asked == town.office
    assert post.topic.question.due_at > timezone.now()
    assert told(people.ratna)[-1] == "forums.question_asked"


def test_released_it_is_published_with_the_number_of_that_moment_and_told_as_new(
    people: People, topic: Topic, lilis: User
) -> None:
    held = held_reply(topic, lilis, f"Halo {WORD} @dewi.")
    between = publish_post(topic=topic, author=people.tukimin, body="Nomor dua.")
    answer = signed_in(people.putri).post(f"{held.get_absolute_url()}tampilkan/")
    post = Post.objects.get(author=lilis)
    assert answer["Location"] == post.get_absolute_url()
    assert (between.number, post.number) == (2, 3)
    assert WORD in text(Client(), topic.get_absolute_url())
    assert told(people.dewi) == ["forums.post_published"]
    assert told(people.sunarti) == ["forums.post_published"], "both, as one about one topic"
    assert told(lilis) == ["forums.post_released"]
    held.refresh_from_db()
    assert (held.body, held.source, held.title) == ([], [], "")
    assert signed_in(lilis).get(held.get_absolute_url())["Location"] == post.lasting_url


def test_whom_a_held_text_mentions_is_found_by_number_when_it_is_let_through(
    people: People, topic: Topic, lilis: User
) -> None:
    held = held_reply(topic, lilis, "Setuju dengan @dewi.")
    User.objects.filter(pk=people.dewi.pk).update(handle="dewi-baru")
    release_held(held=held, by=people.putri)
    assert told(people.dewi) == ["forums.post_published"]


def test_f4_let_through_twice_it_is_one_post(people: People, topic: Topic, lilis: User) -> None:
    held = held_reply(topic, lilis)
    release_held(held=held, by=people.putri)
    for act in (
        lambda: release_held(held=held, by=people.ratna),
        lambda: refuse_held(held=held, by=people.ratna, reason="Terlambat"),
    ):
        with pytest.raises(Refused):
            act()
    assert signed_in(people.ratna).post(f"{held.get_absolute_url()}tampilkan/").status_code == 403
    assert topic.posts.count() == 2


def test_refused_its_writer_hears_why_and_keeps_the_text(
    people: People,
    topic: Topic,
    lilis: User,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    held = held_reply(topic, lilis)
    path = f"{held.get_absolute_url()}tolak/"
    assert signed_in(people.putri).post(path, {"reason": "ya"}).status_code == 422
    assert (
        signed_in(people.putri).post(path, {"reason": "Nomor telepon orang lain jangan ditulis."})["Location"] == QUEUE
    )
    ((subject, body),) = letters(mail_sink, lilis.email or "")
    assert subject == "Kiriman Anda tidak ditampilkan: Parkir di gang Mawar"
    assert "Alasannya: Nomor telepon orang lain jangan ditulis." in body
    page = text(signed_in(lilis), held.get_absolute_url())
    assert f"Halo {WORD}." in page
    assert "Nomor telepon orang lain jangan ditulis." in page
    assert topic.posts.count() == 1
    assert WORD not in text(signed_in(people.putri), QUEUE)


def test_f9_a_refused_topic_leaves_no_empty_topic(people: People, lilis: User) -> None:
    refuse_held(held=held_topic(lilis), by=people.putri, reason="Bukan soal kelurahan")
    assert not Topic.objects.exists()
    assert general().topics_count == 0
    assert told(lilis) == ["forums.post_refused"]


def test_the_third_is_published_at_once_and_what_was_hidden_does_not_count(
    people: People, topic: Topic, lilis: User
) -> None:
    first, second = (release_held(held=held_reply(topic, lilis, f"Nomor {n}."), by=people.putri) for n in range(2))
    assert isinstance(send_post(topic=topic, author=lilis, body="Ketiga."), Post)
    hide_post(post=first, by=people.putri, reason="Iklan obat")
    hide_post(post=second, by=people.putri, reason="Iklan obat")
    assert isinstance(send_post(topic=topic, author=lilis, body="Keempat."), HeldPost)


def test_who_is_known_is_not_held(people: People, town: Town, topic: Topic) -> None:
    assisted, resident = person("tarmo", "Tarmo"), person("warni", "Warni")
    Slip.objects.create(person=assisted, made_by=people.putri, expires_at=timezone.now())
    area = Area.objects.create(level="rw", number=5, parent=Area.objects.create(level="kelurahan", name="Lain"))
    Residency.objects.create(
        person=resident, area=area, state="confirmed", asked_at=timezone.now(), decided_at=timezone.now()
    )
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    for one in (people.putri, people.ratna, moderator, people.bayu, assisted, resident):
        assert isinstance(send_post(topic=topic, author=one, body="Halo."), Post), one
    assert isinstance(send_post(topic=topic, author=person("baru", "Orang Baru"), body="Halo."), HeldPost)


def test_five_may_wait_and_the_sixth_gets_its_text_back(topic: Topic, lilis: User) -> None:
    browser = signed_in(lilis, headers={"Origin": "http://testserver"})
    answers = [browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": f"Tulisan ke-{n} saya"}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [403]
    page = answers[-1].content.decode()
    assert "masih menunggu dicek" in page
    assert "Tulisan ke-5 saya" in page


def test_what_closed_meanwhile_takes_nothing_and_says_so(people: People, topic: Topic, lilis: User) -> None:
    held = held_reply(topic, lilis)
    close_topic(topic=topic, by=people.putri)
    page = signed_in(people.putri).post(f"{held.get_absolute_url()}tampilkan/", follow=True).content.decode()
    assert "selama topiknya terbuka" in page
    held.refresh_from_db()
    assert held.is_waiting


def test_a_released_post_is_changed_like_any_other(people: People, topic: Topic, lilis: User) -> None:
    post = release_held(held=held_reply(topic, lilis), by=people.putri)
    edit_post(post=post, by=lilis, body="Halo tetangga.")
    assert WORD not in json.dumps(export(people.putri), cls=DjangoJSONEncoder)
    page = text(signed_in(people.dewi), topic.get_absolute_url())
    assert "Halo tetangga." in page
