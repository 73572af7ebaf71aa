"""What the forum knows about a person: all of it in the copy, and nobody's name left when they go."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client

from accounts.actions import erase, leave
from commons.audience import take
from forums.actions import publish_post
from forums.models import Category
from forums.personal_data import export
from projects.models import Project
from tests.forums.town import make_topic
from tests.people import People

pytestmark = pytest.mark.django_db


def test_the_copy_has_what_one_wrote_and_no_titles_one_may_no_longer_see(
    people: People, private_project: Project
) -> None:
    topic = make_topic(people, body="Motor menutup jalan.")
    hidden = make_topic(
        people, category=Category.objects.get(pk=private_project.category_id), author=people.rizky, title="Bahan Mawar"
    )
    publish_post(topic=hidden, author=people.putri, body="Dari koordinator.")
    mine = json.dumps(export(people.sunarti), cls=DjangoJSONEncoder)
    assert "Motor menutup jalan." in mine
    assert topic.title in mine
    assert [post["topic"] for post in export(people.putri)["posts"]] == ["Bahan Mawar"]
    take("see", of=people.putri, on=private_project.audience)
    assert [post["topic"] for post in export(people.putri)["posts"]] == [None]


def test_f12_who_is_erased_is_nobody_in_what_they_wrote_and_where_they_are_mentioned(people: People) -> None:
    topic = make_topic(people, body="Halo semua.")
    publish_post(topic=topic, author=people.bayu, body="Setuju dengan @sunarti.")
    Client().get(topic.get_absolute_url())
    leave(person=people.sunarti, withdraws_consent=False)
    assert "Sunarti" not in Client().get(topic.get_absolute_url()).content.decode()
    erase(person=people.sunarti)
    page = Client().get(topic.get_absolute_url()).content.decode()
    assert "Sunarti" not in page
    assert page.count("Akun dihapus") >= 2
    assert "Halo semua." in page
