"""A post is deleted by whoever wrote it: its number stays, its words are nowhere, and for a while it can come back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import Activity
from commons import attachments
from commons.access import Refused
from forums.actions import close_topic, delete_post, edit_post, hide_post, mark_answer, publish_post, restore_post
from forums.models import Post, Question, Topic
from forums.models.post import UNDO
from forums.personal_data import export
from forums.queries import quoted
from notifications.fanout import dispatch
from tests.forums.town import general, make_question, make_topic
from tests.guards.cast import picture
from tests.people import People, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db
TRACE = "Kiriman ini dihapus penulisnya."


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def at(post: Post, act: str) -> str:
    return f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/{act}/"


def test_f11_deleted_words_are_nowhere_and_a_trace_is(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Katarahasia kepada tetangga.")
    publish_post(topic=topic, author=people.dewi, body="Jawaban tetap ada.")
    browsers = (Client(), signed_in(people.bayu), signed_in(people.putri))
    assert all("Katarahasia" in text(one, topic.get_absolute_url()) for one in browsers)
    assert signed_in(people.bayu).post(at(post, "hapus")).status_code == 303
    for one in browsers:
        page = text(one, topic.get_absolute_url())
        assert "Katarahasia" not in page
        assert page.count(TRACE) == 1
        assert "Jawaban tetap ada." in page
        assert "Katarahasia" not in text(one, f"{topic.get_absolute_url()}?kutip=2")
        assert "tetangga" not in text(one, "/cari/?q=katarahasia&jenis=forums.post")
        assert "Katarahasia" not in text(one, "/")
    assert quoted(topic, 2) == ""


def test_a_deleted_post_is_in_no_letter_that_waits(
    people: People,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Katarahasia @dewi")
    dispatch()
    delete_post(post=post, by=people.bayu)
    assert letters(mail_sink, people.dewi.email or "") == []
    assert Activity.objects.get(verb="forums.post_published").withdrawn_at is not None


def test_its_pictures_are_served_no_more_and_come_back_with_it(people: People) -> None:
    photo = attachments.receive(owner=people.bayu, upload=picture("pos"))
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Begini.", photos=[photo])
    assert Client().get(photo.get_absolute_url()).status_code == 200
    delete_post(post=post, by=people.bayu)
    assert Client().get(photo.get_absolute_url()).status_code == 404
    assert signed_in(people.bayu).get(photo.get_absolute_url()).status_code == 404
    restore_post(post=post, by=people.bayu)
    assert Client().get(photo.get_absolute_url()).status_code == 200


def test_f10_counts_and_unread_follow_and_come_back(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Dua.")
    publish_post(topic=topic, author=people.dewi, body="Tiga.")
    delete_post(post=post, by=people.bayu)
    topic.refresh_from_db()
    assert (topic.posts_count, topic.shown_count, topic.replies_count) == (3, 2, 1)
    assert "1 baru" in text(signed_in(people.sunarti), "/forum/?tampil=baru")
    restore_post(post=post, by=people.bayu)
    topic.refresh_from_db()
    assert (topic.shown_count, topic.posts.shown().count()) == (3, 3)
    assert "2 baru" in text(signed_in(people.sunarti), "/forum/?tampil=baru")


def test_f9_the_opening_post_takes_its_topic_out_of_the_lists_and_back(people: People) -> None:
    topic = make_topic(people, title="Judul yang menyesal")
    publish_post(topic=topic, author=people.dewi, body="Dua.")
    delete_post(post=topic.posts.get(number=1), by=people.sunarti)
    topic.refresh_from_db()
    assert (topic.is_hidden, topic.replies_count, general().topics_count) == (True, 1, 0)
    assert "menyesal" not in topic.get_absolute_url()
    assert "menyesal" not in text(Client(), "/forum/")
    assert "Dua." in text(Client(), topic.get_absolute_url())
    restore_post(post=topic.posts.get(number=1), by=people.sunarti)
    topic.refresh_from_db()
    assert (topic.is_hidden, str(topic), general().topics_count) == (False, "Judul yang menyesal", 1)


def test_f9_the_only_post_may_be_deleted(people: People) -> None:
    topic = make_topic(people)
    delete_post(post=topic.posts.get(), by=people.sunarti)
    topic.refresh_from_db()
    assert (topic.shown_count, topic.replies_count) == (0, 0)
    assert TRACE in text(Client(), topic.get_absolute_url())


def test_only_whoever_wrote_it_deletes_and_restores(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Dua.")
    others = (people.sunarti, people.putri, people.ratna)
    for somebody in others:
        with pytest.raises(Refused):
            delete_post(post=post, by=somebody)
        assert signed_in(somebody).post(at(post, "hapus")).status_code == 403
    assert signed_in(people.sunarti).get(at(post, "kembalikan")).status_code == 403
    delete_post(post=post, by=people.bayu)
    for somebody in others:
        with pytest.raises(Refused):
            restore_post(post=post, by=somebody)
        assert "Kembalikan" not in text(signed_in(somebody), post.topic.get_absolute_url())


def test_a_closed_topic_does_not_keep_anybody_from_deleting(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Dua.")
    close_topic(topic=topic, by=people.putri)
    page = text(signed_in(people.bayu), topic.get_absolute_url())
    assert at(post, "hapus") in page
    assert at(post, "ubah") not in page
    delete_post(post=post, by=people.bayu)


def test_what_a_moderator_hid_its_author_neither_deletes_nor_changes(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Dua.")
    hide_post(post=post, by=people.putri, reason="Iklan obat")
    for act in (delete_post, restore_post):
        with pytest.raises(Refused):
            act(post=post, by=people.bayu)
    with pytest.raises(Refused):
        edit_post(post=post, by=people.bayu, body="Lain.")
    page = text(signed_in(people.bayu), Topic.objects.get().get_absolute_url())
    assert at(post, "hapus") not in page
    assert "Iklan obat" in page


def test_what_its_author_deleted_a_moderator_does_not_hide(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Dua.")
    delete_post(post=post, by=people.bayu)
    with pytest.raises(Refused):
        hide_post(post=post, by=people.putri, reason="Iklan obat")


def test_it_can_be_taken_back_for_thirty_days_and_the_page_says_until_when(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Dua.")
    delete_post(post=post, by=people.bayu)
    browser, url = signed_in(people.bayu), post.topic.get_absolute_url()
    assert at(post, "kembalikan") in text(browser, url)
    Post.objects.filter(pk=post.pk).update(deleted_at=timezone.now() - UNDO + timedelta(minutes=1))
    Topic.objects.filter(pk=post.topic_id).update(version=100)
    assert at(post, "kembalikan") in text(browser, url)
    Post.objects.filter(pk=post.pk).update(deleted_at=timezone.now() - UNDO)
    Topic.objects.filter(pk=post.topic_id).update(version=101)
    assert at(post, "kembalikan") not in text(browser, url)
    assert browser.post(at(post, "kembalikan")).status_code == 403
    with pytest.raises(Refused):
        restore_post(post=post, by=people.bayu)


def test_f4_deleting_twice_and_restoring_twice_is_once(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Dua.")
    browser = signed_in(people.bayu)
    for act in ("hapus", "kembalikan"):
        answers = [browser.post(at(post, act), {"once": f"kunci-{act}"}).status_code for _ in range(3)]
        assert answers == [303] * 3
    topic.refresh_from_db()
    assert topic.shown_count == 2


def test_asking_first_changes_nothing(people: People) -> None:
    topic = make_topic(people)
    page = text(signed_in(people.sunarti), at(topic.posts.get(), "hapus"))
    assert "Judul topiknya ikut hilang" in page
    assert Post.objects.get().deleted_at is None


def test_the_copy_of_ones_data_still_has_what_one_deleted(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    edit_post(post=post, by=people.bayu, body="Dua.")
    delete_post(post=post, by=people.bayu)
    mine = export(people.bayu)
    assert (mine["posts"][0]["text"], mine["posts"][0]["deleted"] is not None) == ("Dua.", True)
    assert mine["earlier_texts"][0]["text"] == "Satu."


def test_an_answer_that_is_deleted_answers_no_more_and_is_marked_anew_when_it_is_back(
    people: People, town: Town
) -> None:
    topic = make_question(people, town)
    post = publish_post(topic=topic, author=people.putri, acting_as=town.office, body="Hari Selasa.")
    mark_answer(post=post, by=people.sunarti)
    delete_post(post=post, by=people.putri)
    assert Question.objects.get().answer is None
    assert "Hari Selasa." not in text(Client(), topic.get_absolute_url())
    restore_post(post=post, by=people.putri)
    assert Question.objects.get().answer is None
