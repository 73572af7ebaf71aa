"""Pages of questions: asked at the form, late in public, queue, official answer on top, templates, emergencies."""

import re

import pytest
from django.test import Client

from commons.models import Visibility
from forums.actions import add_template, answer_question, hide_post, mark_answer, publish_post, unmark_answer
from forums.models import AnswerTemplate, Category, Question, Topic
from projects.models import Project
from stakeholders.models import Organisation
from tests.forums.test_pages import statements, text
from tests.forums.town import general, make_question, make_topic, overdue
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
UNANSWERED, QUEUE = "/forum/?tampil=belum-dijawab", "/forum/pertanyaan/"


def form(**more: object) -> dict[str, object]:
    usual = {
        "category": general().pk,
        "kind": "question",
        "title": "Kapan saluran dikeruk?",
        "body": "Lumpurnya tebal.",
    }
    return usual | more


def answer_path(topic: Topic) -> str:
    return f"/forum/topik/{topic.pk}/jawab/"


def test_a_question_is_asked_at_the_form_and_its_page_says_when_it_is_answered(people: People, town: Town) -> None:
    browser = signed_in(people.sunarti)
    assert "Kelurahan Tanjung Barat" in text(browser, "/forum/baru/")
    assert "PT Sumber Air" not in text(browser, "/forum/baru/"), "only offices owe answers"
    answer = browser.post("/forum/baru/", form(asked=town.office.pk))
    question = Question.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, question.topic.get_absolute_url())
    page = text(Client(), question.topic.get_absolute_url())
    assert question.number in page
    assert "Menunggu jawaban" in page
    assert "Dijawab paling lambat" in page
    assert "Tulis jawaban resmi" not in page


def test_an_office_that_is_asked_makes_a_discussion_a_question(people: People, town: Town) -> None:
    signed_in(people.sunarti).post("/forum/baru/", form(asked=town.office.pk, kind="discussion"))
    assert Question.objects.get().topic.kind == Topic.Kind.QUESTION


def test_who_owes_no_answers_or_cannot_read_there_is_not_chosen(
    people: People, town: Town, private_project: Project
) -> None:
    browser = signed_in(people.rizky)
    for wrong in ({"asked": town.firm.pk}, {"asked": "x"}, {"asked": 10**20},
                  {"asked": town.office.pk, "category": private_project.category_id}):  # fmt: skip
        answer = browser.post("/forum/baru/", form(**wrong))
        assert answer.status_code == 422
        assert "Lumpurnya tebal." in answer.content.decode()
    assert not Topic.objects.exists()
    answer = signed_in(people.putri).post("/forum/baru/", form(asked=town.office.pk, kind="announcement"))
    assert answer.status_code == 422


def test_f4_a_question_sent_twice_has_one_number(people: People, town: Town) -> None:
    browser = signed_in(people.sunarti)
    for _ in range(3):
        assert browser.post("/forum/baru/", form(asked=town.office.pk, once="kunci")).status_code == 303
    assert Question.objects.get().serial == 1


def test_what_is_late_is_seen_by_everybody(people: People, town: Town) -> None:
    late, waiting = make_question(people, town), make_question(people, town, title="Kapan lampu diganti?")
    answered = make_question(people, town, title="Kapan loket buka?")
    plain = make_topic(people, kind="question", title="Ada yang punya tangga?")
    answer_question(topic=answered, by=people.putri, body="Pukul delapan.")
    overdue(late)
    for browser in (Client(), signed_in(people.bayu)):
        page = text(browser, "/forum/")
        assert "Terlambat dijawab" in page
        assert "kepada Kelurahan Tanjung Barat" in page
        assert "Terjawab" in page
        topic = text(browser, late.get_absolute_url())
        assert "Terlambat dijawab" in topic
        assert "Batas jawabannya sudah lewat" in topic
        unanswered = text(browser, UNANSWERED)
        shown = [one.title in unanswered for one in (late, waiting, plain, answered)]
        assert shown == [True, True, True, False]
    assert "Terlambat dijawab" in text(Client(), general().get_absolute_url())


def test_the_list_of_unanswered_questions_says_when_it_is_empty(people: People, town: Town) -> None:
    make_topic(people)
    assert "Semua pertanyaan sudah dijawab" in text(Client(), UNANSWERED)


