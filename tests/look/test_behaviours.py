"""The behaviours of the pages, in a browser, on the catalogue where each of them stands."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CATALOGUE = "/kelola/komponen/"
FORM = "form[data-draft='portal.example:new']"


# pitfall: H2
def test_the_summary_of_errors_takes_the_focus_and_leads_into_the_field(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a", has_text="Kemajuan").click()
    expect(page.locator("#id_kembali-progress")).to_be_focused()


def test_a_menu_closes_by_escape_and_by_a_click_elsewhere(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    menu = page.locator("main details.menu").first
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="Hapus kabar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_question_opens_as_a_dialog_and_the_focus_returns(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    opener = page.locator("[data-dialog=contoh-hapus]")
    opener.click()
    dialog = page.get_by_role("dialog", name="Hapus kabar 20 Nov?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_number_steps_within_its_bounds(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    field, more = page.locator(f"{FORM} #id_progress"), page.get_by_role("button", name="Tambah 5")
    for _press in range(8):
        more.click()
    expect(field).to_have_value("100")


def test_marks_are_written_around_what_is_marked(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    field = page.locator(f"{FORM} #id_body")
    field.fill("tong sampah")
    field.select_text()
    page.get_by_role("button", name="Tebal").click()
    expect(field).to_have_value("**tong sampah**")


def test_what_was_written_on_this_device_is_offered_again(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.locator(f"{FORM} #id_title").fill("Sumur resapan RW 05")
    page.wait_for_timeout(1300)
    page.evaluate("document.querySelector('[data-draft-notice]').remove()")
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('draf:'))")
    assert [key for key, _text in kept] == ["draf:putri:portal.example:new"]
    assert "Sumur resapan RW 05" in kept[0][1]
    assert "csrf" not in kept[0][1]


def test_a_draft_of_this_device_fills_the_form_when_asked(people, open_page):
    page = open_page("/direktori/daftar/", people.putri)
    page.locator("#id_name").fill("Karang Taruna Pelita")
    page.wait_for_timeout(1300)
    page.reload()
    expect(page.locator("#id_name")).to_have_value("")
    page.locator("[data-resume]").click()
    expect(page.locator("#id_name")).to_have_value("Karang Taruna Pelita")


def test_what_stands_in_the_form_already_is_not_offered_although_the_page_asks_something_new(people, town, open_page):
    """The second step shows what is alike, with a hidden answer; the text is the same (it was offered as a draft)."""
    page = open_page("/direktori/daftar/", people.putri, width=360)
    page.locator("#id_name").fill("PT Sumber Airr")
    page.get_by_label("Swasta").check()
    page.get_by_role("button", name="Lanjut").click()
    page.locator("textarea[name=about]").fill("Air bersih.")
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("button", name="Bukan, lanjutkan")).to_be_visible()
    expect(page.locator("textarea[name=about]")).to_have_value("Air bersih.")
    expect(page.locator("[data-draft-notice]")).to_be_hidden()


def test_signing_out_takes_the_drafts_of_the_device_along(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.locator(f"{FORM} #id_title").fill("Rahasia")
    page.wait_for_timeout(1300)
    page.goto("/keluar/")
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draf:'))") == []


# pitfall: H1
def test_back_after_signing_out_shows_nothing_private(people, open_page):
    page = open_page("/akun/", people.putri)
    expect(page.get_by_role("heading", name=people.putri.name)).to_be_visible()
    page.goto("/keluar/")
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/")
    for _step in range(2):
        page.go_back()
        assert people.putri.name not in page.content()
    expect(page.get_by_role("link", name="Masuk").first).to_be_visible()


def test_a_photo_is_made_small_before_it_is_sent(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    photo = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(photo, "JPEG", quality=95)
    field = page.locator(f"{FORM} input[type=file]")
    field.set_input_files({"name": "Lapangan.JPG", "mimeType": "image/jpeg", "buffer": photo.getvalue()})
    expect(page.get_by_text("Foto siap dikirim.")).to_be_visible()
    sent = field.evaluate(
        "async (f) => { const p = await createImageBitmap(f.files[0]);"
        " return [f.files.length, f.files[0].name, f.files[0].size, p.width, p.height] }"
    )
    assert (sent[0], sent[1], sent[3], sent[4]) == (1, "Lapangan.jpg", 1600, 1067)
    assert sent[2] < len(photo.getvalue())


def test_what_is_no_photo_is_sent_as_it_is(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    field = page.locator(f"{FORM} input[type=file]")
    field.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto" * 90_000})
    expect(page.get_by_text("Foto siap dikirim.")).to_be_visible()
    assert field.evaluate("(f) => [f.files[0].name, f.files[0].size]") == ["a.jpg", 900_000]


def test_a_form_is_sent_once_however_often_one_presses(people, open_page):
    page = open_page("/direktori/daftar/", people.putri)
    posts: list[str] = []
    page.route("**/direktori/daftar/", lambda route: (posts.append(route.request.method), route.fulfill(status=204))[1])
    button = page.locator("main form.stack button[type=submit]")
    button.dblclick()
    expect(button).to_be_disabled()
    assert posts == ["POST"]


def test_a_filter_changes_the_list_says_its_count_and_keeps_the_focus(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.evaluate("document.getElementById('daftar').dataset.old = ''")
    page.locator("details.filters summary").click()
    page.get_by_label("Urutkan menurut").focus()
    page.get_by_label("Urutkan menurut").select_option("name")
    expect(page.locator("#daftar[data-old]")).to_have_count(0)
    expect(page.locator("#terucap")).to_have_text("2 baris")
    expect(page.get_by_label("Urutkan menurut")).to_be_focused()
    assert page.url.endswith("?q=&rw=03&sort=name")


def test_what_htmx_brings_behaves_too(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.evaluate(
        'document.getElementById(\'daftar\').innerHTML = \'<button hx-get="/kelola/komponen/" hx-select="details.menu"'
        ' hx-target="#daftar" hx-swap="innerHTML">Muat</button>\'; htmx.process(document.getElementById(\'daftar\'))'
    )
    page.get_by_role("button", name="Muat").click()
    menu = page.locator("#daftar details.menu").first
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def test_no_signal_is_said_and_can_be_tried_again(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.route(re.compile(r"\?"), lambda route: route.abort())
    page.locator("details.filters summary").click()
    page.get_by_label("Urutkan menurut").select_option("name")
    notice = page.locator("#gangguan")
    expect(notice).to_contain_text("Tidak ada sinyal. Tulisan Anda masih ada di sini.")
    notice.get_by_role("button", name="Tutup pesan").click()
    expect(notice).to_be_hidden()


def test_a_refusal_says_the_servers_own_sentence(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    sentence = "Terlalu sering. Coba lagi dalam 40 detik."
    page.route(re.compile(r"\?"), lambda route: route.fulfill(status=429, body=f"<p data-failure>{sentence}</p>"))
    page.locator("details.filters summary").click()
    page.get_by_label("Urutkan menurut").select_option("name")
    expect(page.locator("#gangguan")).to_contain_text(sentence)


def test_a_message_can_be_closed(people, open_page):
    page = open_page(CATALOGUE, people.putri)
    page.evaluate("document.getElementById('pesan').append(document.querySelector('main .toast'))")
    toast = page.locator("#pesan .toast")
    expect(toast).to_have_attribute("data-armed", "")  # before its script has come, the link leads to the page anew
    toast.get_by_role("link", name="Tutup pesan").click()
    expect(toast).to_have_count(0)


def test_a_message_closed_at_once_does_not_come_back(people, open_page):
    """What came with the page is put in anew so that it is read out: not when it was closed in between."""
    page = open_page(CATALOGUE, people.putri)
    page.evaluate("""async () => {
        const region = document.createElement("div");
        region.id = "uji";
        region.append(document.querySelector("main .toast"));
        document.body.append(region);
        const url = document.querySelector("script[type=module]").src;
        const { default: toasts } = await import(new URL("behaviours/toasts.js", url));
        toasts(region);
        region.querySelector("[data-close]").click();
        await new Promise((done) => setTimeout(done, 400));
    }""")
    expect(page.locator("#uji .toast")).to_have_count(0)


def test_without_javascript_nothing_is_offered_that_needs_it(people, open_page):
    page = open_page(CATALOGUE, people.putri, java_script_enabled=False)
    for name in ("Tebal", "Tambah 5", "Salin tautan"):
        assert page.get_by_role("button", name=name).count() == 0
    expect(page.locator(f"{FORM} #id_progress")).to_be_visible()
    expect(page.locator("#gangguan")).to_be_hidden()
