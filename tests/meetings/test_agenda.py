"""The agenda: lines become items, items have their hour, are put in order, proposed, taken up and declined."""

import importlib
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from activity.models import Activity
from commons import attachments
from commons.access import Refused
from commons.models import Attachment
from meetings import ical
from meetings.actions import (
    add_item,
    change_item,
    decline_item,
    name_minute_taker,
    propose_item,
    remove_item,
    shift_item,
    take_item,
    uninvite,
)
from meetings.models import MOST_ITEMS, AgendaItem, Meeting
from meetings.points import Point, points_in
from meetings.queries import waiting_meetings
from tests.asking import statements
from tests.guards.cast import picture
from tests.meetings.conftest import call, in_days
from tests.people import People, signed_in
from tests.town import Town

NINETEEN_THIRTY = datetime(2036, 3, 12, 19, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def titles(meeting: Meeting) -> list[str]:
    return [one.title for one in meeting.items.on_agenda()]


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("1. Pembukaan (10 menit)", Point("Pembukaan", 10)),
        ("Pembukaan 10'", Point("Pembukaan", 10)),
        ("2) Titik genangan – Bu Rini (25′)", Point("Titik genangan – Bu Rini", 25)),
        ("- Lain-lain", Point("Lain-lain")),
        ("2030 target air bersih", Point("2030 target air bersih")),
        ("Tanggul 5 m", Point("Tanggul 5 m")),
        ("Istirahat, 15 mnt.", Point("Istirahat", 15)),
    ],
)
def test_a_line_is_a_point_with_its_minutes(line: str, point: Point) -> None:
    assert points_in(f"\n  {line}  \n\n") == [point]


def test_lines_without_words_are_no_points() -> None:
    assert points_in("\n 1. \n - \n …\n 12.30\n") == []


def test_the_lines_of_a_new_meeting_are_its_items(people: People, town: Town) -> None:
    meeting = call(people, town, agenda="1. Pembukaan (10 menit)\n2. Titik genangan 25'\nLain-lain")
    found = list(meeting.items.on_agenda().values_list("title", "minutes"))
    assert found == [("Pembukaan", 10), ("Titik genangan", 25), ("Lain-lain", None)]


def test_items_have_their_hour_by_the_clocks_of_the_place(people: People, town: Town) -> None:
    meeting = call(
        people, town, starts_at=NINETEEN_THIRTY, agenda="Pembukaan 10'\nTitik genangan 25'\nTanpa menit\nPenutup 5'"
    )
    html = page(Client(), meeting.get_absolute_url())
    assert re.findall(r"</span>(\d\d\.\d\d)</span>", html) == ["19.30", "19.40", "20.05"]
    Meeting.objects.update(zone="Asia/Jayapura")
    html = page(Client(), meeting.get_absolute_url())
    assert re.findall(r"</span>(\d\d\.\d\d)</span>", html) == ["21.30", "21.40", "22.05"]
    assert "Jam di tempat rapat (WIT)" in html


def test_whoever_sets_the_agenda_is_told_when_it_lasts_longer_than_the_meeting(people: People, town: Town) -> None:
    meeting = call(people, town, agenda="Pembukaan 100'\nTitik genangan 50'")  # of 120 minutes
    assert "30 menit lebih lama" in page(signed_in(people.tukimin), meeting.items_url())
    assert "lebih lama" not in page(signed_in(people.sunarti), meeting.items_url())


def test_search_calendars_and_letters_read_what_the_items_say(people: People, town: Town, meeting: Meeting) -> None:
    item = add_item(meeting=meeting, by=people.tukimin, title="Jembatan gantung", minutes=20, presenter="Bu Rini")
    meeting.refresh_from_db()
    # one line of a calendar file is folded after 75 letters
    assert b"Jembatan gantung" in ical.published(meeting, people.sunarti, is_meant=True).replace(b"\r\n ", b"")
    assert "Rapat saluran air" in page(Client(), "/cari/?q=jembatan")
    change_item(item=item, by=people.tukimin, title="Jembatan kayu")
    assert "Rapat saluran air" not in page(Client(), "/cari/?q=gantung")
    remove_item(item=item, by=people.putri)
    assert "Rapat saluran air" not in page(Client(), "/cari/?q=jembatan")
    assert titles(meeting) == ["Pembukaan", "Titik genangan"]


