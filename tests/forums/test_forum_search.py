"""The search inside the forum: what it shows, to whom, and that nothing typed into it is wrong."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.actions import leave
from commons.search import MOST
from forums.actions import close_topic, publish_post
from forums.forum_search import LAST_PAGE, SIZE
from forums.models import Category, Post, Topic
from projects.models import Project
from tests.forums.town import announcements, general, make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
SEARCH = "/forum/cari/"
SIGNS = st.text(alphabet="&|!():*<>'\"\\-abcdi %_\x07", max_size=60)


def page(browser: Client | None = None, **asked: Any) -> str:
    response = (browser or Client()).get(SEARCH, asked)
    assert response.status_code == 200, asked
    return response.content.decode()


def test_a_hit_leads_to_its_post_with_the_words_marked_and_who_wrote_it(people: People, town: Town) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami **mengecat** garis larangan.", acting_as=town.firm)
    found = page(q="mengecat garis")
    assert f'href="{topic.get_absolute_url()}?no=2#no-2"' in found
    assert "<mark>mengecat</mark> <mark>garis</mark> larangan." in " ".join(found.split())
    assert "Bayu Prasetyo · PT Sumber Air" in found


def test_the_way_to_it_is_on_the_first_page_of_the_forum(people: People) -> None:
    home = Client().get("/forum/").content.decode()
    assert f'action="{SEARCH}"' in home
    assert "Tulis kata yang dicari." in page()


def test_s3_what_is_highlighted_is_escaped(people: People) -> None:
    make_topic(people, title="Awas <img src=x onerror=alert(1)>", body="<script>alert(1)</script> di pagar biru")
    found = page(q="pagar biru") + page(q="awas img")
    assert "<img src=x" not in found
    assert "<script>alert" not in found
    assert "<mark>pagar</mark>" in found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tulis kata yang dicari."),
        ("a", "Tulis paling sedikit dua huruf."),
        ("yang di dan", "Kata ini ada di hampir semua tulisan."),
        ("yg", "Kata ini ada di hampir semua tulisan."),
        ('"belum ditutup', "Tidak ada yang cocok"),
        ("a" * 10_000, "Tidak ada yang cocok"),
        ("kata " * 2_000, "Tidak ada yang cocok"),
        ("🎉👍🏽", "Tulis paling sedikit dua huruf."),
        ("!!! & | :* ()", "Tulis paling sedikit dua huruf."),
        ("-sampah", "Tulis paling sedikit dua huruf."),
        ("\u202etopi", "Tidak ada yang cocok"),
    ],
)
def test_s1_whatever_is_typed_is_answered_with_a_sentence(people: People, typed: str, said: str) -> None:
    make_topic(people)
    assert said in page(q=typed)


def test_s1_what_no_database_can_hold_is_refused_with_a_sentence(people: People) -> None:
    for asked in ({"q": "\x00"}, {"q": "jalan", "penulis": "a\x00b"}):
        response = Client().get(SEARCH, asked)
        assert response.status_code == 400
        assert response.content.decode().strip()


@given(typed=SIGNS)
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_s1_no_signs_crash_it(people: People, typed: str) -> None:
    assert Client().get(SEARCH, {"q": typed, "penulis": typed, "kategori": typed}).status_code == 200


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"dari": "kemarin"}, "Tulis tanggal seperti 27/11/2026"),
        ({"sampai": "2026-02-31"}, "Tulis tanggal seperti 27/11/2026"),
        ({"dari": "2026-11-30", "sampai": "2026-11-01"}, "Tanggal awal harus sebelum tanggal akhir."),
        ({"kategori": "9" * 40}, "Pilih"),
        ({"penulis": "x" * 200}, "Tulis paling banyak 80 huruf"),
    ],
)
def test_a7_a_filter_that_says_nothing_is_named_and_nothing_is_shown(
    people: People, filters: dict[str, str], said: str
) -> None:
    make_topic(people, body="Rambutan matang.")
    found = page(q="rambutan", **filters)
    assert said in found
    assert "<mark>" not in found


def test_it_is_narrowed_by_author_category_and_days_and_each_filter_can_be_taken_off(
    people: People, town: Town
) -> None:
    first = make_topic(people, body="Rambutan di pasar.")
    publish_post(topic=first, author=people.bayu, body="Rambutan di kebun.", acting_as=town.firm)
    make_topic(people, category=announcements(), author=people.putri, title="Pasar murah", body="Rambutan di kantor.")

    def words(**filters: Any) -> list[str]:
        found = page(q="rambutan", **filters)
        return [place for place in ("pasar.", "kebun.", "kantor.") if f"<mark>Rambutan</mark> di {place}" in found]

    assert words() == ["pasar.", "kebun.", "kantor."]
    assert words(penulis="@bayu") == words(penulis="prasetyo") == words(penulis="Sumber Air") == ["kebun."]
    assert words(kategori=general().pk) == ["pasar.", "kebun."]
    assert words(kategori=general().pk, penulis="sunarti") == ["pasar."]
    assert words(sampai="2020-01-01") == []
    narrowed = page(q="rambutan", penulis="@bayu", dari="2020-01-01")
    assert "?q=rambutan&amp;dari=2020-01-01" in narrowed
    plain = page(penulis="bayu")
    assert "Rambutan di kebun." in plain, "without words, what narrows is enough"
    assert '<span class="count">1</span>' in plain


def test_f12_nobody_is_found_by_the_name_of_an_account_that_is_gone(people: People) -> None:
    make_topic(people, body="Rambutan di pasar.")
    leave(person=people.sunarti, withdraws_consent=False)
    assert "<mark>" not in page(q="rambutan", penulis="sunarti")
    found = page(q="rambutan")
    assert "<mark>" in found
    assert "Sunarti" not in found


def test_a_slip_in_a_title_is_forgiven(people: People) -> None:
    topic = make_topic(people)
    found = page(q="prkir gang mawar")
    assert "Mungkin maksud Anda" in found
    assert topic.get_absolute_url() in found


def test_twenty_a_page_and_no_page_beyond_the_newest_five_hundred(people: People) -> None:
    topic = make_topic(people, body="Rambutan nomor 1.")
    posts = [
        Post(topic=topic, number=n, author=people.bayu, body=[f"<p>Rambutan nomor {n}.</p>"])
        for n in range(2, MOST + 12)
    ]
    Post.objects.bulk_create(posts)
    Topic.objects.filter(pk=topic.pk).update(posts_count=MOST + 11, shown_count=MOST + 11)
    first, last = page(q="rambutan"), page(q="rambutan", hal=LAST_PAGE)
    assert first.count("<mark>Rambutan</mark>") == last.count("<mark>Rambutan</mark>") == SIZE
    assert f"{MOST - 1}+" in first
    assert "hal=2" in first
    assert f"hal={LAST_PAGE + 1}" not in last
    assert page(q="rambutan", hal="9" * 9) == page(q="rambutan")
    assert page(q="rambutan", hal=999).count("<mark>") == SIZE


@pytest.mark.parametrize("number", [1, 30])
def test_it_asks_the_same_few_statements_however_much_it_finds(people: People, number: int) -> None:
    for n in range(number):
        topic = make_topic(people, title=f"Rambutan nomor {n}", body="Rambutan matang.")
    close_topic(topic=topic, by=people.putri)
    category = general().pk
    for browser, most in ((Client(), 3), (signed_in(people.dewi), 6)):
        page(browser, q="rambutan")
        with CaptureQueriesContext(connection) as seen:
            page(browser, q="rambutan", penulis="sunarti", kategori=category, dari="2020-01-01")
        assert len(seen.captured_queries) <= most, [one["sql"][:90] for one in seen.captured_queries]


def test_a_projects_forum_is_no_choice_but_can_be_asked_for_by_whoever_sees_it(
    people: People, private_project: Project
) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    make_topic(people, category=category, author=people.rizky, title="Bahan bazar", body="Rambutan dan tikar.")
    make_topic(people, body="Rambutan di pasar.")
    option, chosen = f'<option value="{category.pk}"', f'<option value="{category.pk}" selected'
    member, stranger = signed_in(people.rizky), signed_in(people.bayu)
    assert option not in page(member, q="rambutan")
    here = page(member, q="rambutan", kategori=category.pk)
    assert chosen in here
    assert here.count("<mark>Rambutan</mark>") == 1
    assert f'name="kategori" value="{category.pk}"' in member.get(category.get_absolute_url()).content.decode()
    for browser in (stranger, Client()):
        refused = page(browser, q="rambutan", kategori=category.pk)
        assert option not in refused
        assert "<mark>" not in refused
