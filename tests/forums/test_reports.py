"""A post is reported: moderators find it, decide once, and whoever reported hears of it; the author never hears who."""

import json
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase, leave
from commons.access import Refused
from forums.actions import (
    delete_post,
    dismiss_reports,
    hide_post,
    publish_post,
    report_post,
    restore_post,
    show_post,
)
from forums.models import Category, Post, Report
from forums.personal_data import export
from forums.queries import waiting_in_forum
from notifications.fanout import dispatch
from notifications.models import Notification
from projects.models import Project
from tests.forums.town import make_topic
from tests.people import People, person, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401

pytestmark = pytest.mark.django_db
QUEUE = "/forum/laporan/"


def door(post: Post) -> str:
    return f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/laporkan/"


def desk(post: Post) -> str:
    return f"{QUEUE}{post.pk}/"


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def told(who: Any) -> list[str]:
    dispatch()
    return list(Notification.objects.filter(person=who).order_by("pk").values_list("activity__verb", flat=True))


@pytest.fixture
def bad(people: People) -> Post:
    """What bayu wrote under sunarti's topic."""
    return publish_post(topic=make_topic(people), author=people.bayu, body="Obat kuat, hubungi saya.")


def test_a_reader_reports_with_a_reason_and_comes_back_to_the_post(people: People, bad: Post) -> None:
    browser = signed_in(people.dewi)
    assert door(bad) in text(browser, bad.topic.get_absolute_url())
    assert "Iklan atau dikirim berulang-ulang" in text(browser, door(bad))
    answer = browser.post(door(bad), {"reason": "spam", "text": "Sudah tiga kali"})
    assert (answer.status_code, answer["Location"]) == (303, bad.get_absolute_url())
    report = Report.objects.get()
    assert (report.person, report.reason, report.text) == (people.dewi, "spam", "Sudah tiga kali")
    assert told(people.bayu) == [], "the author is told nothing"
    assert "Anda sudah melaporkan kiriman ini" in text(browser, door(bad))
    assert "Anda sudah melaporkan" not in text(signed_in(people.tukimin), door(bad))


def test_another_reason_is_written_down(people: People, bad: Post) -> None:
    answer = signed_in(people.dewi).post(door(bad), {"reason": "other", "text": ""})
    assert answer.status_code == 422
    assert "Tulis apa yang salah, supaya moderator tahu." in answer.content.decode()
    assert signed_in(people.dewi).post(door(bad), {"reason": "mengada-ada"}).status_code == 422
    assert not Report.objects.exists()


def test_f4_reported_twice_by_one_person_it_is_one_report(people: People, bad: Post) -> None:
    for reason in ("spam", "abuse"):
        report_post(post=bad, by=people.dewi, reason=reason)
    report_post(post=bad, by=people.tukimin, reason="spam")
    assert Report.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(post=bad, person=people.dewi, reason="spam")


def test_nobody_reports_themselves_nor_what_is_not_read(people: People, bad: Post) -> None:
    with pytest.raises(Refused):
        report_post(post=bad, by=people.bayu, reason="spam")
    assert door(bad) not in text(signed_in(people.bayu), bad.topic.get_absolute_url())
    assert door(bad) not in text(Client(), bad.topic.get_absolute_url())
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    with pytest.raises(Refused):
        report_post(post=bad, by=people.dewi, reason="spam")
    assert Client().post(door(bad), {"reason": "spam"}).status_code in (302, 403)
    assert not Report.objects.exists()


