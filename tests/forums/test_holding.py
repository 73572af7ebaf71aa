"""The first two posts of a new account wait for a moderator, and until then nobody else meets them at any door."""

import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase, leave
from accounts.models import Slip, User
from activity.models import Activity
from commons import attachments
from commons.access import Refused
from commons.models import Area, Attachment
from forums.actions import (
    close_topic,
    edit_post,
    hide_post,
    publish_post,
    refuse_held,
    release_held,
    send_post,
    send_topic,
)
from forums.models import Category, HeldPost, Post, Question, Topic
from forums.personal_data import export
from forums.queries.reports import waiting_held
from notifications.fanout import dispatch
from notifications.models import Notification
from projects.models import Project
from stakeholders.models import Residency
from tests.forums.town import general, make_topic
from tests.guards.cast import picture
from tests.people import People, person, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db
QUEUE = "/forum/laporan/?tampil=ditahan"
WORD = "kecubungwulung"  # stands nowhere else
NOTE = "Tampil setelah dicek moderator, biasanya kurang dari 1 hari kerja."


@pytest.fixture(autouse=True)
def new_here(settings: Any) -> None:
    """As the product has it."""
    settings.FORUM_HELD_POSTS = 2


@pytest.fixture
def lilis(people: People) -> User:
    """She joined this morning."""
    return person("lilis", "Lilis Suryani")


@pytest.fixture
def topic(people: People) -> Topic:
    return make_topic(people)


def text(browser: Client, path: str, status: int = 200) -> str:
    response = browser.get(path, follow=True)
    assert response.status_code == status, path
    return response.content.decode()


def told(who: Any) -> list[str]:
    dispatch()
    return list(Notification.objects.filter(person=who).order_by("pk").values_list("activity__verb", flat=True))


def held_reply(topic: Topic, author: User, body: str = f"Halo {WORD}.") -> HeldPost:
    held = send_post(topic=topic, author=author, body=body)
    assert isinstance(held, HeldPost)
    return held


def held_topic(author: User, **facts: Any) -> HeldPost:
    held = send_topic(category=general(), author=author, **{"title": f"Judul {WORD}", "body": "Isi."} | facts)
    assert isinstance(held, HeldPost)
    return held


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


def test_f11_what_is_held_is_at_no_door_for_anybody_else(people: People, topic: Topic, lilis: User) -> None:
    reply, opening = held_reply(topic, lilis, f"Halo {WORD} @dewi."), held_topic(lilis)
    paths = (
        *("/", "/forum/", general().get_absolute_url(), topic.get_absolute_url(), f"{topic.get_absolute_url()}?no=2"),
        *(f"/cari/?q={WORD}", f"/forum/cari/?q={WORD}", "/forum/cari/?penulis=lilis", "/kotak-masuk/"),
        *(f"/forum/baru/mirip/?title=Judul+{WORD[:-1]}", "/forum/?tampil=belum-dijawab", "/forum/?tampil=baru"),
    )
    for browser in (signed_in(people.dewi), signed_in(people.sunarti), Client()):
        for path in paths:
            page = text(browser, path).replace(f'value="{WORD}"', "").replace(f"Cari: {WORD}", "")
            page = page.replace(f"q={WORD}", "").replace(f"Cari di forum: {WORD}", "")
            assert WORD not in page, path
            assert "Lilis" not in page, path
        for held in (reply, opening):
            assert browser.get(held.get_absolute_url()).status_code == 404
    for one in (people.dewi, people.sunarti):
        assert told(one) == []
    topic.refresh_from_db()
    assert (topic.posts_count, topic.shown_count, topic.version) == (1, 1, Topic.objects.get(pk=topic.pk).version)
    assert general().topics_count == Topic.objects.count() == 1
    assert not Activity.objects.filter(actor=lilis).exists()


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


def test_only_moderators_and_the_writer_read_it_and_only_moderators_decide(
    people: People, topic: Topic, lilis: User
) -> None:
    held = held_reply(topic, lilis)
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    for one in (moderator, people.putri):
        assert WORD in text(signed_in(one), held.get_absolute_url())
        assert WORD in text(signed_in(one), QUEUE)
    for path in ("tampilkan/", "tolak/"):
        assert signed_in(lilis).get(held.get_absolute_url() + path).status_code == 403
        assert signed_in(people.dewi).post(held.get_absolute_url() + path, {"reason": "Begitu saja"}).status_code == 403
    for one in (lilis, people.dewi):
        with pytest.raises(Refused):
            release_held(held=held, by=one)


