"""Working days: what the office keeps, and what a decree changes."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from commons import calendar
from commons.calendar import WorkingDays, add_working_days, is_working_day, today, working_days_between
from commons.models import Area, Holiday

pytestmark = pytest.mark.django_db
DAYS = WorkingDays()
IDUL_FITRI = date(2026, 3, 21)


@time_machine.travel(datetime(2026, 11, 23, 17, 30, tzinfo=UTC), tick=False)
def test_today_is_the_offices_day_whatever_the_readers_zone() -> None:
    assert today() == date(2026, 11, 24)
    with timezone.override("America/Los_Angeles"):
        assert today() == date(2026, 11, 24)


@pytest.mark.parametrize("zone", ["Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam"])
def test_a_moment_falls_on_the_offices_day(zone: str) -> None:
    with timezone.override(zone):
        assert calendar.office_day(calendar.end_of(date(2026, 3, 15))) == date(2026, 3, 15)
        assert calendar.office_day(calendar.at(date(2026, 3, 15))) == date(2026, 3, 15)


def test_v2_until_a_day_means_its_last_minute_at_the_office() -> None:
    assert calendar.end_of(date(2026, 3, 15)) == datetime(2026, 3, 15, 16, 59, tzinfo=UTC)


def test_weekends_and_holidays_are_no_working_days() -> None:
    assert is_working_day(date(2026, 11, 25))
    closed = {"saturday": date(2026, 11, 28), "independence": date(2026, 8, 17), "collective leave": date(2026, 3, 23)}
    assert not any(is_working_day(day) for day in closed.values())


def test_the_days_of_2026_are_those_of_the_decree() -> None:
    """SKB 3 Menteri 1497/2025, 2/2025 and 5/2025: 17 national holidays, 8 of collective leave."""
    kinds = [free.kind for free in DAYS.free_days(date(2026, 1, 1), date(2026, 12, 31))]
    assert (kinds.count("libur_nasional"), kinds.count("cuti_bersama")) == (17, 8)


def test_a_clock_that_meets_idul_fitri_waits() -> None:
    """Wednesday 18 to Tuesday 24 March 2026 are Nyepi, Idul Fitri and collective leave."""
    assert add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert working_days_between(date(2026, 3, 17), date(2026, 3, 25)) == 1
    assert add_working_days(date(2026, 3, 25), -1) == date(2026, 3, 17)


def test_zero_working_days_are_today_or_the_next_that_is_one() -> None:
    assert add_working_days(date(2026, 11, 25), 0) == date(2026, 11, 25)
    assert add_working_days(IDUL_FITRI, 0) == date(2026, 3, 25)


def test_between_one_day_and_itself_there_is_nothing() -> None:
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 25)) == 0


@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(-300, 300).filter(bool))
def test_adding_and_counting_agree(start: date, days: int) -> None:
    end = DAYS.add(start, days)
    assert DAYS.has(end)
    assert DAYS.between(start, end) == days


def test_no_clock_runs_for_centuries() -> None:
    with pytest.raises(ValueError):
        DAYS.add(date(2026, 1, 1), 10**9)


def test_what_staff_write_counts_at_once() -> None:
    day = date(2026, 11, 25)
    holiday = Holiday.objects.create(on=day, name="Pilkada", kind=Holiday.Kind.LOCAL)
    assert not is_working_day(day)
    holiday.delete()
    assert is_working_day(day)


def test_staff_can_take_a_national_day_back() -> None:
    Holiday.objects.create(on=date(2026, 3, 24), name="Cuti dicabut", kind=Holiday.Kind.WORKING)
    assert add_working_days(date(2026, 3, 17), 1) == date(2026, 3, 24)
    assert date(2026, 3, 24) not in [
        free.on for free in calendar.working_days().free_days(date(2026, 3, 20), IDUL_FITRI)
    ]


def test_one_query_serves_a_page_of_clocks(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        days = calendar.working_days()
        assert [days.add(date(2026, 11, n), 3) for n in range(1, 29)]


def test_days_off_are_named_in_the_readers_language() -> None:
    Holiday.objects.create(on=date(2026, 8, 18), name="Lomba warga", name_en="Neighbourhood games", kind="lokal")
    span = date(2026, 8, 16), date(2026, 8, 18)
    days = calendar.working_days()
    assert [free.name for free in days.free_days(*span)] == ["Hari Kemerdekaan Republik Indonesia", "Lomba warga"]
    with translation.override("en"):
        assert [free.name for free in days.free_days(*span)] == ["Independence Day", "Neighbourhood games"]


def test_a_date_that_waits_for_the_moon_is_marked() -> None:
    fitri = next(free for free in DAYS.free_days(date(2027, 3, 10), date(2027, 3, 10)))
    assert (fitri.name, fitri.is_tentative) == ("Hari Raya Idul Fitri", True)


def test_importing_the_same_list_twice_changes_nothing(capsys: Any) -> None:
    call_command("import_holidays")
    assert capsys.readouterr().out.startswith("51 new")
    before = list(Holiday.objects.values())
    call_command("import_holidays")
    assert capsys.readouterr().out == "0 new, 0 left as staff made them, 51 the same.\n"
    assert list(Holiday.objects.values()) == before


def test_importing_leaves_what_staff_changed() -> None:
    Holiday.objects.create(on=date(2026, 3, 24), name="Cuti dicabut", kind=Holiday.Kind.WORKING)
    call_command("import_holidays")
    assert is_working_day(date(2026, 3, 24))
    call_command("import_holidays", overwrite=True)
    assert not is_working_day(date(2026, 3, 24))


def test_a_list_with_a_wrong_row_changes_nothing_and_names_it(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "\ufeffdate,name_id,kind\n2026-11-25,Pilkada,lokal\n2026-02-31,Tidak ada,lokal\n2026-11-26,Apa,entah\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match=r"line 3(.|\n)*line 4"):
        call_command("import_holidays", file)
    assert not Holiday.objects.exists()


def test_the_kelurahan_and_its_rw_are_made_once() -> None:
    for _again in range(2):
        call_command("import_areas", rw=6)
    assert [str(area) for area in Area.objects.order_by("pk")] == [
        "Tanjung Barat",
        *(f"RW\u00a00{n}" for n in range(1, 7)),
    ]


def test_a_kelurahan_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(CommandError, match=r"99\.99"):
        call_command("import_areas", code="99.99")
    assert not Area.objects.exists()
