"""What people are told of questions: the office at once, the asker when it is answered, both when it is late."""

import pytest

from activity.actions import tell_next_due
from forums.actions import answer_question, hide_post, mark_answer, publish_post, reopen_question
from forums.models import Category, Question
from projects.models import Project
from tests.forums.test_letters import told
from tests.forums.town import make_question, make_topic, overdue
from tests.people import People, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db


def test_the_office_gets_a_letter_with_the_words_the_number_and_the_date(
    people: People,
    town: Town,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_question(people, town, body="Lumpurnya setinggi mata kaki.")
    (subject, words), *others = letters(mail_sink, people.putri.email or "")
    assert others == []
    assert subject == "Pertanyaan baru: Kapan saluran dikeruk?"
    assert "Lumpurnya setinggi mata kaki." in words
    assert f"Nomor {Question.objects.get().number}, kepada Kelurahan Tanjung Barat." in words
    assert f"/forum/topik/{topic.pk}/" in words
    assert letters(mail_sink, people.bayu.email or "") == []


def test_whoever_asked_gets_the_answer_by_mail_with_a_link_to_it(
    people: People,
    town: Town,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_question(people, town)
    answer_question(topic=topic, by=people.putri, body="Dikeruk tanggal 2 Desember.")
    (subject, words), *others = letters(mail_sink, people.sunarti.email or "")
    assert others == []
    assert subject == "Jawaban resmi: Kapan saluran dikeruk?"
    assert "Putri Anggraini (Kelurahan Tanjung Barat) menjawab Kapan saluran dikeruk?" in words
    assert "Dikeruk tanggal 2 Desember." in words
    assert f"/forum/topik/{topic.pk}/?no=2#no-2" in words


def test_what_is_reopened_and_what_is_late_is_told_to_the_office(
    people: People,
    town: Town,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_question(people, town)
    answer_question(topic=topic, by=people.putri, body="Sedang kami cek.")
    reopen_question(topic=topic, by=people.sunarti, body="Tanggalnya belum disebut.")
    overdue(topic)
    while tell_next_due():
        pass
    subjects = [subject for subject, _ in letters(mail_sink, people.ratna.email or "")]
    assert "Belum terjawab: Kapan saluran dikeruk?" in subjects
    assert "Terlambat dijawab: Kapan saluran dikeruk?" in subjects
    assert ("forums.question_late", "asked") in told(people.sunarti)
    page = signed_in(people.sunarti).get("/kotak-masuk/").content.decode()
    assert "Batas waktu menjawab Kapan saluran dikeruk? sudah lewat" in page


def test_the_author_of_the_answer_and_the_asker_hear_of_a_mark_by_staff(people: People) -> None:
    topic = make_topic(people, kind="question", title="Ada yang punya tangga?")
    reply = publish_post(topic=topic, author=people.bayu, body="Ada di pos.")
    mark_answer(post=reply, by=people.putri)
    assert ("forums.answer_marked", "concerned") in told(people.bayu)
    assert ("forums.answer_marked", "asked") in told(people.sunarti)


def test_f11_an_answer_that_is_hidden_before_its_letter_leaves_is_not_in_it(
    people: People,
    town: Town,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = make_question(people, town)
    post = answer_question(topic=topic, by=people.putri, body="Katakasar kepada penanya.")
    hide_post(post=post, by=people.ratna, reason="Menghina penanya")
    assert all("Katakasar" not in words for _, words in letters(mail_sink, people.sunarti.email or ""))


def test_o2_who_no_longer_sees_the_topic_is_told_nothing(people: People, town: Town, private_project: Project) -> None:
    topic = make_question(people, town)
    topic.thread.audience = Category.objects.get(pk=private_project.category_id).audience
    topic.thread.save()
    answer_question(topic=topic, by=people.putri, body="Dikeruk besok.")
    assert told(people.sunarti) == []


def test_the_queue_stands_on_the_desk_by_its_age(people: People, town: Town) -> None:
    topic = make_question(people, town)
    overdue(topic)
    page = signed_in(people.putri).get("/meja/").content.decode()
    assert f"{Question.objects.get().number} menunggu jawaban: Kapan saluran dikeruk?" in page
    home = signed_in(people.sunarti).get("/beranda/").content.decode()
    assert "menunggu jawaban: Kapan saluran dikeruk?" not in home, "it waits for the office"