def test_what_closed_meanwhile_takes_nothing_and_says_so(people: People, topic: Topic, lilis: User) -> None:
    held = held_reply(topic, lilis)
    close_topic(topic=topic, by=people.putri)
    page = signed_in(people.putri).post(f"{held.get_absolute_url()}tampilkan/", follow=True).content.decode()
    assert "selama topiknya belum ditutup" in page
    held.refresh_from_db()
    assert held.is_waiting


def test_its_pictures_are_seen_by_moderators_and_the_writer_until_it_is_shown(
    people: People, topic: Topic, lilis: User
) -> None:
    photo = attachments.receive(owner=lilis, upload=picture("Ditahan"))
    held = send_post(topic=topic, author=lilis, body="Ini fotonya.", photos=[photo])
    inside = f"{held.get_absolute_url()}foto/{photo.key}/"
    assert inside in text(signed_in(people.putri), held.get_absolute_url())
    for one in (lilis, people.putri):
        assert signed_in(one).get(inside).status_code == 200
        assert signed_in(one).get(photo.large.url).status_code == 404
    for browser in (Client(), signed_in(people.dewi)):
        assert browser.get(inside).status_code == 404
        assert browser.get(photo.large.url).status_code == 404
    assert isinstance(held, HeldPost)
    release_held(held=held, by=people.putri)
    assert Client().get(photo.large.url).status_code == 200
    assert signed_in(people.putri).get(inside).status_code == 404


def test_f14_what_is_held_in_a_private_part_waits_for_moderators_who_see_it(
    people: People, private_project: Project, lilis: User
) -> None:
    from commons.audience import give

    category = Category.objects.get(pk=private_project.category_id)
    give("see", to=lilis, on=category.audience)
    held = send_topic(category=category, author=lilis, title=f"Judul {WORD}", body="Isi.")
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    assert signed_in(moderator).get(held.get_absolute_url()).status_code == 404
    assert WORD not in text(signed_in(moderator), QUEUE)
    assert WORD in text(signed_in(people.ratna), QUEUE)
    waiting = waiting_held(timezone.now(), [moderator.pk, people.ratna.pk, people.rizky.pk])
    assert {row.person_id for row in waiting} == {people.ratna.pk}


def test_it_waits_on_the_desk_of_moderators_in_one_query(people: People, topic: Topic, lilis: User) -> None:
    held_reply(topic, lilis)
    held_topic(lilis)
    page = text(signed_in(people.putri), "/kotak-masuk/?tampil=tindakan")
    assert "Tulisan menunggu dicek: Parkir di gang Mawar" in page
    assert f"Tulisan menunggu dicek: Judul {WORD}" in page
    assert WORD not in text(signed_in(people.tukimin), "/kotak-masuk/?tampil=tindakan")
    with CaptureQueriesContext(connection) as seen:
        assert len(list(waiting_held(timezone.now(), [people.putri.pk, people.ratna.pk]))) == 4
    assert len(seen.captured_queries) == 1


def test_f12_who_is_erased_leaves_nothing_that_was_held(people: People, topic: Topic, lilis: User) -> None:
    photo = attachments.receive(owner=lilis, upload=picture("Ditahan"))
    send_post(topic=topic, author=lilis, body=f"Halo {WORD}.", photos=[photo])
    assert WORD in json.dumps(export(lilis), cls=DjangoJSONEncoder)
    leave(person=lilis, withdraws_consent=False)
    erase(person=lilis)
    assert not HeldPost.objects.exists()
    assert Attachment.objects.get(pk=photo.pk).parent_id is None, "which the sweep throws away"


def test_a_released_post_is_changed_like_any_other(people: People, topic: Topic, lilis: User) -> None:
    post = release_held(held=held_reply(topic, lilis), by=people.putri)
    edit_post(post=post, by=lilis, body="Halo tetangga.")
    assert WORD not in json.dumps(export(people.putri), cls=DjangoJSONEncoder)
    page = text(signed_in(people.dewi), topic.get_absolute_url())
    assert "Halo tetangga." in page
