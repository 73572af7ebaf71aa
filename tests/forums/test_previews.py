"""*Pratinjau* shows what is being written as it will be read, keeps the form, and writes nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.models import Attachment
from forums.actions import close_topic, publish_post
from forums.models import Category, Post, Topic
from projects.models import Project
from tests.forums.town import general, make_topic
from tests.guards.cast import picture
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


def preview_of(topic: Topic) -> str:
    return f"/forum/topik/{topic.pk}/balas/pratinjau/"


def test_an_answer_is_drawn_above_its_form_and_nothing_is_written(people: People) -> None:
    topic = make_topic(people)
    browser = signed_in(people.bayu)
    browser.get(topic.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        answer = browser.post(preview_of(topic), {"body": "Kami **bantu** cat, @dewi.", "seen": "1", "once": "kunci-1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kami <strong>bantu</strong> cat, " in page
    assert "Dewi Lestari" in page
    assert page.index("<strong>bantu</strong>") < page.index("<textarea")
    assert "Kami **bantu** cat, @dewi.</textarea>" in page
    assert f'action="/forum/topik/{topic.pk}/balas/"' in page
    assert 'value="kunci-1"' in page, "sent from here or from where it was begun, it is one"
    assert [query["sql"] for query in seen.captured_queries if query["sql"].startswith(WRITES)] == []
    assert topic.posts.count() == 1


def test_with_a_script_only_the_drawing_comes(people: People) -> None:
    topic = make_topic(people)
    asked = {"HX-Request": "true"}
    answer = signed_in(people.bayu).post(preview_of(topic), {"body": "Kami **bantu**."}, headers=asked)
    page = answer.content.decode()
    assert "<strong>bantu</strong>" in page
    assert "<textarea" not in page
    assert "HX-Request" in answer["Vary"]
    wrong = signed_in(people.bayu).post(preview_of(topic), {"body": " "}, headers=asked)
    assert wrong.status_code == 422
    assert "Bagian ini belum diisi." in wrong.content.decode()


def test_what_is_wrong_is_said_and_the_text_stays(people: People) -> None:
    topic = make_topic(people)
    answer = signed_in(people.bayu).post(preview_of(topic), {"body": "NIK saya 3174090101900001."})
    assert answer.status_code == 422
    assert "NIK saya 3174090101900001.</textarea>" in answer.content.decode()


def test_pictures_that_came_along_wait_for_the_text(people: People) -> None:
    topic = make_topic(people)
    browser = signed_in(people.bayu)
    page = browser.post(preview_of(topic), {"body": "Begini.", "photos": picture("pos")}).content.decode()
    photo = Attachment.objects.get()
    assert photo.is_unsent
    assert f'name="photos_key" value="{photo.key}"' in page
    browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": "Begini.", "photos_key": photo.key})
    photo.refresh_from_db()
    assert photo.parent == Post.objects.get(number=2)


def test_who_may_not_answer_previews_nothing(people: People, private_project: Project) -> None:
    topic = make_topic(people)
    assert Client().post(preview_of(topic), {"body": "Halo semua."}).status_code in (302, 403)
    close_topic(topic=topic, by=people.putri)
    assert signed_in(people.bayu).post(preview_of(topic), {"body": "Halo semua."}).status_code == 403
    category = Category.objects.get(pk=private_project.category_id)
    hidden = make_topic(people, category=category, author=people.rizky)
    assert signed_in(people.bayu).post(preview_of(hidden), {"body": "Halo semua."}).status_code == 404


def test_a_new_topic_is_drawn_with_its_title_and_what_is_like_it(people: People) -> None:
    make_topic(people, title="Jadwal angkut sampah RT 04")
    form = {"category": general().pk, "kind": "question", "title": "Jadwal angkut sampah", "body": "Hari **apa**?"}
    page = signed_in(people.bayu).post("/forum/baru/pratinjau/", form).content.decode()
    assert "Hari <strong>apa</strong>?" in page
    assert "Jadwal angkut sampah RT 04" in page
    assert 'value="Jadwal angkut sampah"' in page
    assert Topic.objects.count() == 1


def test_a_change_is_drawn_before_it_is_saved(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    address = f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/ubah/"
    answer = signed_in(people.bayu).post(f"{address}pratinjau/", {"body": "**Dua**.", "seen": "abc"})
    page = answer.content.decode()
    assert "<strong>Dua</strong>" in page
    assert f'action="{address}"' in page
    assert 'name="seen" value="abc"' in page
    post.refresh_from_db()
    assert post.edited_at is None
    assert signed_in(people.dewi).post(f"{address}pratinjau/", {"body": "Dua."}).status_code == 403


def test_f2_a_preview_runs_nothing(people: People) -> None:
    topic = make_topic(people)
    hostile = "<script>alert(1)</script> [a](javascript:alert(1)) ![x](y)"
    page = signed_in(people.bayu).post(preview_of(topic), {"body": hostile}).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert 'href="javascript:' not in page
