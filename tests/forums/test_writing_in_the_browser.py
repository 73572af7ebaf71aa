"""Writing in a browser: quoting what is marked, naming by a few letters, looking before sending, on two screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from commons.rich_text import plain, references
from forums.actions import delete_post, edit_post, find_useful, open_category, publish_post
from forums.models import Post, Reaction, Topic
from tests.chromium import Opener
from tests.forums.town import make_topic
from tests.people import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PASTE = """([selector, content, kind]) => {
    const files = new DataTransfer(), bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    files.items.add(new File([bytes], "pos.png", { type: "image/png" }));
    const place = document.querySelector(selector);
    place.dispatchEvent(kind === "paste"
        ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true })
        : new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


def talk(people: People) -> Topic:
    topic = make_topic(people, category=open_category(by=people.putri, title="Lingkungan", visibility="public"))
    publish_post(topic=topic, author=people.dewi, body="Tong di pos penuh lagi. Truk datang Selasa pagi.")
    return topic


def ready(page: Page) -> Page:
    """Its scripts are attached: they come after the page."""
    page.wait_for_load_state("networkidle")
    return page


def test_marked_words_go_into_the_answer_as_a_quote_without_leaving_the_page(people: People, open_page: Opener) -> None:
    topic = talk(people)
    page = ready(open_page(topic.get_absolute_url(), people.bayu, width=1280))
    page.get_by_role("textbox", name="Tulisan").fill("Begini:")
    page.locator("#no-2 .body p").evaluate(
        """(p) => {
            const range = document.createRange();
            range.setStart(p.firstChild, p.textContent.indexOf("Truk"));
            range.setEnd(p.firstChild, p.textContent.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.get_by_role("link", name="Kutip #2").click()
    post = topic.posts.get(number=2)
    quote = f"> Truk datang Selasa pagi.\n>\n> [#2]({post.lasting_url})\n\n"
    expect(page.get_by_role("textbox", name="Tulisan")).to_have_value(f"Begini:\n\n{quote}")
    page.get_by_role("textbox", name="Tulisan").press_sequentially("Kami ikut.")
    page.get_by_role("button", name="Kirim balasan").click()
    page.wait_for_url("**no-3")
    expect(page.locator("#no-3 blockquote")).to_contain_text("Truk datang Selasa pagi.")
    page.locator("#no-3 blockquote").get_by_role("link", name="Dewi Lestari, kiriman 2").click()
    page.wait_for_url("**no-2")


def test_a_name_is_chosen_by_two_letters_and_the_keys(people: People, open_page: Opener) -> None:
    topic = talk(people)
    User.objects.filter(pk=people.dewi.pk).update(is_listed=True)
    page = ready(open_page(topic.get_absolute_url(), people.bayu, width=360))
    text = page.get_by_role("textbox", name="Tulisan")
    text.click()
    text.press_sequentially("Menurut @de")
    option = page.get_by_role("option", name="Dewi Lestari")
    expect(option).to_have_attribute("aria-selected", "true")
    assert Axe().run(page).response["violations"] == []
    text.press("Enter")
    expect(text).to_have_value("Menurut @dewi ")
    expect(page.get_by_role("listbox")).to_be_hidden()
    text.press_sequentially("bagaimana, @zz")
    page.wait_for_timeout(500)
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_role("button", name="Kirim balasan").click()
    page.wait_for_url("**no-3")
    assert references(topic.posts.get(number=3).body, "accounts.person") == [people.dewi.pk]


def test_a_preview_comes_in_place_and_the_text_is_sent_once(people: People, open_page: Opener) -> None:
    topic = talk(people)
    page = ready(open_page(topic.get_absolute_url(), people.bayu, width=360))
    page.get_by_role("textbox", name="Tulisan").fill("Kami **bantu** angkut.")
    page.get_by_role("button", name="Pratinjau").click()
    expect(page.locator("#pratinjau strong")).to_have_text("bantu")
    assert page.url.endswith(topic.get_absolute_url())
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Kirim balasan").click()
    page.wait_for_url("**no-3")
    assert topic.posts.count() == 3


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_is_pasted_or_dropped_into_the_text(people: People, open_page: Opener, kind: str) -> None:
    topic = talk(people)
    page = ready(open_page(topic.get_absolute_url(), people.bayu, width=1280))
    page.get_by_role("textbox", name="Tulisan").fill("Begini keadaannya.")
    page.evaluate(PASTE, ["#balas textarea", PIXEL, kind])
    expect(page.locator("#balas").get_by_text("pos.png")).to_be_visible()
    page.get_by_role("button", name="Kirim balasan").click()
    page.wait_for_url("**no-3")
    expect(page.locator("#no-3 .photos img")).to_have_count(1)


def test_a_topic_like_the_title_is_shown_while_it_is_typed(people: People, open_page: Opener) -> None:
    topic = talk(people)
    page = ready(open_page("/forum/baru/", people.bayu, width=360))
    page.get_by_role("textbox", name="Judul").press_sequentially("Parkir gang Mawar")
    expect(page.locator("#mirip").get_by_role("link", name=topic.title)).to_be_visible()


def test_two_people_change_find_useful_and_take_back_on_two_screens(people: People, open_page: Opener) -> None:
    topic = talk(people)
    phone = open_page(topic.get_absolute_url(), people.dewi, width=360)
    desk = open_page(topic.get_absolute_url(), people.bayu, width=1280)
    desk.get_by_role("button", name="Bermanfaat #2").click()
    desk.wait_for_url("**no-2")
    expect(desk.get_by_role("button", name="Bermanfaat #2")).to_have_attribute("aria-pressed", "true")
    assert Reaction.objects.count() == 1
    phone.get_by_role("link", name="Ubah #2").click()
    phone.get_by_role("textbox", name="Tulisan").fill("Tong di pos sudah kosong.")
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url("**no-2")
    expect(phone.locator("#no-2")).to_contain_text("1 orang")
    desk.reload()
    expect(desk.locator("#no-2 .body")).to_have_text("Tong di pos sudah kosong.")
    desk.locator("#no-2").get_by_role("link", name="Diubah").click()
    expect(desk.get_by_text("Tong di pos penuh lagi.")).to_be_visible()
    phone.get_by_role("link", name="Hapus #2").click()
    phone.get_by_role("button", name="Hapus kiriman").click()
    phone.wait_for_url("**no-2")
    expect(phone.locator("#no-2")).to_contain_text("Kiriman ini dihapus penulisnya.")
    phone.get_by_role("link", name="Kembalikan").click()
    phone.get_by_role("button", name="Kembalikan").click()
    phone.wait_for_url("**no-2")
    assert plain(Post.objects.get(number=2).body, people.bayu) == "Tong di pos sudah kosong."


def test_nothing_stands_in_anybodys_way(people: People, open_page: Opener) -> None:
    topic = talk(people)
    post = edit_post(post=topic.posts.get(number=2), by=people.dewi, body="Tong di pos sudah kosong.")
    find_useful(post=post, by=people.bayu)
    gone = publish_post(topic=topic, author=people.dewi, body="Salah tulis.")
    delete_post(post=gone, by=people.dewi)
    at = f"/forum/topik/{topic.pk}/kiriman/{post.pk}"
    paths = [topic.get_absolute_url(), *(f"{at}/{act}/" for act in ("ubah", "hapus", "riwayat", "bermanfaat"))]
    for path in paths:
        for width, scheme in ((360, "light"), (360, "dark"), (1280, "light")):
            page = open_page(path, people.dewi, width=width, scheme=scheme)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (path, scheme)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
            page.context.close()