def test_who_may_not_set_the_agenda_is_refused_by_form_and_action(people: People, meeting: Meeting) -> None:
    item = meeting.items.on_agenda()[0]
    for stranger in (people.sunarti, people.dewi, people.bayu):
        with pytest.raises(Refused):
            add_item(meeting=meeting, by=stranger, title="Lampu jalan")
        with pytest.raises(Refused):
            change_item(item=item, by=stranger, title="Lampu jalan")
        with pytest.raises(Refused):
            remove_item(item=item, by=stranger)
        with pytest.raises(Refused):
            shift_item(item=item, by=stranger, up=False)
        assert signed_in(stranger).post(f"{meeting.items_url()}tambah/", {"title": "Lampu"}).status_code == 403
    assert titles(meeting) == ["Pembukaan", "Titik genangan"]


def test_the_minute_taker_sets_the_agenda_with_buttons_and_forms(people: People, town: Town) -> None:
    meeting = call(people, town, minute_taker=people.sunarti)
    browser, path = signed_in(people.sunarti), meeting.items_url()
    typed = {"title": "Jadwal kerja bakti", "minutes": "20", "presenter": "Pak Dedi", "about": "Bawa **cangkul**."}
    assert browser.post(f"{path}tambah/", typed).status_code == 303
    item = meeting.items.get(title="Jadwal kerja bakti")
    assert browser.post(f"{path}{item.pk}/geser/", {"arah": "naik"}).status_code == 303
    assert titles(meeting) == ["Pembukaan", "Jadwal kerja bakti", "Titik genangan"]
    assert browser.post(f"{path}{item.pk}/geser/", {"arah": "turun"}).status_code == 303
    assert browser.post(f"{path}{item.pk}/geser/", {"arah": "turun"}).status_code == 303  # the last stays the last
    assert titles(meeting)[-1] == "Jadwal kerja bakti"
    html = page(Client(), path)
    assert ("Pak Dedi" in html, "<strong>cangkul</strong>" in html, "Naikkan" in html) == (True, True, False)
    assert browser.post(f"{path}{item.pk}/ubah/", typed | {"minutes": "999"}).status_code == 422
    assert browser.post(f"{path}{item.pk}/ubah/", typed | {"minutes": ""}).status_code == 303
    assert browser.post(f"{path}{item.pk}/hapus/").status_code == 303
    assert titles(meeting) == ["Pembukaan", "Titik genangan"]


def test_what_was_proposed_is_answered_and_neither_rewritten_nor_deleted(people: People, town: Town) -> None:
    meeting = call(people, town, people=[people.bayu], minute_taker=people.sunarti)
    waiting, refused = (propose_item(meeting=meeting, by=people.bayu, title=title) for title in ("Lampu", "Pagar"))
    decline_item(item=refused, by=people.tukimin, reason="Sudah dibahas.")
    browser = signed_in(people.sunarti)
    for item in (waiting, refused):
        for who in (people.sunarti, people.tukimin, people.putri):
            with pytest.raises(Refused, match="Usulan dijawab dulu"):
                change_item(item=item, by=who, title="Lain")
            with pytest.raises(Refused, match="Usulan dijawab dulu"):
                remove_item(item=item, by=who)
            with pytest.raises(Refused, match="Usulan dijawab dulu"):
                shift_item(item=item, by=who, up=True)
        for door in ("ubah", "hapus", "geser"):
            assert browser.post(f"{meeting.items_url()}{item.pk}/{door}/", {"title": "Lain"}).status_code == 403
    assert set(meeting.items.values_list("title", "state")) >= {("Lampu", "proposed"), ("Pagar", "declined")}
    taken = take_item(item=waiting, by=people.tukimin)
    assert browser.post(f"{meeting.items_url()}{taken.pk}/ubah/", {"title": "Lampu jalan"}).status_code == 303
    assert titles(meeting)[-1] == "Lampu jalan"