@pytest.mark.parametrize("who", ["visitor", "member", "office", "asker"])
def test_the_page_of_a_question_asks_few_statements(people: People, town: Town, who: str) -> None:
    topic = make_question(people, town)
    person = {"member": people.bayu, "office": people.putri, "asker": people.sunarti}.get(who)
    browser = signed_in(person) if person else Client()
    most = 6 if person else 4
    assert statements(browser, topic.get_absolute_url()) <= most
    overdue(topic)
    assert statements(browser, topic.get_absolute_url()) <= most
    answer_question(topic=topic, by=people.putri, body="Tanya @dewi dan @tukimin juga.")
    assert statements(browser, topic.get_absolute_url()) <= most
    Client().get("/forum/")
    assert statements(Client(), topic.get_absolute_url(), warm=False) <= 4


@pytest.mark.parametrize(
    "path", [QUEUE, f"{QUEUE}?tampil=terlambat", f"{QUEUE}?tampil=terjawab", UNANSWERED, "/forum/"]
)
def test_lists_of_questions_ask_eight_statements_at_most_however_many(people: People, town: Town, path: str) -> None:
    staff = signed_in(people.putri)
    for n in range(3):
        make_question(people, town, title=f"Pertanyaan nomor {n}")
    few = statements(staff, path)
    for n in range(25):
        topic = make_question(people, town, title=f"Pertanyaan lain {n}")
        if n % 3 == 0:
            overdue(topic)
        if n % 3 == 1:
            answer_question(topic=topic, by=people.putri, body="Sudah.")
    assert statements(staff, path) <= max(few, 8) == 8


def test_the_queue_shows_the_oldest_first_to_those_who_owe(people: People, town: Town) -> None:
    Organisation.objects.filter(pk=town.rw03.pk).update(kind="rw")
    new, old = make_question(people, town, title="Pertanyaan baru saja"), make_question(people, town, title="Yang lama")
    board = make_question(people, town, title="Untuk pengurus RW", asked=town.rw03)
    overdue(old)
    page = text(signed_in(people.putri), QUEUE)
    assert page.index("Yang lama") < page.index("Pertanyaan baru saja")
    assert "Untuk pengurus RW" in page, "staff look after all"
    assert answer_path(old) in page
    assert answer_path(board) not in page, "another office answers it"
    mine = text(signed_in(people.tukimin), QUEUE)
    assert "Untuk pengurus RW" in mine
    assert "Yang lama" not in mine
    late = text(signed_in(people.putri), f"{QUEUE}?tampil=terlambat")
    assert old.title in late
    assert new.title not in late
    assert "Tidak ada pertanyaan yang menunggu" in text(signed_in(people.bayu), QUEUE), "nothing was asked of the firm"
    assert Client().get(QUEUE).status_code == 302


def test_s3_what_one_may_not_see_is_in_no_list_of_questions(
    people: People, town: Town, private_project: Project
) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    assert category.audience.visibility == Visibility.PRIVATE
    topic = make_topic(people, category=category, author=people.rizky, kind="question", title="Bahan Rahasia Mawar?")
    reply = publish_post(topic=topic, author=people.rizky, body="Bahan di gudang.")
    for browser in (Client(), signed_in(people.bayu), signed_in(people.sunarti)):
        assert "Rahasia Mawar" not in text(browser, UNANSWERED)
        assert browser.get(answer_path(topic)).status_code == 404
        assert browser.post(f"/forum/topik/{topic.pk}/kiriman/{reply.pk}/jawaban/").status_code == 404
    assert "Rahasia Mawar" in text(signed_in(people.ratna), UNANSWERED)


def test_the_official_answer_stands_on_top_of_its_topic(people: People, town: Town) -> None:
    topic = make_question(people, town)
    url = topic.get_absolute_url()
    for n in range(24):
        publish_post(topic=topic, author=people.bayu, body=f"Di sini juga {n}.")
    office = signed_in(people.putri)
    assert answer_path(topic) in text(office, url)
    answer = office.post(answer_path(topic), {"body": "Dikeruk tanggal **2 Desember**."})
    assert (answer.status_code, answer["Location"]) == (303, f"{url}?no=26#no-26")
    for browser in (Client(), signed_in(people.bayu), office):
        page = text(browser, url)
        assert "Jawaban resmi" in page
        assert page.index("<strong>2 Desember</strong>") < page.index('id="no-1"')
        assert answer_path(topic) not in page
    assert "Terjawab" in text(Client(), "/forum/")
    assert office.get(answer_path(topic)).status_code == 403


def test_whoever_comes_second_is_told_and_keeps_the_text(people: People, town: Town) -> None:
    topic = make_question(people, town)
    answer_question(topic=topic, by=people.ratna, body="Dikeruk besok.")
    words = {"body": "Dikeruk lusa pagi oleh petugas."}
    late = signed_in(people.putri).post(answer_path(topic), words, headers={"origin": "http://testserver"})
    assert late.status_code == 403
    assert "sudah dijawab" in late.content.decode()
    assert "Dikeruk lusa pagi oleh petugas." in late.content.decode()
    assert topic.posts.count() == 2


