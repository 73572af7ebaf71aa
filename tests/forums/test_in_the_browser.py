"""The forum in a browser: reading moves the mark, an answer is written on a phone, nothing stands in anybody's way."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from activity.actions import follow
from activity.models import ReadMark
from forums.actions import open_category, publish_post, summarise
from forums.models import Topic
from notifications.fanout import dispatch
from notifications.queries import unread_count
from tests.chromium import Opener
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 15  # seconds; the page tells after five


def talked_about(people: People) -> Topic:
    category = open_category(by=people.putri, title="Lingkungan", visibility="public")
    topic = make_topic(people, category=category)
    for n in range(6):
        publish_post(topic=topic, author=people.dewi, body=f"Nomor {n}: tong penuh lagi, @bayu.")
    return topic


def test_who_reads_to_the_end_has_read_it_and_is_told_no_more(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    follow(people.tukimin, topic.thread)
    publish_post(topic=topic, author=people.dewi, body="Sudah diangkut.")
    dispatch()
    assert unread_count(people.tukimin) == 1
    signed_in(people.tukimin).get(topic.get_absolute_url())
    assert not ReadMark.objects.filter(person=people.tukimin).exists(), "reading a page by GET alone writes nothing"
    page = open_page(topic.get_absolute_url(), people.tukimin, width=360)
    page.locator("#no-8 footer").scroll_into_view_if_needed()
    waited = time.monotonic() + PATIENCE
    while unread_count(people.tukimin) and time.monotonic() < waited:
        time.sleep(0.3)
    assert ReadMark.objects.get(person=people.tukimin, thread=topic.thread).position == 8
    assert unread_count(people.tukimin) == 0


def test_an_answer_is_quoted_written_and_read_on_a_phone(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    page = open_page(topic.get_absolute_url(), people.bayu, width=360)
    page.get_by_role("link", name="Kutip #2").click()
    text = page.get_by_role("textbox", name="Tulisan")
    text.press("Control+End")
    text.press_sequentially("Kami kirim truk Selasa.")
    page.get_by_role("button", name="Kirim balasan").click()
    page.wait_for_url("**no-8")
    assert page.locator("#no-8").get_by_text("Kami kirim truk Selasa.").is_visible()
    link = page.locator("#no-8 blockquote").get_by_role("link", name="Dewi Lestari, kiriman 2")
    assert link.get_attribute("href") == f"{topic.get_absolute_url()}?no=2#no-2"


def test_a_page_that_stays_open_tells_of_new_answers_and_moves_nothing(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    page = open_page(topic.get_absolute_url(), people.tukimin, width=360)
    page.clock.install()
    page.reload()
    page.wait_for_load_state("networkidle")
    publish_post(topic=topic, author=people.dewi, body="Sudah diangkut.")
    page.clock.fast_forward("01:01")
    bar = page.get_by_role("link", name="1 balasan baru – tampilkan")
    bar.wait_for()
    assert page.locator(".post").count() == 7, "nothing came by itself"
    bar.click()
    page.wait_for_url("**no-8")
    assert page.get_by_text("Sudah diangkut.").is_visible()


def test_new_answers_in_between_are_read_and_the_own_one_is_sent(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    page = open_page(topic.get_absolute_url(), people.bayu, width=360, java_script_enabled=False)
    page.get_by_role("textbox", name="Tulisan").fill("Kami kirim truk Selasa.")
    publish_post(topic=topic, author=people.dewi, body="Truk dari RW 05 sudah datang.")
    page.get_by_role("button", name="Kirim balasan").click()
    assert page.get_by_role("heading", name="1 balasan baru sejak Anda mulai menulis").is_visible()
    assert not page.get_by_text("Truk dari RW 05 sudah datang.").is_visible()
    page.get_by_text("Tampilkan balasan baru").click()
    assert page.get_by_text("Truk dari RW 05 sudah datang.").is_visible()
    page.get_by_role("button", name="Tetap kirim").click()
    assert page.locator("#no-9").get_by_text("Kami kirim truk Selasa.").is_visible()


def test_on_paper_a_topic_is_what_was_written_and_where(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    publish_post(topic=topic, author=people.bayu, body="Lihat [jadwalnya](https://contoh.example/jadwal).")
    summarise(topic=topic, by=people.putri, body="Diangkut **Selasa**.")
    page = open_page(topic.get_absolute_url(), people.bayu, width=800)
    page.emulate_media(media="print")
    for text in (topic.title, "Nomor 5: tong penuh lagi", "Diangkut Selasa.", topic.get_absolute_url()):
        assert page.get_by_text(text).first.is_visible(), text
    for away in (".bar", ".post footer", "#balas", ".act", ".site-footer", ".crumb"):
        assert not any(one.is_visible() for one in page.locator(away).all()), away
    link = page.get_by_role("link", name="jadwalnya")
    after = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert after == '" (https://contoh.example/jadwal)"'


def test_nothing_stands_in_anybodys_way(people: People, open_page: Opener) -> None:
    topic = talked_about(people)
    summarise(topic=topic, by=people.putri, body="Diangkut **Selasa**.")
    follow(people.putri, topic.thread)
    paths = (
        "/forum/",
        "/forum/?tampil=baru",
        f"/forum/topik/{topic.pk}/ringkasan/",
        topic.category.get_absolute_url(),
        topic.get_absolute_url(),
        "/forum/baru/",
        "/forum/kategori/baru/",
    )
    for path in paths:
        for scheme in ("light", "dark"):
            page = open_page(path, people.putri, width=360, scheme=scheme)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (path, scheme)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
            page.context.close()
