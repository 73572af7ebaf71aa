"""The demo's mail can be read in the browser; a real site has no such page."""

import re
from mailbox import Maildir
from pathlib import Path
from typing import Any

import pytest

from mail.composing import mime
from mail.letters import letter
from mail.models import Message
from portal import mailbox

DEMO = pytest.mark.urls("tests.mail.mailbox_urls")


def raw(n: int = 0, to: str = "ratna@contoh.example", purpose: str = "Ketik kode ini.") -> bytes:
    context = {"code": "123456", "heading": "Kode & <masuk>", "purpose": purpose, "minutes": 10}
    made = letter("mail/code", context, f"Kode nomor {n} <b>", unsubscribe="/berhenti/abc/")
    return mime(Message(address=to, message_id=f"<{n}@contoh.example>"), made)


@pytest.fixture
def box(settings: Any, tmp_path: Path) -> Maildir:
    settings.MAIL_SINK = str(tmp_path / "surat")
    return Maildir(settings.MAIL_SINK, create=True)


@pytest.mark.django_db
def test_a_real_site_has_no_such_page(visitor, box):
    assert visitor.get("/surat/").status_code == 404
    assert visitor.get(f"/surat/{box.add(raw())}/").status_code == 404


@DEMO
@pytest.mark.django_db
def test_an_empty_box_says_what_will_come(visitor, box):
    assert "Belum ada surat" in visitor.get("/surat/").content.decode()


@DEMO
@pytest.mark.django_db
def test_the_newest_is_first_and_twenty_are_a_page(visitor, box):
    for n in range(45):
        box.add(raw(n))
    seen: list[str] = []
    address = "/surat/"
    while address:
        page = visitor.get(address).content.decode()
        seen += re.findall(r"Kode nomor (\d+) &lt;b&gt;</a>", page)
        following = re.search(r'href="(\?setelah=[^"]+)"', page)
        address = f"/surat/{following[1]}".replace("&amp;", "&") if following else ""
    assert seen == [str(n) for n in reversed(range(45))]


@DEMO
@pytest.mark.django_db
def test_one_may_look_for_the_mail_of_one_person(visitor, box):
    box.add(raw(1, "ratna@contoh.example"))
    box.add(b"X-Envelope-To: bayu@contoh.example\r\n" + raw(2, "daftar@contoh.example"))
    page = visitor.get("/surat/", {"untuk": "BAYU@"}).content.decode()
    assert ("Kode nomor 2" in page, "Kode nomor 1" in page) == (True, False)


@DEMO
@pytest.mark.django_db
def test_a_mail_shows_its_text_escaped_and_its_links_work(visitor, box):
    key = box.add(raw(purpose="Buka http://testserver/proyek/1-bank-sampah/ <script>alert(1)</script>"))
    page = visitor.get(f"/surat/{key}/").content.decode()
    assert '<a href="http://testserver/proyek/1-bank-sampah/"' in page
    assert "<script>alert" not in page
    assert "&lt;http://testserver/berhenti/abc/&gt;" in page


@DEMO
@pytest.mark.django_db
def test_the_html_is_shown_with_its_own_styles_and_nothing_else(visitor, box):
    response = visitor.get(f"/surat/{box.add(raw())}/html/")
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-hashes' 'sha256-")
    styles = set(re.findall(r'style="([^"]*)"', response.content.decode()))
    assert policy.count("'sha256-") == len(styles) + 1  # and the rules for dark mode


@DEMO
@pytest.mark.django_db
@pytest.mark.parametrize("key", ["nowhere", "..%2f..%2fetc%2fpasswd", "a" * 3000])
def test_a_mail_that_is_not_there_is_not_found(visitor, box, key):
    assert visitor.get(f"/surat/{key}/").status_code == 404
    assert visitor.get(f"/surat/?setelah={key[:50]}&untuk=%ff%fe").status_code == 200


def test_names_are_ordered_by_the_time_in_them(box):
    keys = ["100.M9P1Q1.x", "100.M10P1Q1.x", "99.M50P1Q1.x"]

    class Named:
        def keys(self) -> list[str]:
            return keys

    assert mailbox._newest_first(Named()) == ["100.M10P1Q1.x", "100.M9P1Q1.x", "99.M50P1Q1.x"]  # type: ignore[arg-type]