def test_a_mark_is_seen_and_goes_at_once_on_pages_that_are_kept(people: People) -> None:
    topic = make_topic(people, kind="question", title="Ada yang punya tangga?")
    reply = publish_post(topic=topic, author=people.bayu, body="Ada di pos.")
    url, mark = topic.get_absolute_url(), f"/forum/topik/{topic.pk}/kiriman/{reply.pk}/jawaban/"
    visitor, asker, other = Client(), signed_in(people.sunarti), signed_in(people.dewi)
    assert mark in text(asker, url)
    assert mark in text(signed_in(people.putri), url)
    assert mark not in text(other, url)
    assert mark not in text(visitor, url)
    assert other.get(mark).status_code == 403
    assert asker.get(mark).status_code == 200
    assert "Terjawab" not in text(visitor, url)
    assert asker.post(mark).status_code == 303
    for browser in (visitor, asker, other):
        page = text(browser, url)
        assert "Terjawab" in page
        assert page.count("Ada di pos.") == 2
    unmark_answer(topic=topic, by=people.sunarti)
    assert text(visitor, url).count("Ada di pos.") == 1
    mark_answer(post=reply, by=people.sunarti)
    hide_post(post=reply, by=people.putri, reason="Iklan obat")
    assert "Ada di pos." not in text(visitor, url)


def test_belum_terjawab_is_offered_to_the_asker_and_opens_it_again(people: People, town: Town) -> None:
    topic = make_question(people, town)
    answer_question(topic=topic, by=people.putri, body="Sedang kami cek.")
    path, asker = f"/forum/topik/{topic.pk}/belum-terjawab/", signed_in(people.sunarti)
    assert path in text(asker, topic.get_absolute_url())
    assert path not in text(signed_in(people.putri), topic.get_absolute_url())
    assert signed_in(people.putri).post(path, {"body": "Belum dijawab."}).status_code == 403
    assert asker.post(path, {"body": " "}).status_code == 422
    assert asker.post(path, {"body": "Tanggalnya belum disebut."}).status_code == 303
    page = text(Client(), topic.get_absolute_url())
    assert "Menunggu jawaban" in page
    assert "Tanggalnya belum disebut." in page


def test_a_template_is_put_below_what_was_typed_and_publishes_nothing(people: People, town: Town) -> None:
    add_template(organisation=town.office, by=people.putri, title="Salam", body="Terima kasih sudah bertanya.")
    add_template(organisation=town.office, by=people.ratna, title="Jadwal", body="Loket buka pukul 08.00.")
    topic = make_question(people, town)
    office = signed_in(people.putri)
    page = text(office, answer_path(topic))
    assert page.index(">Jadwal<") < page.index(">Salam<")
    chosen = AnswerTemplate.objects.get(title="Salam").pk
    begun = office.post(f"{answer_path(topic)}?isi=1", {"body": "Selamat pagi, Bu.", "template": chosen})
    typed = re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", begun.content.decode())
    assert begun.status_code == 200
    assert typed
    assert typed[1].split() == "Selamat pagi, Bu. Terima kasih sudah bertanya.".split()
    assert topic.posts.count() == 1
    for wrong in ("", "x", "99999999999999999999"):
        kept = office.post(f"{answer_path(topic)}?isi=1", {"body": "Selamat pagi, Bu.", "template": wrong})
        assert kept.status_code == 200
        assert "Selamat pagi, Bu." in kept.content.decode()


def test_an_office_keeps_its_templates(people: People, town: Town) -> None:
    office, path = signed_in(people.putri), f"/forum/templat/{town.office.pk}/"
    assert "Belum ada templat" in text(office, path)
    words = {"title": "Salam", "body": "Terima kasih sudah bertanya."}
    assert office.post(f"{path}baru/", words | {"body": "a"}).status_code == 422
    assert office.post(f"{path}baru/", words)["Location"] == path
    again = office.post(f"{path}baru/", words | {"body": "Kalimat yang lain sekali."})
    assert again.status_code == 422
    assert "Kalimat yang lain sekali." in again.content.decode()
    template = AnswerTemplate.objects.get()
    edit = f"{path}isi/{template.pk}/ubah/"
    assert office.post(edit, words | {"title": "Salam pagi"}).status_code == 303
    assert "Salam pagi" in text(office, path)
    for other in (people.bayu, people.tukimin, people.sunarti):
        browser = signed_in(other)
        assert [browser.get(one).status_code for one in (path, f"{path}baru/", edit)] == [403] * 3
        assert browser.post(f"{path}isi/{template.pk}/hapus/").status_code == 403
    assert signed_in(people.bayu).get(f"/forum/templat/{town.firm.pk}/").status_code == 403, "it owes no answers"
    assert office.post(f"{path}isi/{template.pk}/hapus/").status_code == 303
    assert not AnswerTemplate.objects.exists()


