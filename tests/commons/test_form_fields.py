"""What people type, read as they mean it; what cannot be meant, refused with a sentence."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commons.form_fields import ClockField, DayField, IdField, PercentField, PhoneField, RupiahField, an_id
from commons.formats import rupiah


def refusal(field: forms.Field, typed: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("Rp 1.250.000,00", 1_250_000),
        ("Rp\u00a01.250.000", 1_250_000),
        ("rp1.250.000,-", 1_250_000),
        ("IDR 1250000.00", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1,5 jt", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("250rb", 250_000),
        ("250 RIBU", 250_000),
        ("2,75 miliar", 2_750_000_000),
        ("1.250 jt", 1_250_000_000),
        ("0", 0),
        ("1.250", 1_250),
        ("999.999.999.999.999", 999_999_999_999_999),
    ],
)
def test_rupiah_are_read_as_people_write_them(typed: str, amount: int) -> None:
    assert RupiahField().clean(typed) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0.5", "rupiah bulat"),
        ("0,5", "rupiah bulat"),
        ("1,250", "rupiah bulat"),
        ("1.250.000,50", "rupiah bulat"),
        ("1,2345 rb", "rupiah bulat"),
        ("-1", "tidak boleh kurang dari 0"),
        ("Rp -50.000", "tidak boleh kurang dari 0"),
        ("1.000.000.000.000.001", "terlalu besar"),
        ("9" * 30, "terlalu besar"),
        ("9" * 400, "dengan angka"),
        ("1e9", "dengan angka"),
        ("NaN", "dengan angka"),
        ("٥٠", "dengan angka"),
        ("sejuta", "dengan angka"),
        ("1.25.000", "dengan angka"),
        ("1..250", "dengan angka"),
        ("5 lembar", "dengan angka"),
        ("1\x00", "dengan angka"),
        ("", "belum diisi"),
    ],
)
def test_p4_money_that_cannot_be_meant_is_refused(typed: str, sentence: str) -> None:
    assert sentence in refusal(RupiahField(), typed)


def test_a_reader_of_english_groups_with_commas() -> None:
    with translation.override("en"):
        assert RupiahField().clean("1,250") == 1_250
        assert RupiahField().clean("1.5 jt") == 1_500_000


@given(st.integers(0, 10**15), st.sampled_from(["id", "en"]))
def test_what_we_print_we_can_read(amount: int, language: str) -> None:
    with translation.override(language):
        field = RupiahField()
        assert field.clean(rupiah(amount)) == amount
        assert field.clean(field.prepare_value(amount)) == amount
        assert not field.has_changed(amount, field.prepare_value(amount))


@given(st.text(alphabet="0123456789.,- rpjtmkbRP٥e\u00a0", max_size=20))
def test_no_text_breaks_the_reading_of_rupiah(typed: str) -> None:
    try:
        amount = RupiahField(required=False).clean(typed)
    except ValidationError:
        return
    assert amount is None or 0 <= amount <= 10**15


def test_an_amount_may_have_a_floor() -> None:
    assert "10.000" in refusal(RupiahField(least=10_000), "9.999")
    assert RupiahField(least=10_000).clean("10.000") == 10_000


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "6281234567890",
        "+62 812-3456-7890",
        "+62 0812 3456 7890",
        "62 0812 34567890",
        "81234567890",
        "0062 812 3456 7890",
        "(0812) 3456.7890",
    ],
)
def test_a_phone_number_is_one_number_however_it_is_written(typed: str) -> None:
    assert PhoneField().clean(typed) == "+6281234567890"


def test_landlines_and_other_countries_are_numbers_too() -> None:
    assert PhoneField().clean("021 7890 1234") == "+622178901234"
    assert PhoneField().clean("+31 6 12345678") == "+31612345678"


@pytest.mark.parametrize(
    "typed", ["0812", "12345", "0812-ABC-7890", "+", "0" * 40, "081234567890 ext 5", "8" * 15, "a\x00"]
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert "0812-3456-7890" in refusal(PhoneField(), typed)


def test_a_phone_number_is_shown_as_at_home() -> None:
    assert PhoneField().prepare_value("+6281234567890") == "0812-3456-7890"
    assert PhoneField().prepare_value("+62 08") == "+62 08"


def test_p2_a_percentage_is_a_whole_number_up_to_a_hundred() -> None:
    assert [PercentField().clean(typed) for typed in ("0", "100", " 68 ", "68%", "007")] == [0, 100, 68, 68, 7]
    for typed in ("-1", "101", "1e9", "NaN", "50,5", "50.5", "٥٠", "9" * 50, "x", "5\x00"):
        assert "0 sampai 100" in refusal(PercentField(), typed)


@pytest.mark.parametrize(
    "typed",
    ["2026-11-27", "27/11/2026", "27-11-2026", "27.11.2026", "27 Nov 2026", "27 november 2026", "Jumat, 27 Nov 2026"],
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 27)


def test_months_have_indonesian_and_english_names() -> None:
    typed = ("1 Agt 2026", "1 Agustus 2026", "1 Aug 2026", "1 Mei 2026", "1 Okt 2026", "1 Des 2026", "1 Dec 2026")
    assert [DayField().clean(text).month for text in typed] == [8, 8, 8, 5, 10, 12, 12]


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "11/27/2026",
        "0000-01-01",
        "9999-12-31",
        "27 Foo 2026",
        "besok",
        "27/11/26",
        "٢٧/١١/٢٠٢٦",
        "1" * 200,
        "\x00",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert "27/11/2026" in refusal(DayField(), typed)


def test_a_date_goes_back_into_the_picker() -> None:
    class Form(forms.Form):
        on = DayField(initial=date(2026, 11, 27))

    assert 'value="2026-11-27"' in str(Form()["on"])


def test_ids_fit_the_database() -> None:
    assert IdField().clean("12") == 12
    refusal(IdField(), str(2**63))
    assert an_id("12") == 12
    assert [an_id(text) for text in (None, "", "0", "-1", "٥", "1.5", "9" * 19, "9" * 400, "a\x00")] == [None] * 9


@pytest.mark.parametrize("typed", ["19.30", "19:30", " 19.30 "])
def test_times_of_day_are_read_with_a_dot_or_a_colon(typed: str) -> None:
    assert ClockField().clean(typed) == time(19, 30)
    assert ClockField().prepare_value(time(7, 5)) == "07.05"


@pytest.mark.parametrize("typed", ["24.00", "7", "19.60", "jam tujuh", "19.30 WIB", "١٩.٣٠", "19;30", "9" * 500])
def test_what_is_no_time_of_day_is_said(typed: str) -> None:
    assert "19.30" in refusal(ClockField(), typed)