def test_documents_of_an_item_are_served_to_those_who_see_the_meeting(people: People, private_meeting: Meeting) -> None:
    photo = attachments.receive(owner=people.tukimin, upload=picture("Saluran"))
    item = add_item(meeting=private_meeting, by=people.tukimin, title="Foto saluran", documents=[photo])
    assert photo.name in page(signed_in(people.bayu), private_meeting.get_absolute_url())
    path = Attachment.objects.get(pk=photo.pk).get_absolute_url()
    assert signed_in(people.bayu).get(path).status_code == 200
    assert signed_in(people.dewi).get(path).status_code == 404
    remove_item(item=item, by=people.tukimin)
    assert signed_in(people.bayu).get(path).status_code == 404


def test_an_agenda_holds_so_many_items(people: People, meeting: Meeting) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, title=f"Pokok {n}") for n in range(3, MOST_ITEMS + 1)
    )
    with pytest.raises(Refused):
        add_item(meeting=meeting, by=people.tukimin, title="Satu lagi")
    item = propose_item(meeting=meeting, by=people.sunarti, title="Lampu jalan")
    with pytest.raises(Refused):
        take_item(item=item, by=people.tukimin)


def test_the_form_of_a_meeting_refuses_an_agenda_that_no_meeting_can_hold(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    for agenda, said in (
        ("\n".join(f"Pokok {n}" for n in range(41)), "Paling banyak 40 pokok."),
        (f"Pembukaan\n{'a' * 161}", "Pokok di baris 2 terlalu panjang."),
        ("Pembukaan 900'", "Baris 1: tulis paling banyak 480 menit."),
    ):
        answer = browser.post("/agenda/baru/", {"agenda": agenda})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)


def proposed(chair: Any) -> list[tuple[int, int]]:
    found = waiting_meetings(timezone.now(), [chair.pk])
    return [(row.person_id, row.object_id) for row in found if row.kind == "meetings.proposal"]


def test_what_somebody_proposes_waits_for_the_chair_who_takes_it_up(people: People, meeting: Meeting) -> None:
    browser, path = signed_in(people.bayu), meeting.items_url()
    assert browser.post(f"{path}usul/", {"title": "Lampu jalan", "minutes": "10"}).status_code == 303
    item = AgendaItem.objects.get(proposed_by=people.bayu)
    assert proposed(people.tukimin) == [(people.tukimin.pk, item.pk)]
    told = Activity.objects.get(verb="meetings.item_proposed")
    assert [one.person for one in told.recipients.all()] == [people.tukimin]
    assert "Lampu jalan" in page(signed_in(people.tukimin), path)
    assert "Lampu jalan" in page(browser, path)
    for stranger in (Client(), signed_in(people.sunarti)):  # what is only proposed is nobody else's
        assert "Lampu jalan" not in page(stranger, path) + page(stranger, meeting.get_absolute_url())
    assert browser.post(f"{path}{item.pk}/ambil/").status_code == 403
    assert signed_in(people.tukimin).post(f"{path}{item.pk}/ambil/").status_code == 303
    assert titles(meeting)[-1] == "Lampu jalan"
    assert "Lampu jalan" in page(Client(), path)
    told = Activity.objects.get(verb="meetings.item_taken")
    assert [one.person for one in told.recipients.all()] == [people.bayu]
    assert proposed(people.tukimin) == []


def test_who_is_declined_hears_why_and_nobody_else_does(people: People, meeting: Meeting) -> None:
    item = propose_item(meeting=meeting, by=people.sunarti, title="Lampu jalan")
    chair, path = signed_in(people.tukimin), meeting.items_url()
    assert chair.post(f"{path}{item.pk}/tolak/", {"reason": ""}).status_code == 422
    assert signed_in(people.sunarti).post(f"{path}{item.pk}/tolak/", {"reason": "Tidak."}).status_code == 403
    assert chair.post(f"{path}{item.pk}/tolak/", {"reason": "Bukan wewenang rapat ini."}).status_code == 303
    assert chair.post(f"{path}{item.pk}/tolak/", {"reason": "Sekali lagi tidak."}).status_code == 403
    assert "Bukan wewenang rapat ini." in page(signed_in(people.sunarti), path)
    assert "Lampu jalan" not in page(signed_in(people.bayu), path)
    told = Activity.objects.get(verb="meetings.item_declined")
    assert [one.person for one in told.recipients.all()] == [people.sunarti]