def test_o7_another_offices_template_is_not_found_under_this_one(people: People, town: Town) -> None:
    Organisation.objects.filter(pk=town.rw03.pk).update(kind="rw")
    rw03 = Organisation.objects.get(pk=town.rw03.pk)
    theirs = add_template(organisation=rw03, by=people.tukimin, title="Ronda", body="Jadwal ronda ada di pos.")
    office = signed_in(people.putri)
    assert office.get(f"/forum/templat/{town.office.pk}/isi/{theirs.pk}/ubah/").status_code == 404
    topic = make_question(people, town)
    assert "Ronda" not in text(office, answer_path(topic))
    begun = office.post(f"{answer_path(topic)}?isi=1", {"body": "Pagi.", "template": theirs.pk})
    assert "Jadwal ronda" not in begun.content.decode()


def test_an_emergency_is_offered_the_number_to_call_once_with_everything_kept(people: People, town: Town) -> None:
    browser = signed_in(people.sunarti)
    fire = form(title="Tolong, ada kebakaran di gang", body="Api dari dapur warung.", asked=town.office.pk)
    asked = browser.post("/forum/baru/", fire)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert 'href="tel:112"' in page
    assert "https://jaki.jakarta.go.id/" in page
    assert "https://www.lapor.go.id/" in page
    assert "Api dari dapur warung." in page
    assert f'<option value="{town.office.pk}" selected>' in page
    assert 'name="report_number"' in page
    assert not Topic.objects.exists()
    assert browser.post("/forum/baru/", fire | {"told": "1", "report_number": "JK-2611-0042"}).status_code == 303
    topic = Topic.objects.get()
    assert topic.report_number == "JK-2611-0042"
    assert "Nomor laporan: JK-2611-0042" in text(Client(), topic.get_absolute_url())


def test_a_report_number_is_a_short_line(people: People) -> None:
    fire = form(title="Tolong, ada kebakaran di gang", body="Api dari dapur.", told="1")
    for wrong in ("9" * 41, "1234567890123456"):
        answer = signed_in(people.sunarti).post("/forum/baru/", fire | {"report_number": wrong})
        assert answer.status_code == 422
        assert 'name="report_number"' in answer.content.decode(), "it can be mended"


def test_an_ordinary_text_is_published_at_once(people: People) -> None:
    page = text(signed_in(people.sunarti), "/forum/baru/")
    assert 'name="report_number"' not in page
    assert "tel:112" not in page
    assert signed_in(people.sunarti).post("/forum/baru/", form()).status_code == 303


def test_a_link_asks_a_certain_office(people: People, town: Town) -> None:
    page = text(signed_in(people.sunarti), f"/forum/baru/?kepada={town.office.pk}")
    assert f'<option value="{town.office.pk}" selected>' in page
    assert " selected>PT Sumber Air" not in text(signed_in(people.sunarti), f"/forum/baru/?kepada={town.firm.pk}")


def test_a_question_is_found_by_its_number_by_those_who_may_see_it(
    people: People, town: Town, private_project: Project
) -> None:
    topic = make_question(people, town)
    number = Question.objects.get().number
    for typed in (number, number.lower(), number.replace("-", " ")):
        assert topic.title in text(Client(), f"/cari/?q={typed}").replace("<mark>", "").replace("</mark>", "")
    for typed in ("T-2026-9999", "T-0000-0", "T-2026-999999", "T-9999-123456"):
        assert topic.title not in text(Client(), f"/cari/?q={typed}")
    Topic.objects.filter(pk=topic.pk).update(category=private_project.category_id)
    assert "dikeruk" not in text(signed_in(people.bayu), f"/cari/?q={number}")


def test_the_desk_counts_what_is_not_answered(people: People, town: Town) -> None:
    for n in range(2):
        make_question(people, town, title=f"Pertanyaan nomor {n}")
    page = text(signed_in(people.putri), "/meja/")
    count = re.search(r'(?s)<a class="stat" href="/forum/pertanyaan/">.*?<dt>Belum dijawab</dt>\s*<dd>(\d+)</dd>', page)
    assert count
    assert count[1] == "2"
