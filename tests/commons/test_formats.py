"""How numbers, money, dates and times are written."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from commons import formats

EVENING = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)  # 19.30 WIB on a Monday


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp\u00a00"),
        (1_250_000, "Rp\u00a01.250.000"),
        (-50_000, "−Rp\u00a050.000"),
        (999_999_999_999_999, "Rp\u00a0999.999.999.999.999"),
    ],
)
def test_rupiah_have_dots_and_a_space_that_does_not_break(amount: int, text: str) -> None:
    assert formats.rupiah(amount) == text


def test_english_groups_the_english_way() -> None:
    with translation.override("en"):
        assert formats.rupiah(1_250_000) == "Rp\u00a01,250,000"
        assert formats.number(1234.5, 1) == "1,234.5"
        assert formats.percent(82.5, 1) == "82.5%"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (950, "Rp\u00a0950"),
        (250_000, "Rp\u00a0250\u00a0ribu"),
        (1_299_999, "Rp\u00a01,2\u00a0juta"),
        (3_500_000_000, "Rp\u00a03,5\u00a0miliar"),
        (2_000_000_000_000, "Rp\u00a02\u00a0triliun"),
        (-1_250_000, "−Rp\u00a01,2\u00a0juta"),
    ],
)
def test_short_rupiah_never_promise_more_than_there_is(amount: int, text: str) -> None:
    assert formats.rupiah_short(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (11, "sebelas rupiah"),
        (19, "sembilan belas rupiah"),
        (100, "seratus rupiah"),
        (1_000, "seribu rupiah"),
        (1_100, "seribu seratus rupiah"),
        (21_000, "dua puluh satu ribu rupiah"),
        (250_000, "dua ratus lima puluh ribu rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_250_000_500, "satu miliar dua ratus lima puluh juta lima ratus rupiah"),
    ],
)
def test_rupiah_can_be_read_aloud(amount: int, words: str) -> None:
    assert formats.rupiah_words(amount) == words


def test_numbers_have_a_decimal_comma() -> None:
    assert formats.number(1234567) == "1.234.567"
    assert formats.number(Decimal("1234567.89"), 2) == "1.234.567,89"
    assert formats.percent(82.5, 1) == "82,5%"
    assert formats.percent(68) == "68%"


def test_the_weekday_is_computed() -> None:
    assert formats.long_date(date(2026, 11, 25)) == "Rabu, 25 November 2026"
    with translation.override("en"):
        assert formats.long_date(date(2026, 11, 25)) == "Wednesday, 25 November 2026"


def test_a_moment_says_its_zone() -> None:
    assert formats.long_moment(EVENING) == "Senin, 23 November 2026 pukul 19.30 WIB"
    assert formats.stamp(EVENING) == "23 Nov 2026 19.30 WIB"
    with timezone.override("Asia/Jayapura"):
        assert formats.long_moment(EVENING) == "Senin, 23 November 2026 pukul 21.30 WIT"


def test_english_says_it_in_english_and_keeps_the_clock_of_the_house() -> None:
    with translation.override("en"):
        assert formats.long_moment(EVENING) == "Monday, 23 November 2026 at 19.30 WIB"
        assert formats.row_moment(EVENING) == "Mon, 23 Nov 19.30"
        assert formats.rupiah_short(1_299_999) == "Rp\u00a01.2\u00a0million"
        minutes = [formats.ago(EVENING - timedelta(minutes=n), EVENING) for n in (1, 5)]
        assert minutes == ["1 minute ago", "5 minutes ago"]


def test_a_moment_in_a_row_is_short() -> None:
    assert formats.row_moment(EVENING) == "Sen, 23 Nov 19.30"
    assert formats.row_moment(date(2026, 11, 23)) == "Sen, 23 Nov"


def test_a_moment_near_midnight_has_the_date_of_its_zone() -> None:
    late = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert formats.long_moment(late) == "Selasa, 24 November 2026 pukul 00.30 WIB"
    assert formats.short_date(late) == "24 Nov 2026"


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("Asia/Bangkok", "UTC+7"),
        ("Europe/Amsterdam", "UTC+1"),
        ("Asia/Kolkata", "UTC+5.30"),
        ("America/St_Johns", "UTC−3.30"),
        ("UTC", "UTC"),
    ],
)
def test_zones_are_named_as_people_name_them(zone: str, label: str) -> None:
    with timezone.override(zone):
        assert formats.zone_label(EVENING) == label


@pytest.mark.parametrize(
    ("past", "text"),
    [
        (timedelta(seconds=20), "baru saja"),
        (timedelta(minutes=5), "5 menit yang lalu"),
        (timedelta(hours=3), "3 jam yang lalu"),
        (timedelta(hours=20), "kemarin"),
        (timedelta(days=3), "3 hari yang lalu"),
        (timedelta(days=7), "16 Nov 2026"),
        (-timedelta(seconds=20), "sebentar lagi"),
        (-timedelta(minutes=45), "45 menit lagi"),
        (-timedelta(hours=2), "2 jam lagi"),
        (-timedelta(hours=6), "besok"),
        (-timedelta(days=4), "4 hari lagi"),
        (-timedelta(days=30), "23 Des 2026"),
    ],
)
def test_how_long_ago(past: timedelta, text: str) -> None:
    assert formats.ago(EVENING - past, EVENING) == text


def test_twenty_minutes_over_midnight_are_minutes_and_not_yesterday() -> None:
    midnight = datetime(2026, 11, 23, 17, 10, tzinfo=UTC)
    assert formats.ago(midnight - timedelta(minutes=20), midnight) == "20 menit yang lalu"


def test_dates_are_counted_in_days() -> None:
    days = {date(2026, 11, 22): "kemarin", date(2026, 11, 23): "hari ini", date(2026, 11, 24): "besok"}
    assert {day: formats.ago(day, EVENING) for day in days} == days


@pytest.mark.parametrize("zone", ["Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam", "America/Los_Angeles"])
def test_a_date_is_as_far_away_as_at_the_office_wherever_one_reads(zone: str) -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 23.30 WIB: already the 24th farther east
    early = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # 00.30 WIB: still the 22nd in the west
    with timezone.override(zone):
        assert [formats.ago(date(2026, 11, 23), moment) for moment in (late, early)] == ["hari ini", "hari ini"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+6281234567890", "0812-3456-7890"),
        ("+622178901234", "(021) 78901234"),
        ("+31612345678", "+31 6 12345678"),
        ("", ""),
    ],
)
def test_phone_numbers_look_as_at_home(number: str, shown: str) -> None:
    assert formats.phone(number) == shown


def test_one_moment_reads_otherwise_in_another_zone_and_language() -> None:
    assert formats.stamp(EVENING) == "23 Nov 2026 19.30 WIB"
    with timezone.override("Asia/Jayapura"):
        assert formats.stamp(EVENING) == "23 Nov 2026 21.30 WIT"
    with translation.override("en"):
        assert formats.row_moment(EVENING) == "Mon, 23 Nov 19.30"
    assert formats.row_moment(EVENING) == "Sen, 23 Nov 19.30"
