"""What may stand in a name, a line and a text."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from commons.form_fields import LineField, NameField, TextField
from commons.text import clean_line, clean_name, clean_text, letters, no_sixteen_digits

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    "name",
    ["\u200b" * 15, "Pak RT\u202e", "Bu\u000fSiti", "Bu\x00", "\u3164", "123", "a" + "\u0301" * 9, "x" * 121, "\u2800"],
)
def test_a6_invisible_reversed_and_flooded_names_are_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        clean_name(name)


def test_a6_names_that_look_the_same_are_the_same() -> None:
    assert clean_name("Bu  Siti") == clean_name(" Bu Siti ") == "Bu Siti"
    assert clean_name("Ｂu\u00a0Siti") == "Bu Siti"
    assert [clean_name(name) for name in ("Tukimin", "Nguyễn Thị Ệ", "H. M. Ali, S.Kom., M.M.")]


def test_a_line_is_one_line() -> None:
    assert clean_line(" Rapat\r\nBcc: x@evil.example\t\u2028kedua ") == "Rapat Bcc: x@evil.example kedua"


def test_what_was_pasted_along_at_the_ends_is_trimmed() -> None:
    assert clean_line("\u200e\ufeffRapat RW 03\u200b ") == "Rapat RW 03"


@pytest.mark.parametrize("line", ["Rapat\x00", "Ra\u200bpat", "Ra\u202epat", "Ra\u0007pat", "a\ue000b"])
def test_a_line_hides_nothing(line: str) -> None:
    with pytest.raises(ValidationError):
        clean_line(line)


@pytest.mark.parametrize("nothing", ["", "  ", "\u3164", "\u200b\u200b", "\u2800 \u3164"])
def test_a_line_with_nothing_to_see_is_empty(nothing: str) -> None:
    assert clean_line(nothing) == ""
    assert clean_text(nothing) == ""


def test_emoji_may_be_joined() -> None:
    assert clean_line(f"Arisan {FAMILY}") == f"Arisan {FAMILY}"


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("\n\n    kode\r\n\r\nbaris\u2028lagi  \n\n") == "    kode\n\nbaris\nlagi"


def test_f13_a_text_cannot_turn_the_page_around() -> None:
    assert clean_text("halo \u202eolah\u2066") == "halo olah"


def test_f13_floods_of_marks_are_clipped() -> None:
    assert len(clean_text("a" + "\u0316" * 300)) <= 10


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b"])
def test_a7_control_characters_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError, match="tidak dapat disimpan"):
        clean_text(text)


@pytest.mark.parametrize("clean", [clean_name, clean_line, clean_text])
def test_f3_a_flood_of_marks_costs_no_time(clean: Callable[[str], str]) -> None:
    began = time.thread_time()
    with suppress(ValidationError):
        clean("a" + "\u0301\u0316" * 50_000)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("\U0001f44d\U0001f3fd", 1),
        (FAMILY, 1),
        ("\U0001f1ee\U0001f1e9", 1),
        ("\U0001f1ee\U0001f1e9\U0001f1f3\U0001f1f1", 2),
        ("❤\ufe0f", 1),
    ],
)
def test_f13_length_is_counted_as_people_count(text: str, count: int) -> None:
    assert letters(text) == count


def test_a_field_says_how_much_is_too_little_and_too_much() -> None:
    field = LineField(min_length=10, max_length=20)
    assert field.clean("Kerja bakti RW") == "Kerja bakti RW"
    with pytest.raises(ValidationError, match="paling sedikit 10 huruf"):
        field.clean("Kerja")
    with pytest.raises(ValidationError, match="paling banyak 20 huruf; sekarang ada 21"):
        field.clean("x" * 21)
    with pytest.raises(ValidationError, match="belum diisi"):
        field.clean("\u200b")


def test_a_line_never_outgrows_its_column() -> None:
    assert LineField(max_length=40).clean(FAMILY * 8)
    with pytest.raises(ValidationError):
        LineField(max_length=40).clean(FAMILY * 9)


def test_a_text_may_hold_as_many_emoji_as_letters() -> None:
    assert TextField(max_length=100).clean(FAMILY * 100)
    with pytest.raises(ValidationError, match="sekarang ada 101"):
        TextField(max_length=100).clean(FAMILY * 101)


def test_a_hundred_thousand_letters_are_refused_with_the_limit() -> None:
    with pytest.raises(ValidationError, match="paling banyak 5000 huruf"):
        TextField(max_length=5000).clean("a" * 100_000)
    with pytest.raises(ValidationError, match="terlalu panjang"):
        TextField(max_length=5000).clean("a" * 2_000_000)


def test_the_field_of_a_name_uses_the_rule_of_names() -> None:
    assert NameField().clean(" Bu  Siti ") == "Bu Siti"
    with pytest.raises(ValidationError):
        NameField().clean("Pak RT\u202e")


@pytest.mark.parametrize(
    "text",
    [
        *("NIK saya 3174091203450001.", "3174 0912 0345 0001", "317409-120345-0001", "٣١٧٤٠٩١٢٠٣٤٥٠٠٠١"),
        *("31.74.09.120345.0001", "3-1-7-4-0-9-1-2-0-3-4-5-0-0-0-1", "3.174.091.203.450.001", "NIK:31740912 03450001"),
    ],
)
def test_sixteen_digits_in_a_row_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValidationError, match="tidak memintanya"):
        no_sixteen_digits(text)


@pytest.mark.parametrize(
    "text",
    [
        *("0812-3456-7890 0813-3456-7890", "Rp 1.250.000", "12345678901234567", "123456789012345"),
        *("08.00-10.00 13.00-15.00", "2026-11-29 2026-12-05", "12.500.000 10.000.000", "29.11.2026-05.12.2026"),
    ],
)
def test_other_numbers_may_be_written(text: str) -> None:
    no_sixteen_digits(text)
