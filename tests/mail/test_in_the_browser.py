"""The pages that links in mails open, and the mails themselves, in a real browser: neither it nor axe complains."""

import os
from mailbox import Maildir
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mail.delivery import drain
from mail.models import MailToken
from tests.chromium import browser_type_launch_args, open_page
from tests.mail.test_acts import done, is_open, name_it, sign_it, thread
from tests.mail.test_codes import mailed
from tests.mail.test_mailbox import raw
from tests.sinks import text_of

__all__ = ["browser_type_launch_args", "is_open", "name_it", "open_page", "sign_it", "thread"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LOOKS = [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


def faults(page: Page) -> list[Any]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def seen(page: Page, name: str) -> None:
    """Kept as a picture where somebody wants to look: PICTURES names the folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_binding_act_is_done_on_a_phone_with_and_without_javascript(
    people, sign_it, thread, open_page, mail_sink, scripted
):
    page = open_page(sign_it, width=360, java_script_enabled=scripted)
    page.get_by_role("button", name="Kirim kode ke surel saya").click()
    page.get_by_label("Kode 6 angka").fill("000000" if mailed(mail_sink, people.rizky.email) != "000000" else "1")
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_role("alert")).to_contain_text("Kode itu tidak cocok")
    seen(page, f"act-wrong-{scripted}")
    page.get_by_label("Kode 6 angka").fill(mailed(mail_sink, people.rizky.email))
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("Ditandatangani.")).to_be_visible()
    assert done(thread) == "bersih"


def test_a_reversible_act_and_its_undo_are_two_taps(people, name_it, thread, open_page, mail_sink):
    page = open_page(name_it, width=360)
    page.get_by_role("button", name="Namai utas").click()
    expect(page.get_by_text("Utas dinamai.")).to_be_visible()
    drain()
    text = text_of(mail_sink.to(people.rizky.email)[0])
    page.goto(next(word for word in text.split() if "/aksi/" in word).removeprefix("http://testserver"))
    page.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_role("heading", name="Sudah dibatalkan")).to_be_visible()
    assert done(thread) == ""


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_the_pages_of_a_link(people, sign_it, name_it, open_page, mail_sink, width, scheme):
    page = open_page(name_it, width=width, scheme=scheme)
    assert faults(page) == []
    page.goto(sign_it)
    assert faults(page) == []
    page.get_by_role("button", name="Kirim kode ke surel saya").click()
    assert faults(page) == []
    seen(page, f"act-{width}-{scheme}")
    MailToken.objects.all().delete()
    page.goto(sign_it)
    assert faults(page) == []
    seen(page, f"gone-{width}-{scheme}")


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> str:
    """A demo whose mailbox holds one mail."""
    settings.MAIL_SINK, settings.PORTAL_MODE = str(tmp_path / "surat"), "demo"
    return Maildir(settings.MAIL_SINK, create=True).add(raw())


@pytest.mark.urls("tests.mail.mailbox_urls")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_the_mailbox_nor_in_the_mail(key, open_page, width, scheme):
    page = open_page("/surat/", width=width, scheme=scheme)
    assert faults(page) == []
    seen(page, f"mailbox-{width}-{scheme}")
    page.get_by_role("link", name="Kode nomor 0").click()
    assert faults(page) == []
    page.get_by_role("link", name="Lihat seperti di kotak surel").click()
    assert faults(page) == []
    seen(page, f"mail-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    colour = page.locator(".sheet").evaluate("el => getComputedStyle(el).backgroundColor")
    assert colour == ("rgb(26, 33, 29)" if scheme == "dark" else "rgb(255, 255, 255)")