def test_the_queue_shows_what_waits_longest_first_with_all_reasons_and_how_many(people: People, bad: Post) -> None:
    other = publish_post(topic=bad.topic, author=people.rizky, body="Lurah itu maling.")
    report_post(post=other, by=people.dewi, reason="abuse")
    report_post(post=bad, by=people.dewi, reason="spam")
    report_post(post=bad, by=people.tukimin, reason="false")
    Report.objects.filter(post=bad).update(at=timezone.now() - timezone.timedelta(days=2))
    page = text(signed_in(people.putri), QUEUE)
    assert page.index("Obat kuat") < page.index("Lurah itu maling")
    assert "2 laporan" in page
    assert "Kabar bohong atau menyesatkan; Iklan atau dikirim berulang-ulang" in page
    inside = text(signed_in(people.putri), desk(bad))
    assert "Dewi Lestari" in inside
    assert "Tukimin" in inside


def test_members_and_visitors_are_kept_out_of_the_queue_and_of_who_reported(people: People, bad: Post) -> None:
    report_post(post=bad, by=people.dewi, reason="spam")
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    for path in (QUEUE, desk(bad)):
        assert signed_in(moderator).get(path).status_code == 200
        assert signed_in(people.tukimin).get(path).status_code == 403
        assert Client().get(path).status_code == 302
    with pytest.raises(Refused):
        dismiss_reports(post=bad, by=people.tukimin)


def test_a_moderator_neither_reads_nor_decides_reports_of_their_own_post(people: People) -> None:
    mine = publish_post(topic=make_topic(people), author=people.putri, body="Kantor tutup Jumat.")
    report_post(post=mine, by=people.dewi, reason="false")
    assert "Kantor tutup Jumat" not in text(signed_in(people.putri), QUEUE)
    assert signed_in(people.putri).get(desk(mine)).status_code == 403
    assert "Dewi Lestari" in text(signed_in(people.ratna), desk(mine))
    assert {row.person_id for row in waiting_in_forum(timezone.now(), [people.putri.pk, people.ratna.pk])} == {
        people.ratna.pk
    }


