"""Letters in one layout: text without escapes, HTML with them, links to this site only, light enough for any phone."""

import re
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest
from django.core.mail.message import BadHeaderError
from django.utils import translation

from mail.actions import message, new_message_id
from mail.composing import Letter, mime, one_line
from mail.letters import in_thread, letter
from mail.models import Message

NAME = 'Ibu-ibu "PKK" & Rek\'s <RW 03>'


def code_letter(**more) -> Letter:
    context = {"code": "123456", "heading": NAME, "purpose": "Ketik kode ini.", "minutes": 10}
    return letter("mail/code", context, more.pop("subject", "Kode Anda"), **more)


def parsed(made: Letter):
    row = Message(address="a@contoh.example", message_id=new_message_id())
    return message_from_bytes(mime(row, made), policy=policy.default)


def test_E6_subject_and_text_are_plain_and_html_is_escaped():
    made = code_letter(subject=NAME)
    mail = parsed(made)
    assert mail["Subject"] == NAME
    assert NAME in mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "<RW" not in html
    assert "&amp; Rek" in html


def test_the_text_comes_first_and_the_html_beside_it():
    mail = parsed(code_letter())
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_E5_a_subject_is_one_line_whatever_is_in_the_title():
    assert one_line("Rapat\r\nBcc: x@evil.example") == "Rapat Bcc: x@evil.example"
    assert one_line("a\tb\u2028c\x00d\x85e\n") == "a b c d e"
    assert len(one_line("a" * 500)) == 150


def test_E5_a_break_in_a_header_is_refused():
    with pytest.raises(BadHeaderError):
        parsed(Letter("Judul", "Isi", headers={"List-Id": "a\nBcc: x@evil.example"}))


def test_E7_mails_about_one_thing_hang_together_by_a_stable_id():
    mails = [parsed(code_letter(headers=in_thread("forums.topic", 12))) for _ in range(30)]
    assert len({mail["Message-ID"] for mail in mails}) == 30
    assert {mail["References"] for mail in mails} == {"<forums.topic.12@testserver>"}
    assert {mail["In-Reply-To"] for mail in mails} == {"<forums.topic.12@testserver>"}
    answer = in_thread("forums.topic", 12, parent=mails[0]["Message-ID"])
    assert answer["References"].split() == ["<forums.topic.12@testserver>", mails[0]["Message-ID"]]
    assert answer["In-Reply-To"] == mails[0]["Message-ID"]


def test_E8_one_click_is_offered_where_a_mail_can_be_stopped():
    mail = parsed(code_letter(unsubscribe="/berhenti/abc/", change="/akun/pemberitahuan/"))
    assert mail["List-Unsubscribe"] == "<http://testserver/berhenti/abc/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in ("plain", "html"):
        body = mail.get_body((part,)).get_content()
        assert "http://testserver/berhenti/abc/" in body
        assert "http://testserver/akun/pemberitahuan/" in body
    assert parsed(code_letter())["List-Unsubscribe"] is None


def test_A2_every_link_leads_to_the_configured_site(settings):
    """Nothing of a request is known here; this holds it by the bytes."""
    settings.SITE_URL = "https://rembuk.example.go.id"
    made = code_letter(unsubscribe="/berhenti/abc/", change="/akun/pemberitahuan/")
    found = re.findall(r"https?://[^/\"\s<]+", made.text + made.html)
    assert set(found) == {"https://rembuk.example.go.id"}


def test_why_it_comes_and_who_sends_it_stand_below(settings):
    made = code_letter(why="Anda mengikuti Bank sampah RW 03.")
    for body in (made.text, made.html):
        assert "Anda mengikuti Bank sampah RW 03." in body
        assert settings.SITE_OFFICE in body
        assert settings.SITE_ADDRESS in body


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_a_demo_says_so_in_both_parts(settings, mode):
    settings.PORTAL_MODE = mode
    made = code_letter()
    said = "Contoh: semua orang dan keputusan di sini rekaan, bukan situs resmi kelurahan."
    assert (said in made.text, said in made.html) == (mode == "demo", mode == "demo")


def test_the_language_is_the_one_that_is_active():
    with translation.override("en"):
        assert 'lang="en"' in code_letter().html
    assert 'lang="id"' in code_letter().html


class Elements(HTMLParser):
    """Tags of a mail that fetch, run or would be dropped."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.classed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "h1", "td", "a") and "style" not in dict(attrs):
            self.classed.append(tag)


def test_a_mail_fetches_nothing_and_carries_its_own_look():
    html = code_letter().html
    elements = Elements(html)
    assert not elements.tags & {"img", "script", "link", "iframe", "object", "form"}
    assert elements.classed == []
    assert "prefers-color-scheme:dark" in html
    assert 'name="color-scheme" content="light dark"' in html
    assert html.count("<h1") == 1


def test_a_mail_is_light():
    assert len(mime(Message(address="a@contoh.example", message_id="<a@b>"), code_letter())) < 10_000


@pytest.mark.django_db
def test_a_message_id_is_fixed_at_birth(people):
    mine, other = (message("mail.act_code", key=k, to=people.ratna) for k in "ab")
    assert mine.message_id != other.message_id
    assert mine.message_id.endswith("@testserver>")
    assert mine.expires_at is None
    assert message("mail.act_code", key="c", address="x@contoh.example").language == "id"
    with pytest.raises(LookupError):
        message("mail.unheard_of", key="d", to=people.ratna)


def test_the_frame_of_a_mail_is_tidy():
    text = code_letter().text
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text)
    assert text.endswith("/\n")
