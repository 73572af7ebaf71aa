"""What somebody types into the search, and what is made of it."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from commons.search import BEGIN, END, LONGEST, MOST_WORDS, highlighted, read

SIGNS = st.text(alphabet="&|!():*<>'\"\\-abcdi \x00\x07\ud800", max_size=60)


def test_slang_is_written_out_and_stop_words_are_left_out() -> None:
    assert read("rapat yg di RW blm  jadi").asked == ("rapat rw", "belum or blm or blom or lom", "jadi")
    assert read("Musrembang 2027").asked == ("musrenbang or musrembang", "2027")
    assert read("dmn lapor").asked[0] == "mana or dmn or dimana"


def test_two_names_of_one_thing_are_asked_for_both() -> None:
    assert read("dana CSR").asked == ("dana", "csr or tjsl")
    assert read("demam berdarah").asked == ("demam berdarah or dbd",)
    assert read("-csr dana").asked == ("-csr", "dana")


@pytest.mark.parametrize("typed", ["RW 3", "rw03", "RW.003", "rw 03"])
def test_s2_a_place_is_asked_for_in_one_way(typed: str) -> None:
    assert read(typed).asked == ("rw 3",)


@pytest.mark.parametrize(("typed", "trouble"), [("", ""), ("   ", ""), ("a", "short"), ("-sampah", "short")])
def test_s2_too_little_is_no_question(typed: str, trouble: str) -> None:
    assert (read(typed).asked, read(typed).trouble) == ((), trouble)


@pytest.mark.parametrize("typed", ["di", "yang dan di", "yg"])
def test_s2_stop_words_alone_say_so(typed: str) -> None:
    assert (read(typed).asked, read(typed).trouble) == ((), "common")


def test_a_phrase_keeps_its_stop_words_and_a_minus_its_meaning() -> None:
    assert read('"kerja dan bakti" -taman').asked == ('"kerja dan bakti"', "-taman")
    assert read("kerja-bakti").asked == ("kerja bakti or gotong royong",)


def test_what_is_too_long_is_cut() -> None:
    words = read("x\x00y " + "kata " * 10_000)
    assert len(words.typed) <= LONGEST
    assert len(words.asked[0].split()) <= MOST_WORDS + 1
    assert "\x00" not in words.typed


@given(SIGNS)
def test_s1_no_sign_is_left_but_quotes_and_minus(typed: str) -> None:
    for asked in read(typed).asked:
        assert not set(asked) & set("&|!():*<>'\\\x00\ud800")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [("membangun", "pembangunan"), ("dilatih", "pelatihan"), ("melayani", "pelayanan"), ("RW 3", "RW 003")],
)
def test_s2_forms_of_a_word_meet(one: str, other: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_vector('', %s) @@ websearch_to_tsquery('indonesian', %s)", [other, read(one).asked[0]]
        )
        assert cursor.fetchone() == (True,)


def test_s3_what_is_highlighted_is_escaped_and_every_mark_is_closed() -> None:
    marked = f"<img src=x onerror=alert(1)> {BEGIN}posyandu{END} & {BEGIN}mawar"
    html = highlighted(marked)
    assert html == ("&lt;img src=x onerror=alert(1)&gt; <mark>posyandu</mark> &amp; <mark>mawar</mark>")
    assert highlighted(f"a{END}b &amp; c") == "ab &amp;amp; c"
    assert highlighted("a &amp; <b>", is_html=True) == "a &amp; &lt;b&gt;"
