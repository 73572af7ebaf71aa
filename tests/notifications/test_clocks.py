"""When a digest is due: at the person's hour, in their zone, also on the days when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from notifications.clocks import keep_clocks, set_clocks
from notifications.models import Schedule
from tests.people import People, person

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # Wednesday, 12.00 WIB


def clock(
    person: User, now: datetime, frequency: str = "", weekday: int = 1, at: str = "06:30", zone: str = ""
) -> datetime:
    """The next time of a person with these choices, in their zone, without it."""
    zone = zone or "Asia/Jakarta"
    User.objects.filter(pk=person.pk).update(zone=zone)
    keep_clocks(now)
    Schedule.objects.filter(person=person).update(frequency=frequency, weekday=weekday, at=time.fromisoformat(at))
    set_clocks([person.pk], now)
    schedule = Schedule.objects.get(person=person)
    assert schedule.next_at is not None
    assert schedule.next_at > now
    return schedule.next_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("frequency", "weekday", "at", "expected"),
    [
        ("", 1, "06:30", datetime(2026, 11, 30, 6, 30)),
        ("daily", 1, "06:30", datetime(2026, 11, 26, 6, 30)),
        ("daily", 1, "12:30", datetime(2026, 11, 25, 12, 30)),
        ("weekly", 3, "06:30", datetime(2026, 12, 2, 6, 30)),
        ("weekly", 3, "18:00", datetime(2026, 11, 25, 18, 0)),
        ("weekly", 7, "06:30", datetime(2026, 11, 29, 6, 30)),
        ("monthly", 5, "06:30", datetime(2026, 12, 1, 6, 30)),
    ],
)
def test_the_next_time_is_the_first_one_still_to_come(
    people: People, frequency: str, weekday: int, at: str, expected: datetime
) -> None:
    assert clock(people.rizky, NOW, frequency, weekday, at) == expected


def test_the_usual_digest_is_daily_for_staff_and_weekly_for_everybody_else(people: People) -> None:
    assert clock(people.putri, NOW) == datetime(2026, 11, 26, 6, 30)
    assert clock(people.sunarti, NOW) == datetime(2026, 11, 30, 6, 30)


# pitfall: M5
@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Asia/Jakarta", datetime(2026, 11, 25, 5, 0, tzinfo=UTC), datetime(2026, 11, 26, 7, 0)),
        ("Asia/Jayapura", datetime(2026, 11, 25, 23, 0, tzinfo=UTC), datetime(2026, 11, 27, 7, 0)),
        ("Europe/Amsterdam", datetime(2027, 3, 27, 12, 0, tzinfo=UTC), datetime(2027, 3, 28, 7, 0)),
        ("Europe/Amsterdam", datetime(2027, 10, 30, 12, 0, tzinfo=UTC), datetime(2027, 10, 31, 7, 0)),
        ("Pacific/Apia", datetime(2026, 11, 25, 5, 0, tzinfo=UTC), datetime(2026, 11, 26, 7, 0)),
    ],
)
def test_m5_seven_in_the_morning_is_seven_wherever_one_lives(
    people: People, zone: str, now: datetime, expected: datetime
) -> None:
    assert clock(people.rizky, now, "daily", at="07:00", zone=zone) == expected


# pitfall: M5
def test_m5_a_year_of_daily_digests_neither_skips_nor_doubles_a_day_where_clocks_change(people: People) -> None:
    now, times = datetime(2026, 12, 31, 12, 0, tzinfo=UTC), []
    for _ in range(365):
        times.append(clock(people.rizky, now, "daily", at="02:30", zone="Europe/Amsterdam"))
        now = Schedule.objects.get(person=people.rizky).next_at or now
    assert len({moment.date() for moment in times}) == 365
    assert times[-1] - times[0] == timedelta(days=364)
    odd = [moment for moment in times if (moment.hour, moment.minute) != (2, 30)]
    assert odd == [datetime(2027, 3, 28, 3, 30)]  # that night has no half past two


def test_windows_missed_in_an_outage_are_one_digest_not_seven(people: People) -> None:
    keep_clocks(NOW)
    set_clocks([people.putri.pk], NOW + timedelta(days=7))
    assert Schedule.objects.get(person=people.putri).next_at == datetime(2026, 12, 2, 23, 30, tzinfo=UTC)


def test_a_digest_that_is_off_has_no_next_time(people: People) -> None:
    keep_clocks(NOW)
    Schedule.objects.filter(person=people.rizky).update(frequency="off")
    set_clocks([people.rizky.pk], NOW)
    assert Schedule.objects.get(person=people.rizky).next_at is None


def test_the_clock_follows_a_person_who_moves_and_waits_for_a_zone_that_there_is(people: People) -> None:
    keep_clocks(NOW)
    before = Schedule.objects.get(person=people.rizky).next_at
    User.objects.filter(pk=people.rizky.pk).update(zone="Asia/Jayapura")
    User.objects.filter(pk=people.dewi.pk).update(zone="Asia/Nowhere")
    keep_clocks(NOW)
    after = Schedule.objects.get(person=people.rizky).next_at
    assert before is not None
    assert after == before - timedelta(hours=2)
    assert Schedule.objects.get(person=people.dewi).zone == "Asia/Jakarta"
    assert Schedule.objects.get(person=people.dewi).next_at == before


def test_everybody_who_may_be_told_has_a_clock(people: People) -> None:
    unconfirmed, odd = person("belum", "Belum", confirmed_at=None), person("aneh", "Aneh", zone="Mars/Olympus")
    keep_clocks(NOW)
    keep_clocks(NOW)
    assert not Schedule.objects.filter(person=unconfirmed).exists()
    assert Schedule.objects.get(person=odd).zone == "Asia/Jakarta"
    assert Schedule.objects.filter(next_at=None).count() == 0
