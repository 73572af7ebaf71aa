"""The frame of every page: menus by role, language, theme, title, and what a demo says of itself."""

import re

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch

from commons.contributions import NavItem
from portal import chrome
from portal.chrome import Frame
from tests.people import signed_in

HOME = "/beranda/"


@pytest.fixture(autouse=True)
def _fresh_parts(monkeypatch):
    """What another test's settings drew is not kept for this one."""
    monkeypatch.setattr(chrome, "_parts", {})


def menu(html: str, name: str) -> list[str]:
    nav = re.search(rf'<nav class="{name}".*?</nav>', html, re.S)[0]
    return [re.sub(r"<[^>]+>|\s+", " ", link).strip() for link in re.findall(r"<a .*?</a>", nav, re.S)]


def page(client, url: str = HOME, **headers: str) -> str:
    return client.get(url, headers=headers).content.decode()


def test_a_visitor_is_led_to_what_is_there_and_to_the_door(visitor, db):
    html = page(visitor)
    assert menu(html, "main-menu") == ["Beranda", "Proyek", "Forum", "Agenda", "Direktori", "Komitmen", "Keputusan"]
    assert menu(html, "bottom") == ["Beranda", "Proyek", "Forum", "Agenda", "Masuk"]


@pytest.mark.parametrize(("who", "first"), [("tukimin", "Untuk Anda"), ("putri", "Meja Kerja")])
def test_a_member_finds_what_is_hers_and_her_inbox(people, who, first):
    html = page(signed_in(getattr(people, who)))
    assert menu(html, "main-menu")[0] == first
    assert menu(html, "bottom")[-1] == "Kotak"


def test_the_bar_of_a_phone_has_at_most_five_entries(people):
    assert len(menu(page(signed_in(people.ratna)), "bottom")) <= 5


def test_what_the_menu_has_no_room_for_stands_with_what_is_ones_own(people):
    html = page(signed_in(people.ratna))
    assert len(menu(html, "main-menu")) == 9
    own = re.search(r'<details class="menu".*?</details>', html, re.S)[0]
    assert "Jejak perubahan" in own
    assert "Jejak perubahan" not in page(signed_in(people.putri))


def test_the_place_one_is_in_is_marked(visitor, db):
    html = page(visitor, "/proyek/")
    assert re.findall(r'<a href="([^"]+)" aria-current="true">', html) == ["/proyek/", "/proyek/"]


def test_an_entry_whose_address_is_missing_is_an_error(rf, monkeypatch, db):
    lost = NavItem("tests.lost", "Tersesat", "tests:nowhere", "x")
    monkeypatch.setattr(chrome, "all_of", lambda kind: (lost,))
    chrome._places.cache_clear()
    with pytest.raises(NoReverseMatch):
        Frame(rf.get("/")).bar()
    chrome._places.cache_clear()


def test_strange_addresses_fill_no_memory(visitor, db):
    page(visitor)
    kept = len(chrome._parts)
    for number in range(20):
        visitor.get(f"/entah-{number}/")
    assert len(chrome._parts) <= 2 * kept


def test_there_is_one_main_part_one_heading_and_a_way_past_the_menu(visitor, db):
    html = page(visitor)
    assert html.count("<main ") == html.count("<h1") == html.count('class="gigi-balang"') == 1
    assert html.index('class="skip" href="#isi"') < html.index('class="bar"') < html.index('<main id="isi"')


def test_the_title_ends_with_the_name_of_the_site(visitor, db, settings):
    settings.SITE_SHORT_NAME = "Guyub"
    assert "<title>Beranda – Guyub</title>" in page(visitor)


def test_whose_site_it_is_comes_from_the_settings(visitor, db, settings):
    settings.SITE_OFFICE, settings.SITE_PHONE = "Kelurahan Cikini", "021-1234"
    html = page(visitor)
    assert "Kelurahan Cikini" in html
    assert 'href="tel:021-1234"' in html
    assert "Tanjung Barat" not in re.search(r"<address>.*?</address>", html, re.S)[0].replace(settings.SITE_ADDRESS, "")


def test_the_look_one_chose_is_on_the_page(people):
    people.tukimin.look = "gelap"
    people.tukimin.save()
    assert 'data-theme="gelap"' in page(signed_in(people.tukimin))
    assert "data-theme" not in page(signed_in(people.rizky))


def test_who_spares_data_gets_no_font(visitor, db):
    assert "data-hemat" in page(visitor, **{"Save-Data": "on"})
    assert "woff2" not in page(visitor, **{"Save-Data": "on"})
    assert "woff2" in page(visitor)


def test_a_demo_says_so_and_is_not_indexed(visitor, db, settings):
    settings.PORTAL_MODE = "demo"
    html = page(visitor)
    assert "Contoh: semua orang dan keputusan di sini rekaan, bukan situs resmi kelurahan." in html
    assert '<meta name="robots" content="noindex,nofollow">' in html


def test_a_real_site_says_nothing_of_the_kind(visitor, db):
    html = page(visitor)
    assert "rekaan" not in html
    assert "noindex" not in html


def test_a_demo_tells_robots_in_its_headers_too():
    from django.http import HttpResponse

    from portal.middleware import unlisted

    answer = unlisted(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_the_regions_that_speak_are_there_from_the_start(visitor, db):
    html = page(visitor)
    assert '<div id="pesan" role="status" aria-live="polite"' in html
    assert re.search(r'<div id="gangguan" role="alert"[^>]* hidden>', html)


def test_what_was_sent_is_said_once(people, db):
    client = signed_in(people.tukimin)
    client.post("/bahasa/", {"language": "id"}, headers={"origin": "http://testserver"})
    assert 'class="toast" data-tone="success"' not in page(client)


def test_scripts_are_modules_or_deferred_and_nothing_is_inline(visitor, db):
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page(visitor), re.S)
    tags = re.findall(r"<script[^>]*>", page(visitor))
    assert [text for text in scripts if text] == []
    assert all("defer" in tag or 'type="module"' in tag for tag in tags)


def test_a_name_fills_its_gap_and_nothing_else(people):
    people.tukimin.name = "Tukimin {new} <b>"
    people.tukimin.save()
    bar = Frame(_request(people.tukimin)).bar()
    assert "Tukimin {new} &lt;b&gt;" in bar
    assert page(signed_in(people.rizky)).count("Rizky Maulana") >= 1
    assert "Tukimin" not in page(signed_in(people.rizky))


def test_new_things_are_counted_beside_the_bell(people, monkeypatch):
    monkeypatch.setattr(chrome, "unread_count", lambda user: 3)
    assert re.search(
        r'<span class="count">3<span class="sr"> baru</span></span>', Frame(_request(people.tukimin)).bar()
    )
    monkeypatch.setattr(chrome, "unread_count", lambda user: 0)
    assert 'class="count"' not in Frame(_request(people.tukimin)).bar()


def _request(user):
    request = RequestFactory().get("/")
    request.user = user
    return request
