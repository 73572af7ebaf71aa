"""What is held nobody meets but its writer and moderators: at no door, in no number, in no letter."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase, leave
from accounts.models import User
from activity.models import Activity
from commons import attachments
from commons.access import Refused
from commons.audience import give
from commons.models import Attachment
from forums.actions import (
    release_held,
    send_post,
    send_topic,
)
from forums.models import Category, HeldPost, Topic
from forums.personal_data import export
from forums.queries import waiting_in_forum
from projects.models import Project
from tests.forums.held import QUEUE, WORD, held_reply, held_topic, text, told
from tests.forums.town import general, make_topic
from tests.guards.cast import picture
from tests.people import People, person, signed_in
from tests.sinks import MailSink, mail_sink  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_here")]


@pytest.fixture
def topic(people: People) -> Topic:
    return make_topic(people)


def test_f11_what_is_held_is_at_no_door_for_anybody_else(people: People, topic: Topic, lilis: User) -> None:
    before = (topic.posts_count, topic.shown_count, topic.version)
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
    assert (topic.posts_count, topic.shown_count, topic.version) == before
    assert general().topics_count == Topic.objects.count() == 1
    assert not Activity.objects.filter(actor=lilis).exists()


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
    category = Category.objects.get(pk=private_project.category_id)
    give("see", to=lilis, on=category.audience)
    held = send_topic(category=category, author=lilis, title=f"Judul {WORD}", body="Isi.")
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    assert signed_in(moderator).get(held.get_absolute_url()).status_code == 404
    assert WORD not in text(signed_in(moderator), QUEUE)
    assert WORD in text(signed_in(people.ratna), QUEUE)
    waiting = waiting_in_forum(timezone.now(), [moderator.pk, people.ratna.pk, people.rizky.pk])
    assert {row.person_id for row in waiting} == {people.ratna.pk}


def test_it_waits_on_the_desk_of_moderators_in_one_query(people: People, topic: Topic, lilis: User) -> None:
    held_reply(topic, lilis)
    held_topic(lilis)
    page = text(signed_in(people.putri), "/kotak-masuk/?tampil=tindakan")
    assert "Tulisan menunggu dicek: Parkir di gang Mawar" in page
    assert f"Tulisan menunggu dicek: Judul {WORD}" in page
    assert WORD not in text(signed_in(people.tukimin), "/kotak-masuk/?tampil=tindakan")
    with CaptureQueriesContext(connection) as seen:
        assert len(list(waiting_in_forum(timezone.now(), [people.putri.pk, people.ratna.pk]))) == 4
    assert len(seen.captured_queries) == 1


def test_f12_who_is_erased_leaves_nothing_that_was_held(people: People, topic: Topic, lilis: User) -> None:
    photo = attachments.receive(owner=lilis, upload=picture("Ditahan"))
    send_post(topic=topic, author=lilis, body=f"Halo {WORD}.", photos=[photo])
    assert WORD in json.dumps(export(lilis), cls=DjangoJSONEncoder)
    leave(person=lilis, withdraws_consent=False)
    erase(person=lilis)
    assert not HeldPost.objects.exists()
    assert Attachment.objects.get(pk=photo.pk).parent_id is None, "which the sweep throws away"
