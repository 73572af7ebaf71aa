"""Markdown in, segments out: what is written, what is pointed at, and what each reader sees of it."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from commons import rich_text
from commons.contributions import Card, Reference
from commons.rich_text import excerpt, parse, plain, references, render

NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def things(invented_references: None, offer: Any) -> dict[str, Any]:
    """People Budi, Sari and Ani, and thing 7, which only insiders see. `asked` tells the lookups."""
    world: dict[str, Any] = {"names": {1: "Budi", 2: "Sari", 3: "Ani"}, "asked": []}

    def people(ids: Iterable[int], user: Any) -> dict[int, Card]:
        world["asked"].append(("person", tuple(ids)))
        return {pk: Card(pk, world["names"][pk], f"/orang/{pk}/") for pk in ids if pk in world["names"]}

    def mention(handles: Iterable[str]) -> dict[str, int]:
        world["asked"].append(("handles", tuple(handles)))
        known = {"budi": 1, "sari": 2, "ani-2": 3} | {f"warga{n}": 1000 + n for n in range(300)}
        return {handle: known[handle] for handle in handles if handle in known}

    def secrets(ids: Iterable[int], user: Any) -> dict[int, Card]:
        world["asked"].append(("thing", tuple(ids)))
        return {pk: Card(pk, "Rencana <rahasia>", f"/hal/{pk}-rencana/") for pk in ids if user == "insider"}

    def handles(ids: Iterable[int]) -> dict[int, str]:
        world["asked"].append(("names", tuple(ids)))
        return {1: "budi-baru", 2: "sari"}

    offer(Reference("test.person", _("Orang"), r"/orang-uji/(?P<pk>\d{1,18})/", people, mention, handles))
    offer(Reference("test.thing", _("Hal"), r"/hal/(?P<pk>\d{1,18})-", secrets, is_quoted=True, short="h"))
    return world


def shown(text: str, user: Any = NOBODY) -> str:
    return render([parse(text)], user)[0]


def mentioned(text: str) -> list[int]:
    return references(parse(text), "test.person")


def test_markdown_becomes_html() -> None:
    text = "**Air** dan *listrik*\nbaris dua\n\n- satu\n- dua\n\n`kode`"
    assert shown(text) == (
        "<p><strong>Air</strong> dan <em>listrik</em><br>\nbaris dua</p>\n"
        "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>\n<p><code>kode</code></p>"
    )


def test_headings_stand_below_those_of_the_page() -> None:
    assert shown("# Judul\n\n###### Kecil") == "<h3>Judul</h3>\n<h6>Kecil</h6>"


def test_nothing_written_is_no_segments() -> None:
    assert parse("  \n ") == []
    assert render([[]], NOBODY) == [""]


def test_a_mention_follows_the_name(things: dict[str, Any]) -> None:
    segments = parse("Terima kasih @budi!")
    assert segments == ["<p>Terima kasih ", {"ref": "test.person", "id": 1}, "!</p>"]
    things["names"][1] = 'Budi <b>"Baru"</b>'
    html = '<a class="ref" href="/orang/1/">Budi &lt;b&gt;&quot;Baru&quot;&lt;/b&gt;</a>'
    assert render([segments], NOBODY) == [f"<p>Terima kasih {html}!</p>"]


def test_f12_who_is_gone_is_named_no_more(things: dict[str, Any]) -> None:
    segments = parse("Kata @budi")
    del things["names"][1]
    assert render([segments], NOBODY) == ['<p>Kata <span class="quiet">(tidak tersedia)</span></p>']
    assert "Budi" not in json.dumps(segments)


@pytest.mark.parametrize(
    "text",
    [
        "`@budi`",
        "```\n@budi\n```",
        "    @budi",
        "> @budi",
        "> - @budi",
        "[@budi](https://contoh.id)",
        "hubungi budi@contoh.id",
        "x@budi",
        "@budi@contoh.id",
        "https://contoh.id/@budi",
        "@tidakada",
        "@",
        "@@budi",
        "/@budi",
    ],
)
def test_f1_no_mention_in_code_quotes_links_and_addresses(text: str) -> None:
    assert mentioned(text) == []


@pytest.mark.parametrize(
    "text", ["@budi", "(@budi)", "**@budi**", "@Budi.", "- @budi", "# @budi", "halo\n@budi,apa", "“@budi”"]
)
def test_f1_a_mention_stands_wherever_people_write_one(text: str) -> None:
    assert mentioned(text) == [1]


def test_f1_one_person_is_told_once_whatever_the_case() -> None:
    assert mentioned("@budi @budi @BUDI @sari") == [1, 2]
    assert mentioned("@ani-2") == [3]


def test_f1_at_most_thirty_mentions_count() -> None:
    assert len(mentioned(" ".join(f"@warga{n}" for n in range(200)))) == 30
    assert len([part for part in parse("@budi " * 200) if isinstance(part, dict)]) == 30


def test_handles_are_asked_for_once(things: dict[str, Any]) -> None:
    parse("@budi @sari\n\n@budi")
    assert things["asked"] == [("handles", ("budi", "sari"))]


@pytest.mark.parametrize(
    "text",
    ["lihat /hal/7-rencana/", "lihat <https://lain.example/hal/7-rencana/>", "[x](https://lain.example/hal/7-x/)"],
)
def test_only_addresses_of_ours_are_references(text: str) -> None:
    assert references(parse(text), "test.thing") == []


@pytest.mark.parametrize(
    "text",
    [
        "http://testserver/hal/7-rencana/",
        "<http://testserver/hal/7-rencana/>",
        "[](/hal/7-rencana/)",
        "(http://testserver/hal/7-rencana/).",
        "> http://testserver/hal/7-rencana/",
        "http://testserver/s/h7/",
        "(http://testserver/s/h7).",
        "[](/s/h7/)",
        "[/s/h07/](/s/h07/)",
        "> http://testserver/s/h7/?utm_source=wa",
    ],
)
def test_an_address_of_ours_is_shown_as_the_thing(text: str) -> None:
    segments = parse(text)
    assert references(segments, "test.thing") == [7]
    assert "rencana" not in json.dumps(segments)
    assert '<a class="ref" href="/hal/7-rencana/">Rencana &lt;rahasia&gt;</a>' in render([segments], "insider")[0]


@pytest.mark.parametrize("code", ["x7", "h", "hu", "h7/ubah/", "h7-x", f"h{'z' * 13}", "h٧"])
def test_what_only_looks_like_a_short_link_stays_a_link(code: str) -> None:
    text = f"http://testserver/s/{code}"
    assert references(parse(text), "test.thing") == []
    assert "(tidak tersedia)" not in shown(text)


def test_a_short_link_keeps_the_authors_words() -> None:
    assert shown("[rencana ini](/s/h7/)", "insider") == '<p><a class="ref" href="/hal/7-rencana/">rencana ini</a></p>'


def test_what_one_may_not_see_is_neither_named_nor_linked() -> None:
    html = shown("[Rencana rahasia](/hal/7-rencana/) dan http://testserver/hal/7-rencana/#bab-2")
    assert html == '<p><span class="quiet">(tidak tersedia)</span> dan <span class="quiet">(tidak tersedia)</span></p>'


def test_the_authors_words_and_a_deeper_place_are_kept_for_those_who_see_it() -> None:
    html = shown("[bab dua](/hal/7-rencana/#bab-2)", "insider")
    assert html == '<p><a class="ref" href="/hal/7-rencana/#bab-2">bab dua</a></p>'


def test_a_page_of_texts_costs_one_lookup_a_kind(things: dict[str, Any]) -> None:
    texts = [parse(f"@budi @sari http://testserver/hal/{n}-x/") for n in range(20)]
    things["asked"].clear()
    render(texts, NOBODY)
    assert things["asked"] == [("person", (1, 2)), ("thing", tuple(range(20)))]


def test_a_kind_that_is_offered_no_more_breaks_nothing() -> None:
    assert render([["<p>", {"ref": "gone.kind", "id": 1}, "</p>"]], NOBODY) == [
        '<p><span class="quiet">(tidak tersedia)</span></p>'
    ]


def test_links_lead_out_without_our_recommendation() -> None:
    assert shown("https://contoh.id/a_b?c=1&d.") == (
        '<p><a href="https://contoh.id/a_b?c=1&amp;d" rel="nofollow ugc noopener">https://contoh.id/a_b?c=1&amp;d</a>.</p>'
    )
    assert 'href="mailto:rw03@contoh.id"' in shown("[tulis](mailto:rw03@contoh.id)")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "x",
        "file:///x",
    ],
)
def test_other_links_keep_only_their_words(href: str) -> None:
    assert "href" not in shown(f"[klik]({href})")
    assert "klik" in shown(f"[klik]({href})")


def test_plain_text_keeps_the_words_and_the_addresses() -> None:
    text = "Halo @budi,\n\n- [situs](https://contoh.id)\n- <https://b.id>\n\nBaris\nlagi & <tanda>"
    assert plain(parse(text), NOBODY) == (
        "Halo Budi,\n\n- situs (https://contoh.id)\n- https://b.id\n\nBaris\nlagi & <tanda>"
    )
    assert "rahasia" not in plain(parse("http://testserver/hal/7-rencana/"), NOBODY)


def test_an_excerpt_is_one_line_cut_at_a_word() -> None:
    segments = parse("**Kerja bakti** hari Minggu\n\nbersama @budi di lapangan")
    assert excerpt(segments, NOBODY, 100) == "Kerja bakti hari Minggu bersama Budi di lapangan"
    assert excerpt(segments, NOBODY, 30) == "Kerja bakti hari Minggu…"
    assert excerpt(parse("a" * 500), NOBODY, 30) == "a" * 30 + "…"


def test_what_is_kept_is_plain_data() -> None:
    segments = parse("**a** @budi")
    assert json.loads(json.dumps(segments)) == segments
    assert all(type(part) in (str, dict) for part in segments)
    assert rich_text.LONGEST >= 10_000


def test_words_are_the_authors_own_and_name_nobody() -> None:
    segments = parse("**Usul** untuk @budi: lihat [rencana ini](/hal/7-rencana/)\n\n- satu\n- dua")
    assert rich_text.words(segments) == "Usul untuk : lihat rencana ini - satu - dua"


def test_f12_what_was_typed_is_kept_without_names_and_found_again_with_those_of_today() -> None:
    text = "Halo @Budi, *lihat* `@budi`\n\n> @sari dan @entah, budi@contoh.id\n"
    kept = rich_text.written(text)
    assert kept.shown == parse(text)
    assert "budi," not in str(kept.source).lower()
    assert rich_text.typed(kept.source) == (
        "Halo @budi-baru, *lihat* `@budi-baru`\n\n> @sari dan @entah, budi@contoh.id\n"
    )
    assert rich_text.typed(rich_text.written("@ani-2 pergi").source) == "@… pergi"


def test_what_was_typed_asks_once_however_many_are_mentioned(things: dict[str, Any]) -> None:
    source = rich_text.written("@budi @sari @budi").source
    things["asked"].clear()
    rich_text.typed(source)
    assert things["asked"] == [("names", (1, 2))]


@pytest.mark.parametrize("text", ["", " \n", "tanpa nama", "@", "@@budi", "a" * 30_000, "> " * 60 + "@budi"])
def test_what_was_typed_is_never_lost(text: str) -> None:
    written = rich_text.written(text)
    assert rich_text.typed(written.source) == (text if text.strip() else "")


QUOTE = "> Kata orang\n>\n> [#3](/hal/7-rencana/)\n\nSetuju."


def test_the_words_of_a_quote_go_with_what_they_stand_in() -> None:
    assert shown(QUOTE, "insider") == (
        "<blockquote>\n<p>Kata orang</p>\n"
        '<p><a class="ref" href="/hal/7-rencana/">Rencana &lt;rahasia&gt;</a></p>\n</blockquote>\n<p>Setuju.</p>'
    )
    assert shown(QUOTE) == '<p class="quiet">(kutipan tidak tersedia)</p><p>Setuju.</p>'
    assert plain(parse(QUOTE), NOBODY) == "(kutipan tidak tersedia)\n\nSetuju."
    assert rich_text.words(parse(QUOTE)) == "Setuju."


def test_a_quote_in_a_list_or_in_a_quote_goes_with_its_own_source() -> None:
    nested = "- > > Dalam\n  > >\n  > > /hal/7-a/ [x](/hal/7-rencana/)\n  >\n  > Luar"
    assert "Dalam" not in shown(nested)
    assert "Luar" in shown(nested)
    assert "Dalam" in shown(nested, "insider")
    assert shown(nested).count("<blockquote>") == shown(nested).count("</blockquote>") == 1


def test_a_quote_that_names_no_source_is_the_writers_own() -> None:
    assert "Pepatah" in shown("> Pepatah [di sini](https://contoh.id)\n\nBegitu.")
    assert "Kata" in shown("> Kata\n\n[#3](/hal/7-rencana/)"), "the link stands outside"


def test_what_quotes_point_at_is_looked_up_once_with_the_rest(things: dict[str, Any]) -> None:
    segments = [parse(f"{QUOTE}\n\n@budi"), parse("> /orang-uji/2/ [o](/orang-uji/2/) [x](/hal/7-rencana/)")]
    things["asked"].clear()
    render(segments, "insider")
    assert sorted(things["asked"]) == [("person", (1, 2)), ("thing", (7,))]