def test_hidden_from_the_queue_the_post_is_gone_and_each_reporter_hears_it_by_mail(
    people: People,
    bad: Post,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    for one in (people.dewi, people.tukimin):
        report_post(post=bad, by=one, reason="spam")
    browser = signed_in(people.putri)
    assert browser.post(desk(bad), {"outcome": "hidden", "note": ""}).status_code == 422
    assert browser.post(desk(bad), {"outcome": "hidden", "note": "Iklan obat"})["Location"] == QUEUE
    bad.refresh_from_db()
    assert bad.hidden_reason == "Iklan obat"
    for one in (people.dewi, people.tukimin):
        ((subject, body),) = letters(mail_sink, one.email or "")
        assert subject == "Laporan Anda diputuskan: Parkir di gang Mawar"
        assert "yang Anda laporkan disembunyikan" in body
        assert "Catatan moderator: Iklan obat" in body
    ((_subject, body),) = [one for one in letters(mail_sink, people.bayu.email or "") if "disembunyikan" in one[0]]
    for name in ("Dewi", "Tukimin", "Putri"):
        assert name not in body


def test_hidden_by_the_ordinary_door_its_reports_are_decided_too(people: People, bad: Post) -> None:
    report_post(post=bad, by=people.dewi, reason="spam")
    hide_post(post=bad, by=people.ratna, reason="Iklan obat")
    assert Report.objects.get().outcome == "hidden"
    assert told(people.dewi) == ["forums.report_upheld"]
    assert "Obat kuat" not in text(signed_in(people.putri), f"{QUEUE}?tampil=selesai"), "it is read by nobody"
    show_post(post=bad, by=people.ratna)
    assert "Obat kuat" not in text(signed_in(people.putri), QUEUE)
    assert "Kiriman disembunyikan · Iklan obat" in text(signed_in(people.putri), f"{QUEUE}?tampil=selesai")


def test_dismissed_the_post_stays_with_a_note_to_who_reported_and_may_be_reported_again(
    people: People, bad: Post
) -> None:
    report_post(post=bad, by=people.dewi, reason="spam")
    answer = signed_in(people.putri).post(desk(bad), {"outcome": "dismissed", "note": "Pedagang kita sendiri."})
    assert answer["Location"] == QUEUE
    bad.refresh_from_db()
    assert bad.is_shown
    assert told(people.dewi) == ["forums.report_dismissed"]
    assert Report.objects.get().note == "Pedagang kita sendiri."
    assert signed_in(people.ratna).get(desk(bad)).status_code == 403, "decided once"
    with pytest.raises(Refused):
        dismiss_reports(post=bad, by=people.ratna)
    report_post(post=bad, by=people.dewi, reason="abuse")
    assert Report.objects.open().count() == 1


def test_a_deleted_post_leaves_the_queue_and_comes_back_with_its_reports(people: People, bad: Post) -> None:
    report_post(post=bad, by=people.dewi, reason="spam")
    delete_post(post=bad, by=people.bayu)
    assert "Obat kuat" not in text(signed_in(people.putri), QUEUE)
    restore_post(post=bad, by=people.bayu)
    assert "Obat kuat" in text(signed_in(people.putri), QUEUE)


def test_f14_reports_of_a_private_part_wait_only_for_moderators_who_see_it(
    people: People, private_project: Project
) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    topic = make_topic(people, category=category, author=people.rizky, title="Anggaran Mawar")
    report_post(post=topic.posts.get(), by=people.ratna, reason="false")
    report_post(post=topic.posts.get(), by=people.putri, reason="false")
    moderator = person("fajar", "Fajar Nugroho", offices=("moderator",))
    assert "Anggaran Mawar" in text(signed_in(people.ratna), QUEUE)
    assert "Anggaran Mawar" not in text(signed_in(moderator), QUEUE)
    assert signed_in(moderator).get(desk(topic.posts.get())).status_code == 404
    everybody = [people.ratna.pk, people.putri.pk, moderator.pk, people.bayu.pk]
    waiting = {row.person_id for row in waiting_in_forum(timezone.now(), everybody)}
    assert waiting == {people.ratna.pk, people.putri.pk}
    assert signed_in(people.bayu).post(door(topic.posts.get()), {"reason": "spam"}).status_code == 404


def test_it_waits_on_the_desk_of_moderators_in_one_query(people: People, bad: Post) -> None:
    report_post(post=bad, by=people.dewi, reason="spam")
    assert "Kiriman dilaporkan: Parkir di gang Mawar" in text(signed_in(people.putri), "/kotak-masuk/?tampil=tindakan")
    assert "Kiriman dilaporkan" not in text(signed_in(people.tukimin), "/kotak-masuk/?tampil=tindakan")
    with CaptureQueriesContext(connection) as seen:
        assert len(list(waiting_in_forum(timezone.now(), [people.putri.pk, people.ratna.pk]))) == 2
    assert len(seen.captured_queries) == 1


def test_f12_who_is_erased_reported_as_nobody_and_without_words(people: People, bad: Post) -> None:
    report_post(post=bad, by=people.dewi, reason="other", text="Dia tetangga saya")
    assert "Dia tetangga saya" in json.dumps(export(people.dewi), cls=DjangoJSONEncoder)
    assert "Dia tetangga saya" not in json.dumps(export(people.bayu), cls=DjangoJSONEncoder)
    leave(person=people.dewi, withdraws_consent=False)
    erase(person=people.dewi)
    report = Report.objects.get()
    assert (report.person, report.text) == (None, "")
    page = text(signed_in(people.putri), desk(bad))
    assert "Akun dihapus" in page
    dismiss_reports(post=bad, by=people.putri)


@pytest.mark.parametrize("number", [1, 15])
def test_the_queue_asks_the_same_number_of_statements_however_long_it_is(people: People, number: int) -> None:
    topic = make_topic(people)
    for n in range(number):
        report_post(
            post=publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}."), by=people.dewi, reason="spam"
        )
    browser = signed_in(people.putri)
    text(browser, QUEUE)
    with CaptureQueriesContext(connection) as seen:
        text(browser, QUEUE)
    assert len(seen.captured_queries) <= 8