def test_only_the_invited_propose_and_not_without_end(people: People, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        propose_item(meeting=meeting, by=people.dewi, title="Lampu jalan")
    for n in range(3):
        propose_item(meeting=meeting, by=people.sunarti, title=f"Usul {n}")
    with pytest.raises(Refused):
        propose_item(meeting=meeting, by=people.sunarti, title="Usul keempat")
    Meeting.objects.update(starts_at=in_days(0, -1))
    with pytest.raises(Refused):
        propose_item(meeting=meeting, by=people.bayu, title="Terlambat")


def test_a_minute_taker_is_named_invited_and_told_and_stays_invited(people: People, town: Town) -> None:
    meeting = call(people, town)
    with pytest.raises(Refused):
        name_minute_taker(meeting=meeting, by=people.sunarti, person=people.sunarti)
    with pytest.raises(Refused):
        name_minute_taker(meeting=meeting, by=people.putri, person=people.tukimin)  # the chair
    path = f"/agenda/{meeting.pk}/pencatat/"
    assert signed_in(people.tukimin).post(path, {"person": people.sunarti.pk}).status_code == 303
    told = Activity.objects.get(verb="meetings.minute_taker_named")
    assert [one.person for one in told.recipients.all()] == [people.sunarti]
    assert "Pencatat</dt>" in page(Client(), meeting.get_absolute_url())
    with pytest.raises(Refused):
        uninvite(invitee=meeting.invitees.get(person=people.sunarti), by=people.putri)
    assert signed_in(people.tukimin).post(path, {"person": ""}).status_code == 303
    assert Meeting.objects.get().minute_taker is None


@pytest.mark.parametrize("who", ["visitor", "chair"])
def test_the_agenda_asks_as_many_statements_however_long_it_is(people: People, meeting: Meeting, who: str) -> None:
    browser = {"visitor": Client(), "chair": signed_in(people.tukimin)}[who]
    few = statements(browser, meeting.items_url())
    for n in range(9):
        add_item(meeting=meeting, by=people.tukimin, title=f"Pokok {n}", minutes=5, about="Lihat berkas.")
        if n < 3:
            propose_item(meeting=meeting, by=people.sunarti, title=f"Usul {n}")
    assert statements(browser, meeting.items_url()) == few <= 10


def test_another_meetings_item_is_not_found_under_this_one(people: People, meeting: Meeting, town: Town) -> None:
    other = call(people, town).items.on_agenda()[0]
    assert signed_in(people.putri).get(f"{meeting.items_url()}{other.pk}/ubah/").status_code == 404


def test_agendas_of_before_become_items_by_a_migration(people: People, town: Town) -> None:
    meeting = call(people, town, agenda="")
    old: list[Any] = [
        "<ol>\n<li>Pembukaan (10 menit)</li>\n<li>Titik &amp; genangan</li>\n</ol>\n<p>Lain<br>lain 5'</p>"
    ]
    Meeting.objects.update(agenda=old)
    migration = importlib.import_module("meetings.migrations.0021_items_of_agendas")
    for _twice in range(2):
        migration.make_items(apps, None)
    found = list(meeting.items.on_agenda().values_list("position", "title", "minutes"))
    assert found == [(1, "Pembukaan", 10), (2, "Titik & genangan", None), (3, "Lain", None), (4, "lain", 5)]
    assert Meeting.objects.get().agenda == old


def test_rights_end_with_the_meeting(people: People, meeting: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-1), ends_at=in_days(-1) + timedelta(hours=1))
    with pytest.raises(Refused):
        add_item(meeting=meeting, by=people.putri, title="Susulan")
