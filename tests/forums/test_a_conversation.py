"""Two people on two screens at once, one at a phone, one at a desk: they talk; a topic goes; a question is late."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from activity.models import ReadMark
from commons.rich_text import references
from forums.actions import open_category
from forums.models import Topic
from tests.chromium import Opener
from tests.forums.test_writing_in_the_browser import PASTE, PIXEL, ready
from tests.forums.town import general, make_question, make_topic, overdue
from tests.people import People
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MARK_THE_FIRST = """(p) => {
    getSelection().removeAllRanges();
    const range = document.createRange();
    range.selectNodeContents(p);
    getSelection().addRange(range);
}"""


def ask(phone: Page) -> None:
    phone.get_by_role("combobox", name="Kategori").select_option(label=general().title)
    phone.get_by_role("combobox", name="Jenis").select_option(label="Tanya")
    phone.get_by_role("textbox", name="Judul").fill("Kapan pipa di gang kami diganti?")
    phone.get_by_role("textbox", name="Tulisan").fill("Air keruh sejak Senin.")
    phone.get_by_role("button", name="Terbitkan").click()
    phone.wait_for_url("**/forum/topik/**")


def quote_mention_and_show(desk: Page) -> None:
    text = desk.get_by_role("textbox", name="Tulisan")
    desk.locator("#no-1 .body p").evaluate(MARK_THE_FIRST)
    desk.get_by_role("link", name="Kutip #1").click()
    expect(text).not_to_have_value("")
    assert "> Air keruh sejak Senin." in text.input_value()
    text.press("Control+End")
    text.press_sequentially("Terima kasih, @de")
    expect(desk.get_by_role("option", name="Dewi Lestari")).to_have_attribute("aria-selected", "true")
    text.press("Enter")
    text.press_sequentially("ini pipanya.")
    desk.evaluate(PASTE, ["#balas textarea", PIXEL, "paste"])
    expect(desk.locator("#balas").get_by_text("pos.png")).to_be_visible()
    desk.get_by_role("button", name="Kirim balasan").click()
    desk.wait_for_url("**no-2")


def answer(desk: Page, words: str, number: int) -> None:
    desk.get_by_role("textbox", name="Tulisan").fill(words)
    desk.get_by_role("button", name="Kirim balasan").click()
    desk.wait_for_url(f"**no-{number}")


def test_a_question_is_asked_on_a_phone_and_answered_at_a_desk(people: People, open_page: Opener) -> None:
    User.objects.filter(pk=people.dewi.pk).update(is_listed=True)
    phone = ready(open_page("/forum/baru/", people.dewi, width=360))
    ask(phone)
    topic = Topic.objects.get(title="Kapan pipa di gang kami diganti?")

    desk = open_page("/forum/", people.bayu, width=1280)
    desk.get_by_role("link", name=topic.title).click()
    ready(desk)
    quote_mention_and_show(desk)
    assert references(topic.posts.get(number=2).body, "accounts.person") == [people.dewi.pk]
    answer(desk, "Kami ganti hari Kamis pagi.", 3)

    # On the phone the list leads to the first that is new, with all of it under the line.
    phone.goto("/forum/")
    phone.get_by_role("link", name=re.compile("^2 baru")).click()
    phone.wait_for_url("**no-2")
    expect(phone.locator(".unread-line + li")).to_have_id("no-2")
    expect(phone.locator("#no-2 blockquote")).to_contain_text("Air keruh sejak Senin.")
    expect(phone.locator("#no-2 .photos img")).to_have_count(1)
    expect(phone.locator("#no-2 .body").get_by_role("link", name="Dewi Lestari").last).to_be_visible()
    phone.locator("#no-3 footer").scroll_into_view_if_needed()
    phone.get_by_role("link", name="Tandai sebagai jawaban #3").click()
    phone.get_by_role("button", name="Tandai sebagai jawaban").click()
    phone.wait_for_url("**no-3")
    assert ReadMark.objects.get(person=people.dewi, thread=topic.thread).position == 3

    # At the desk the answer shows; what is changed there shows on the phone, with what it said before.
    desk.reload()
    expect(desk.get_by_role("main")).to_contain_text("Terjawab")
    desk.get_by_role("link", name="Ubah #3").click()
    desk.get_by_role("textbox", name="Tulisan").fill("Kami ganti hari Jumat pagi.")
    desk.get_by_role("button", name="Simpan").click()
    desk.wait_for_url("**no-3")
    phone.reload()
    expect(phone.locator("#no-3 .body")).to_have_text("Kami ganti hari Jumat pagi.")
    phone.locator("#no-3").get_by_role("link", name="Diubah").click()
    expect(phone.get_by_text("Kami ganti hari Kamis pagi.")).to_be_visible()


def test_a_topic_that_staff_move_out_of_sight_is_gone_from_the_phone_of_who_read_it(
    people: People, open_page: Opener
) -> None:
    open_category(by=people.putri, title="Rapat petugas", visibility="stakeholders")
    topic = make_topic(people, title="Kunci gudang cadangan", body="Disimpan di pos.")
    phone = open_page(topic.get_absolute_url(), people.tukimin, width=360)
    expect(phone.get_by_text("Disimpan di pos.")).to_be_visible()
    desk = open_page(topic.get_absolute_url(), people.putri, width=1280)
    desk.get_by_text("Urus topik").click()
    desk.get_by_role("link", name="Pindahkan").click()
    desk.get_by_role("combobox", name="Pindahkan ke kategori").select_option(label="Rapat petugas")
    desk.get_by_role("button", name="Lihat siapa yang dapat membaca").click()
    expect(desk.get_by_text("Yang lain tidak melihatnya lagi")).to_be_visible()
    desk.get_by_role("button", name="Pindahkan ke Rapat petugas").click()
    expect(desk.get_by_role("heading", name="Kunci gudang cadangan")).to_be_visible()

    assert (answer := phone.reload()) is not None
    assert answer.status == 404
    for path in ("/forum/", "/forum/?tampil=diikuti", "/forum/cari/?q=gudang", "/cari/?q=gudang", "/kotak-masuk/"):
        phone.goto(path)
        expect(phone.get_by_role("main")).not_to_contain_text("Kunci gudang cadangan")


def test_a_late_question_shows_to_everybody_and_on_the_desk(people: People, town: Town, open_page: Opener) -> None:
    topic = make_question(people, town)
    overdue(topic, days=2)
    phone = open_page("/forum/", width=360)
    expect(phone.get_by_role("listitem").filter(has_text=topic.title).last).to_contain_text("Terlambat")
    phone.get_by_role("link", name=topic.title).click()
    expect(phone.get_by_role("main")).to_contain_text("Terlambat")
    desk = open_page("/meja/", people.putri, width=1280)
    late = desk.get_by_role("listitem").filter(has_text=f"menunggu jawaban: {topic.title}").first
    expect(late).to_contain_text("terlambat")
