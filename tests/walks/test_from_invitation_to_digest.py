"""The one true thread: a private project, an invited partner, an update with a photo, a mail and a digest."""

import io
import urllib.request
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from running.trial import Trial
from running.visitor import Visitor
from tests.walks.walker import Walker, in_database, link_in, mails, next_digest, next_mail, text_of, walking

STAFF, PARTNER = "yuli@contoh.example", "bayu@contoh.example"
TITLE = "Sumur resapan RW 06"


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF)


@pytest.fixture(scope="module")
def partner(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, width=360, has_touch=True)


def test_staff_open_a_private_project_and_invite_a_partner(staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    page.goto("/proyek/baru/")
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Terbatas").check()
    page.get_by_label("Penanggung jawab").select_option(label="Kelurahan Tanjung Barat (contoh)")
    page.get_by_role("button", name="Buka proyek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("link", name="Mitra dan tim").click()
    page.get_by_role("link", name="Undang mitra").click()
    page.get_by_label("Organisasi").select_option(label="PT Wastu Tirta Lestari")
    page.get_by_label("Apa yang diharapkan?").fill("Alat ukur muka air dan dua teknisi")
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("status").first).to_contain_text("Undangan dikirim kepada PT Wastu Tirta Lestari.")


def test_its_representative_comes_from_the_mail_signs_in_by_code_and_accepts(
    partner: Walker, running_copy: Trial
) -> None:
    letter = next_mail(running_copy, PARTNER, 0, f"Undangan bermitra: {TITLE}")
    assert "Yuliana Sari" in text_of(letter)
    assert "Contoh: semua orang dan keputusan di sini rekaan" in text_of(letter)
    page = partner.page
    page.goto(link_in(letter, "aksi"))
    page.get_by_role("link", name="Atau masuk ke akun Anda").click()
    partner.sign_in_by_code(PARTNER)
    page.wait_for_url("**/aksi/**")
    page.get_by_label("Terima").check()
    page.get_by_role("button", name="Jawab undangan").click()
    expect(page.get_by_role("main")).to_contain_text("Jawaban Anda tersimpan.")
    assert "Mitra baru" in str(next_mail(running_copy, STAFF, 0, "Mitra baru")["Subject"])


def test_it_posts_an_update_with_a_photo_in_three_taps(partner: Walker, running_copy: Trial) -> None:
    page = partner.page
    page.goto("/")
    number = in_database(running_copy, "SELECT id FROM projects_project WHERE title = %s", TITLE)[0][0]
    page.goto(f"/proyek/{number}/")
    page.get_by_role("link", name="Perbarui status").tap()
    page.get_by_label("Foto").set_input_files({"name": "alat.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.locator(".choice", has_text="Sesuai rencana").tap()
    page.get_by_role("button", name="Kirim sebagai PT Wastu Tirta Lestari").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Terkirim")
    page.get_by_role("link", name="Buka proyek").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    shown = page.locator(".timeline img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0


def test_a_follower_gets_the_digest_with_links_that_work(staff: Walker, running_copy: Trial) -> None:
    text = next_digest(staff, STAFF)
    assert TITLE in text
    assert "PT Wastu Tirta Lestari" in text


def test_one_click_stops_the_digest_and_nothing_else(running_copy: Trial) -> None:
    digest = next(mail for mail in mails(running_copy, STAFF) if "hal di" in str(mail["Subject"]))
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(digest["List-Unsubscribe"]).strip().strip("<>")
    chosen = (
        "SELECT frequency FROM notifications_schedule s JOIN accounts_user u ON u.id = s.person_id WHERE u.email = %s"
    )
    for _ in range(3):
        urllib.request.urlopen(address, timeout=10)
    assert in_database(running_copy, chosen, STAFF) != [("off",)]
    urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click", timeout=10)
    assert in_database(running_copy, chosen, STAFF) == [("off",)]
    visitor = Visitor(running_copy.address)
    before = len(mails(running_copy, STAFF))
    visitor.ask_for_code(STAFF)
    assert "Kode masuk" in str(next_mail(running_copy, STAFF, before)["Subject"])


def test_a_stranger_sees_nothing_of_it(browser: Browser, running_copy: Trial) -> None:
    stranger = Visitor(running_copy.address)
    number = in_database(running_copy, "SELECT id FROM projects_project WHERE title = %s", TITLE)[0][0]
    for path in ("/", "/proyek/", f"/proyek/{number}/", f"/proyek/{number}/kabar/1/", f"/proyek/{number}/tim/"):
        assert TITLE not in stranger.get(path).text
    key = in_database(running_copy, "SELECT key FROM commons_attachment WHERE parent_id IS NOT NULL ORDER BY id DESC")[
        0
    ][0]
    assert stranger.get(f"/lampiran/{key}/").status == 404


def photo() -> bytes:
    """A picture as a phone would take it, larger than what is kept."""
    picture = Image.effect_noise((2400, 1800), 60).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
