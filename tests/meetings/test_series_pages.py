"""Pages of series: planned in two steps, looked at, answered, changed from one meeting on; and what a form refuses."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from commons.calendar import today
from meetings.actions import cancel_following, cancel_meeting, invite_to_meeting
from meetings.models import Meeting, MeetingSeries
from meetings.queries import chaired, waiting_meetings
from projects.models import Project
from tests.asking import statements
from tests.meetings.conftest import SARI, call, call_again, holiday, rhythm_in
from tests.meetings.letters import calendar_of as _calendar_of
from tests.meetings.letters import guest_path, letters, post_all
from tests.meetings.series_files import read_series
from tests.meetings.test_pages import form, page
from tests.meetings.test_series import days, meeting_at
from tests.people import People, signed_in
from tests.sinks import MailSink, mail_sink, text_of
from tests.town import Town

__all__ = ["mail_sink"]
PATH = "/agenda/baru/"
pytestmark = pytest.mark.usefixtures("ordinary_days")
in_new_year = pytest.mark.usefixtures("new_year", "ordinary_days")


@pytest.fixture
def new_year() -> Iterator[None]:
    """Monday 4 January 2027, at ten in Jakarta: the dates of a leap year are ahead, whenever these tests run."""
    with time_machine.travel(datetime(2027, 1, 4, 3, tzinfo=UTC), tick=False):
        yield


def seen_in(html: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', html)
    assert found
    return found[1]


def plan(browser: Client, typed: dict[str, Any], path: str = PATH) -> str:
    """The page that shows the dates; nothing is saved yet."""
    before = Meeting.objects.count()
    answer = browser.post(path, typed)
    assert answer.status_code == 200, answer.context["form"].errors if answer.context else answer
    assert Meeting.objects.count() == before
    return answer.content.decode()


def save(browser: Client, typed: dict[str, Any], path: str = PATH) -> MeetingSeries:
    """Both steps."""
    html = plan(browser, typed, path)
    answer = browser.post(path, typed | {"seen": seen_in(html)})
    assert answer.status_code == 303
    return MeetingSeries.objects.latest("pk")


def day_in(n: int) -> str:
    return (today() + timedelta(days=n)).isoformat()


# Planning


def test_a_series_is_saved_after_its_dates_were_shown(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    typed = form(people, town, repeat="weekly", count="4", organisations=[town.firm.pk])
    html = plan(browser, typed)
    assert "4 rapat, belum disimpan" in html
    assert "Jadwalkan 4 rapat dan undang" in html
    assert "Rapat kerja bakti" in html, "what was typed is still there"
    series = save(browser, typed)
    assert days(series) == [5, 12, 19, 26]
    assert series.invitees.filter(organisation=town.firm).exists()


def test_what_was_shown_is_shown_again_when_it_changed_meanwhile(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    typed = form(people, town, repeat="weekly", count="4")
    seen = seen_in(plan(browser, typed))
    plan(browser, typed | {"seen": seen, "count": "5"})
    plan(browser, typed | {"seen": "x" * 64})


@in_new_year
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"repeat": "weekly", "every": "2", "count": "3"}, "Tiap 2 pekan pada {weekday}, 19.30 WIB, 3 kali"),
        ({"repeat": "by_day", "nth": "2", "weekdays": ["1"]}, "Tiap Selasa kedua, 19.30 WIB"),
        ({"repeat": "by_day", "nth": "-1", "weekdays": ["4"]}, "Tiap Jumat terakhir, 19.30 WIB"),
        ({"repeat": "weekly", "weekdays": ["0", "3"], "count": "4"}, "Tiap Senin dan Kamis, 19.30 WIB, 4 kali"),
        ({"repeat": "by_date", "day": "31/01/2028", "count": "3"},
         "Tiap tanggal 31 atau hari terakhir bulannya, 19.30 WIB, 3 kali"),
        ({"repeat": "by_date", "day": "31/01/2028", "short_month": "skip", "until": "2028-12-31"},
         "Tiap tanggal 31 bila ada, 19.30 WIB, sampai 31 Desember 2028"),
        ({"repeat": "yearly", "day": "29/02/2028"},
         "Tiap tahun pada 29 Februari atau hari terakhir bulannya, 19.30 WIB"),
        ({"repeat": "yearly", "day": "29/02/2028", "short_month": "skip"},
         "Tiap tahun pada 29 Februari bila ada, 19.30 WIB"),
        ({"repeat": "yearly", "day": "29/03/2028"}, "Tiap tahun pada 29 Maret, 19.30 WIB"),
    ],
)  # fmt: skip
def test_a_rhythm_is_told_in_words(people: People, town: Town, typed: dict[str, Any], said: str) -> None:
    browser = signed_in(people.putri)
    series = save(browser, form(people, town, **typed))
    names = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    said = said.format(weekday=names[(today() + timedelta(days=5)).weekday()])
    assert f"{said}<" in page(Client(), series.get_absolute_url())


@in_new_year
def test_m8_the_dates_that_are_shown_are_those_that_are_saved(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    typed = form(people, town, repeat="by_date", day="31/01/2028", count="6")
    html = plan(browser, typed)
    assert "29 Februari 2028" in html
    assert "30 April 2028" in html
    skipped = plan(browser, typed | {"short_month": "skip"})
    assert "Februari 2028" not in skipped
    series = save(browser, typed)
    assert [one.starts_at.day for one in series.meetings.order_by("starts_at")] == [31, 29, 31, 30, 31, 30]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"count": "0"}, "count"),
        ({"count": "1000000000"}, "count"),
        ({"count": "-3"}, "count"),
        ({"count": "dua"}, "count"),
        ({"every": "0"}, "every"),
        ({"every": "1000000"}, "every"),
        ({"until": "2020-01-01"}, "until"),
        ({"until": "31/02/2027"}, "until"),
        ({"until": (today() + timedelta(days=6)).isoformat(), "count": "3"}, "count"),
        ({"until": "2199-01-01"}, "repeat"),
        ({"weekdays": ["0", "1", "2", "3", "4", "5", "6"]}, "repeat"),
        ({"weekdays": ["9"]}, "weekdays"),
        ({"repeat": "by_day", "weekdays": ["0", "1"]}, "weekdays"),
        ({"repeat": "hourly"}, "repeat"),
        ({"repeat": "by_day", "nth": "7"}, "nth"),
        ({"day": "01/01/2020"}, "day"),
        ({"starts": "21.00", "ends": "19.30"}, "ends"),
        ({"map_url": "javascript:alert(1)"}, "map_url"),
        ({"map_url": "di sana"}, "map_url"),
        ({"seen": "x" * 65}, "seen"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    people: People, town: Town, typed: dict[str, Any], field: str
) -> None:
    answer = signed_in(people.putri).post(PATH, form(people, town, **({"repeat": "weekly"} | typed)))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Rapat kerja bakti" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_holidays_are_told_and_skipped_by_choice(people: People, town: Town) -> None:
    holiday(today() + timedelta(days=12), "Hari Gotong Royong")
    browser = signed_in(people.putri)
    typed = form(people, town, repeat="weekly", count="3")
    told = plan(browser, typed)
    assert ("Hari Gotong Royong" in told, "Dilewati" in told, "3 rapat, belum" in told) == (True, False, True)
    typed |= {"skips_holidays": "on"}
    told = plan(browser, typed)
    assert ("Dilewati" in told, "2 rapat, belum disimpan" in told) == (True, True)
    assert days(save(browser, typed)) == [5, 19]


def test_a_holiday_is_told_for_a_single_meeting_too_and_nothing_else_asks_twice(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    assert browser.post(PATH, form(people, town, place="Pos lain")).status_code == 303
    holiday(today() + timedelta(days=5), "Hari Gotong Royong")
    typed = form(people, town, title="Rapat kedua kali", starts="08.00", ends="09.00")
    html = plan(browser, typed)
    assert "Hari Gotong Royong" in html
    assert browser.post(PATH, typed | {"seen": seen_in(html)}).status_code == 303


def test_clashes_are_told_by_name_only_of_what_one_may_see(people: People, town: Town) -> None:
    when = rhythm_in(5).moment(today() + timedelta(days=5))
    facts = {"starts_at": when, "place": "Pos RW 03"}
    call(people, town, title="Rapat saluran air", **facts)
    call(people, town, title="Rapat rahasia", by=people.ratna,
         chair=people.ratna, visibility="private", **facts)  # fmt: skip
    html = plan(signed_in(people.putri), form(people, town))
    assert "Tempatnya dipakai Rapat saluran air" in html
    assert "Rapat rahasia" not in html
    other = form(people, town, place="Tempat lain", chair=people.tukimin.pk)
    assert "Pemimpin rapat memimpin Rapat saluran air" in plan(signed_in(people.putri), other)


def test_short_notice_is_said(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    answer = browser.post(PATH, form(people, town, day=day_in(1)), follow=True)
    assert "undangan mendadak" in answer.content.decode()
    assert "Undangan mendadak" in plan(browser, form(people, town, day=day_in(2), repeat="weekly", count="2"))


def test_a_project_has_its_own_series(people: People, town: Town, private_project: Project) -> None:
    path = f"/proyek/{private_project.pk}/rapat/baru/"
    typed = form(people, town, repeat="weekly", count="3") | {"visibility": ""}
    assert signed_in(people.dewi).post(path, typed).status_code == 404
    series = save(signed_in(people.putri), typed, path)
    assert series.project == private_project
    for browser in (Client(), signed_in(people.dewi)):
        assert browser.get(series.get_absolute_url()).status_code == 404


def test_how_to_get_there_is_a_link_that_one_opens(people: People, town: Town) -> None:
    typed = form(people, town, directions="Masuk dari gang masjid.", map_url="-6.3075, 106.8412")
    answer = signed_in(people.putri).post(PATH, typed)
    html = page(Client(), answer["Location"])
    assert "Masuk dari gang masjid." in html
    assert 'href="geo:-6.3075,106.8412"' in html


def test_a_rhythm_whose_days_are_all_off_is_refused_with_what_was_typed(people: People, town: Town) -> None:
    for n in (5, 12):
        holiday(today() + timedelta(days=n), "Hari Gotong Royong")
    typed = form(people, town, repeat="weekly", count="2", skips_holidays="on")
    answer = signed_in(people.putri).post(PATH, typed)
    assert answer.status_code == 422
    assert "Semua tanggalnya hari libur" in answer.content.decode()
    assert "Rapat kerja bakti" in answer.content.decode()


# From the last one


def test_a_new_meeting_begins_with_what_the_old_one_was(people: People, town: Town) -> None:
    old = call(people, town, organisations=[town.firm], guests=[SARI], directions="Lewat belakang.")
    html = page(signed_in(people.putri), f"{PATH}?dari={old.pk}")
    assert 'value="Rapat saluran air"' in html
    assert "Titik genangan" in html
    assert "Lewat belakang." in html
    assert re.search(rf'name="organisations" value="{town.firm.pk}"[^>]* checked', html)
    assert SARI.email in html
    assert f"?dari={old.pk}" in page(signed_in(people.putri), old.get_absolute_url())
    assert "?dari=" not in page(signed_in(people.sunarti), old.get_absolute_url())


def test_nothing_is_taken_over_from_what_one_may_not_see(people: People, town: Town) -> None:
    hidden = call(people, town, title="Rapat rahasia", by=people.ratna, chair=people.ratna, visibility="private")
    browser = signed_in(people.putri)
    for asked in (str(hidden.pk), "9" * 30, "x", "", "0", "-1"):
        assert "Rapat rahasia" not in page(browser, f"{PATH}?dari={asked}")
    assert signed_in(people.sunarti).get(f"{PATH}?dari={hidden.pk}").status_code == 403


# Reading


@pytest.mark.parametrize("who", ["visitor", "invited", "staff"])
def test_the_page_of_a_series_asks_as_much_however_long_it_is(people: People, town: Town, who: str) -> None:
    short = call_again(people, town, rhythm=rhythm_in(count=2), people=[people.sunarti])
    long = call_again(people, town, rhythm=rhythm_in(3), people=[people.sunarti], organisations=[town.firm, town.ngo])
    browser = {"visitor": Client(), "invited": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    few = statements(browser, short.get_absolute_url())
    assert statements(browser, long.get_absolute_url()) == few <= 12


def test_the_page_of_a_series_can_say_that_it_was_read(people: People, series: MeetingSeries) -> None:
    """It has no other form for who is not invited: there was no token to say so with."""
    html = page(signed_in(people.rizky), series.get_absolute_url())
    assert ("read-position" in html, 'name="csrfmiddlewaretoken"' in html) == (True, True)


def test_a_meeting_says_which_of_its_series_it_is_to_those_who_may_know(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    third = meeting_at(private_series, 2)
    invite_to_meeting(meeting=third, by=people.tukimin, organisations=[town.ngo])
    html = page(signed_in(people.sunarti), third.get_absolute_url())
    assert "rapat ke-3" in html
    assert private_series.get_absolute_url() in html
    alone = page(signed_in(people.dewi), third.get_absolute_url())
    assert "rapat ke-" not in alone
    assert "/agenda/seri/" not in alone


def test_m10_the_pages_of_a_private_series_are_unknown_to_others(
    people: People, town: Town, private_series: MeetingSeries
) -> None:
    base = private_series.get_absolute_url()
    invitee = private_series.invitees.get(person=people.sunarti).pk
    paths = ("", "seri.ics", "hadir/", "undangan/", "undangan/tambah/", f"undangan/{invitee}/cabut/")
    for browser, answers in ((Client(), (404, 302)), (signed_in(people.dewi), (404,))):
        for path in paths:
            assert browser.get(base + path).status_code in answers
    assert "Seri tertutup" in page(signed_in(people.bayu), base)


def test_names_are_for_the_invited(people: People, town: Town, series: MeetingSeries) -> None:
    assert "Yang diundang" in page(signed_in(people.sunarti), series.get_absolute_url())
    assert signed_in(people.dewi).get(series.people_url()).status_code == 403
    assert "PT Sumber Air" not in page(signed_in(people.dewi), series.get_absolute_url())


def test_of_a_series_only_the_next_meeting_waits_and_is_found(
    people: People, town: Town, series: MeetingSeries
) -> None:
    first = meeting_at(series, 0)
    ours = [row.object_id for row in waiting_meetings(timezone.now(), [people.bayu.pk])]
    assert ours == [first.invitees.get(organisation=town.firm).pk]
    cancel_meeting(meeting=first, by=people.putri, reason="Hujan deras.")
    ours = [row.object_id for row in waiting_meetings(timezone.now(), [people.bayu.pk])]
    assert ours == [meeting_at(series, 1).invitees.get(organisation=town.firm).pk]
    html = page(Client(), "/cari/?q=musyawarah")
    assert html.count(f"/agenda/{meeting_at(series, 1).pk}-") >= 1
    assert f"/agenda/{meeting_at(series, 2).pk}-" not in html


def test_who_leads_a_series_hands_it_over_as_one(people: People, town: Town, series: MeetingSeries) -> None:
    (card,) = chaired(people.tukimin, None, people.putri)
    assert card.url == series.get_absolute_url()


# Changing


def test_one_answers_for_all_on_the_page_of_the_series(people: People, town: Town, series: MeetingSeries) -> None:
    path, ours = f"{series.get_absolute_url()}hadir/", series.invitees.get(organisation=town.firm)
    assert signed_in(people.dewi).get(path).status_code == 403
    browser = signed_in(people.bayu)
    assert "PT Sumber Air" in page(browser, path)
    assert browser.post(path, {"invitee": ours.pk}).status_code == 422
    mine = series.invitees.get(person=people.sunarti)
    assert browser.post(path, {"invitee": mine.pk, "answer": "yes"}).status_code == 422
    assert browser.post(path, {"invitee": ours.pk, "answer": "yes"}).status_code == 303
    assert {one.invitees.get(organisation=town.firm).answer for one in series.meetings.all()} == {"yes"}


def test_more_are_invited_to_all_and_one_is_asked_no_more(people: People, town: Town, series: MeetingSeries) -> None:
    browser, path = signed_in(people.tukimin), series.people_url()
    assert "Tarik" in page(browser, path)
    assert "Tarik" not in page(signed_in(people.sunarti), path)
    assert browser.post(f"{path}tambah/", {}).status_code == 422
    assert browser.post(f"{path}tambah/", {"organisations": [town.ngo.pk]}).status_code == 303
    theirs = series.invitees.get(organisation=town.ngo)
    assert signed_in(people.sunarti).post(f"{path}{theirs.pk}/cabut/").status_code == 403
    assert browser.post(f"{path}{theirs.pk}/cabut/").status_code == 303
    assert not series.invitees.filter(organisation=town.ngo).exists()


def test_from_here_on_by_the_form_in_two_steps(people: People, town: Town, series: MeetingSeries) -> None:
    browser, third = signed_in(people.tukimin), meeting_at(series, 2)
    path = f"/agenda/{third.pk}/ubah/seterusnya/"
    assert signed_in(people.sunarti).get(path).status_code == 403
    assert "Ubah jadwal" in page(browser, series.get_absolute_url())
    assert "Ubah jadwal" not in page(signed_in(people.sunarti), series.get_absolute_url())
    html = page(browser, path)
    assert 'value="19.30"' in html
    assert 'name="count" value="4"' in html
    typed = {
        "day": day_in(26),
        "starts": "20.00",
        "ends": "21.00",
        "zone": "Asia/Jakarta",
        "place": "Balai RW 05",
        "repeat": "weekly",
        "count": "3",
    }
    new = save(browser, typed, path)
    assert days(new) == [26, 33, 40]
    assert "Berlanjut dengan" in page(Client(), series.get_absolute_url())
    alone = call(people, town)
    assert browser.get(f"/agenda/{alone.pk}/ubah/seterusnya/").status_code == 403


@in_new_year
def test_a_rule_that_nobody_touched_stays(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    typed = form(people, town, repeat="by_date", day="31/01/2028", count="12")
    series = save(browser, typed)
    february = meeting_at(series, 1)
    path = f"/agenda/{february.pk}/ubah/seterusnya/"
    kept = {"day": "2028-02-29", "starts": "18.00", "ends": "19.00", "zone": "Asia/Jakarta", "place": "Balai RW 05"}
    new = save(browser, kept | {"repeat": "by_date", "short_month": "last", "every": "1", "count": "11"}, path)
    assert [one.starts_at.day for one in new.meetings.order_by("starts_at")][:4] == [29, 31, 30, 31]


def test_the_end_of_a_series_by_its_form(people: People, town: Town, series: MeetingSeries) -> None:
    fourth = meeting_at(series, 3)
    path = f"/agenda/{fourth.pk}/batalkan/seterusnya/"
    assert signed_in(people.bayu).post(path, {"reason": "Tidak jadi."}).status_code == 403
    browser = signed_in(people.tukimin)
    assert browser.post(path, {"reason": "x"}).status_code == 422
    assert browser.post(path, {"reason": "Sudah selesai dibahas."}).status_code == 303
    assert "Sudah selesai dibahas." in page(Client(), series.get_absolute_url())


# Letters


def series_file(mail: Any) -> Any:
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    return read_series(part.get_payload(decode=True))


def test_everybody_invited_gets_one_letter_with_the_whole_series(
    people: People, town: Town, series: MeetingSeries, mail_sink: MailSink
) -> None:
    (mail,) = letters(mail_sink, people.bayu.email)
    (guest,) = mail_sink.to(SARI.email)
    for one in (mail, guest):
        seen = series_file(one)
        assert (seen.method, seen.uid, len(seen.times)) == ("REQUEST", series.uid, 6)
        assert "Tiap " in str(one["Subject"])
        assert "Rapat berikutnya:" in text_of(one)
    acts = re.findall(r"/aksi/\S+", text_of(mail))
    assert len(acts) == 3
    Client().get(acts[0])
    assert not series.invitees.get(organisation=town.firm).answer
    assert Client().post(acts[0]).status_code in (200, 303)
    assert {one.invitees.get(organisation=town.firm).answer for one in series.meetings.all()} == {"yes"}


def test_a_guest_answers_for_all_by_the_mailed_link(people: People, series: MeetingSeries, mail_sink: MailSink) -> None:
    (mail,) = letters(mail_sink, SARI.email)
    path = guest_path(mail)
    assert "Untuk semua rapat seri ini" in page(Client(), path)
    assert Client().post(path, {"answer": "yes"}).status_code == 303
    assert [one.invitees.guests().get().answer for one in series.meetings.order_by("starts_at")] == ["yes"] + [""] * 5
    assert Client().post(path, {"answer": "no", "coming": "on"}).status_code == 303
    assert {one.invitees.guests().get().answer for one in series.meetings.all()} == {"no"}


def test_an_end_a_move_and_a_farewell_are_told_with_their_files(
    people: People, town: Town, series: MeetingSeries, mail_sink: MailSink
) -> None:
    post_all(mail_sink)
    mail_sink.taken.clear()
    cancel_meeting(meeting=meeting_at(series, 1), by=people.putri, reason="Hujan deras.")
    (mail,) = letters(mail_sink, people.sunarti.email)
    assert _calendar_of(mail).method == "CANCEL"
    mail_sink.taken.clear()
    cancel_following(meeting=meeting_at(series, 3), by=people.putri, reason="Sudah selesai dibahas.")
    for address in (people.sunarti.email, SARI.email):
        (mail,) = letters(mail_sink, address)
        assert "Sudah selesai dibahas." in text_of(mail)
        assert len(series_file(mail).times) == 2
    mail_sink.taken.clear()
    signed_in(people.putri).post(f"{series.people_url()}{series.invitees.guests().get().pk}/cabut/")
    (mail,) = letters(mail_sink, SARI.email)
    assert series_file(mail).method == "CANCEL"
