"""Those who came approve or object; each sector that came, or seven days, ratify; what is ratified is sealed."""

import json
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.access import Refused
from commons.calendar import today
from meetings.actions import approve_minutes, object_to_minutes, settle_item
from meetings.actions.ratifying import tell_ratify
from meetings.models import Meeting, Minutes, Objection, Ratification
from meetings.queries import waiting_meetings
from meetings.queries.canonical import is_intact
from tests.meetings.held import circulated, come, over
from tests.people import People, person, signed_in
from tests.town import Town


@pytest.fixture
def held(people: People, town: Town, meeting: Meeting) -> Meeting:
    """Came: sunarti (a resident here), bayu (PT Sumber Air), dewi (LSM Kali Bersih), Pak Amat without an account."""
    made = over(meeting, "Pembukaan", "Titik genangan")
    come(made, people.sunarti)
    come(made, people.bayu, town.firm)
    come(made, people.dewi, town.ngo)
    come(made, name="Pak Amat")
    return made


@pytest.fixture
def minutes(people: People, held: Meeting) -> Minutes:
    return circulated(held, people.tukimin)


def approve(minutes: Minutes, *who: Any) -> Minutes:
    for one in who:
        approve_minutes(meeting=minutes.meeting, by=one)
    return Minutes.objects.select_related("meeting").get(pk=minutes.pk)


def due(minutes: Minutes, occasion: str) -> None:
    """Its moment has come."""
    now = timezone.now() - timedelta(minutes=1)
    rows = Due.objects.filter(kind="meetings.ratify", target_id=minutes.pk)
    assert rows.filter(occasion=occasion).update(due_at=now) == 1
    Due.objects.exclude(pk__in=rows).delete()
    assert tell_next_due()


def test_only_those_who_came_say_whether_they_are_right(people: People, minutes: Minutes) -> None:
    for stranger in (people.rizky, people.tukimin, people.putri, people.ratna):
        with pytest.raises(Refused):
            approve(minutes, stranger)
        assert signed_in(stranger).get(f"/agenda/{minutes.meeting_id}/notulen/setujui/").status_code == 403
    assert Client().get(f"/agenda/{minutes.meeting_id}/notulen/setujui/").status_code == 302
    assert signed_in(people.bayu).post(f"/agenda/{minutes.meeting_id}/notulen/setujui/").status_code == 303
    with pytest.raises(Refused, match="sudah menyetujui"):
        approve(minutes, people.bayu)
    assert Ratification.objects.get().sector == "private"


def test_they_are_ratified_when_each_sector_that_came_has_approved(people: People, minutes: Minutes) -> None:
    assert approve(minutes, people.bayu, people.dewi).is_circulated
    done = approve(minutes, people.sunarti)
    assert (done.is_ratified, done.number) == (True, f"BA-001/{today().year}")
    assert done.marks == {"private": "approved", "community": "approved", "external": "approved"}
    assert is_intact(done)
    assert not Due.objects.filter(kind="meetings.ratify", done_at=None).exists()
    told = Activity.objects.get(verb="meetings.minutes_ratified")
    assert {"sunarti", "bayu", "dewi"} <= set(told.recipients.values_list("person__handle", flat=True))
    html = Client().get(done.meeting.get_absolute_url()).content.decode()
    assert (done.number in html, "Disahkan" in html, done.digest[:16] in html) == (True, True, True)


def test_residents_without_an_organisation_are_the_community(people: People, minutes: Minutes) -> None:
    approve(minutes, people.sunarti)
    assert Ratification.objects.get().sector == "community"


def test_seven_days_of_silence_ratify_and_are_marked_by_sector(people: People, minutes: Minutes) -> None:
    approve(minutes, people.bayu)
    assert timedelta(days=7) <= minutes.speak_until - minutes.circulated_at < timedelta(days=8)  # type: ignore[operator]
    due(minutes, "silence")
    minutes.refresh_from_db()
    assert minutes.is_ratified
    assert minutes.marks == {"private": "approved", "community": "silent", "external": "silent"}
    assert "tidak menyatakan pendapat" in Client().get(minutes.meeting.get_absolute_url()).content.decode()


def test_two_days_before_the_end_those_are_asked_who_have_not_spoken(people: People, minutes: Minutes) -> None:
    approve(minutes, people.bayu)
    part = minutes.parts.in_order()[0]
    object_to_minutes(meeting=minutes.meeting, by=people.dewi, part=part, reason="Jadwal belum disepakati.")
    ahead = Due.objects.get(kind="meetings.ratify", occasion="remind").due_at
    assert timedelta(days=4) < ahead - timezone.now() < timedelta(days=6)
    due(minutes, "remind")
    told = Activity.objects.get(verb="meetings.minutes_waiting")
    assert list(told.recipients.values_list("person__handle", flat=True)) == ["sunarti"]
    assert Due.objects.get(kind="meetings.ratify", occasion="silence").done_at is None


def test_asking_those_who_are_silent_takes_as_many_statements_however_many_came(
    people: People, minutes: Minutes
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen, transaction.atomic():
            assert tell_ratify(SimpleNamespace(occasion="remind"), minutes) == "told"
        return len(seen)

    few = asked()
    for n in range(12):
        come(minutes.meeting, person(f"warga-{n}", f"Warga {n}"))
    assert asked() == few
    told = Activity.objects.filter(verb="meetings.minutes_waiting").latest("pk")
    assert told.recipients.count() == 3 + 12


def test_an_objection_has_a_reason_holds_nobody_up_and_stays(people: People, minutes: Minutes) -> None:
    path, part = f"/agenda/{minutes.meeting_id}/notulen/keberatan/", minutes.parts.in_order()[1]
    typed = {"part": part.pk, "reason": "Jadwal belum disepakati warga."}
    assert signed_in(people.rizky).post(path, typed).status_code == 403
    browser = signed_in(people.bayu)
    assert browser.post(path, typed | {"reason": "tidak"}).status_code == 422
    assert browser.post(path, typed).status_code == 303
    told = Activity.objects.get(verb="meetings.minutes_objected")
    assert list(told.recipients.values_list("person__handle", flat=True)) == ["tukimin"]
    done = approve(minutes, people.bayu, people.dewi, people.sunarti)
    assert (done.is_ratified, "Jadwal belum disepakati warga." in done.seal) == (True, True)
    assert "Jadwal belum disepakati warga." in Client().get(done.meeting.get_absolute_url()).content.decode()
    for change in (lambda: Objection.objects.update(reason="x"), lambda: Objection.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_after_ratification_nobody_approves_or_objects(people: People, minutes: Minutes) -> None:
    done, part = approve(minutes, people.bayu, people.dewi, people.sunarti), minutes.parts.in_order()[0]
    with pytest.raises(Refused):
        object_to_minutes(meeting=done.meeting, by=people.bayu, part=part, reason="Terlambat menyadari.")
    with pytest.raises(Refused):
        approve(done, people.dewi)
    facts = {"minutes": done, "person": people.bayu, "sector": "private"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.create(part=part, reason="Lewat pintu belakang.", **facts)


def test_ratified_minutes_are_sealed_by_the_database(people: People, minutes: Minutes) -> None:
    done = approve(minutes, people.bayu, people.dewi, people.sunarti)
    for change in ({"marks": {}}, {"seal": ""}, {"digest": "0" * 64}, {"serial": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Minutes.objects.filter(pk=done.pk).update(**change)
    sealed = json.loads(done.seal)
    assert [part["title"] for part in sealed["parts"]] == ["", "Pembukaan", "Titik genangan"]


def test_the_command_finds_minutes_that_were_tampered_with(people: People, minutes: Minutes, capsys: Any) -> None:
    approve(minutes, people.bayu, people.dewi, people.sunarti)
    call_command("check_minutes")
    assert "1" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_minutespart DISABLE TRIGGER ALL")
        cursor.execute("UPDATE meetings_minutespart SET title = 'Lain' WHERE title = 'Pembukaan'")
        cursor.execute("ALTER TABLE meetings_minutespart ENABLE TRIGGER ALL")
    with pytest.raises(CommandError):
        call_command("check_minutes")


def test_numbers_have_no_gap_and_begin_anew_each_year(people: People, town: Town, minutes: Minutes) -> None:
    from meetings.models import next_number

    first = [next_number("XX", 2026) for _ in range(3)]
    with transaction.atomic():
        next_number("XX", 2026)
        transaction.set_rollback(True)
    assert (first, next_number("XX", 2026), next_number("XX", 2027)) == ([1, 2, 3], 4, 1)


def test_my_word_waits_until_i_have_said_it(people: People, minutes: Minutes, django_assert_num_queries: Any) -> None:
    everybody = [people.sunarti.pk, people.bayu.pk, people.rizky.pk]
    with django_assert_num_queries(1):
        found = list(waiting_meetings(timezone.now(), everybody))
    assert {row.person_id for row in found} == {people.sunarti.pk, people.bayu.pk}
    approve(minutes, people.bayu)
    assert {row.person_id for row in waiting_meetings(timezone.now(), everybody)} == {people.sunarti.pk}


def test_the_sheet_names_those_who_came_to_those_only_who_may_know(people: People, minutes: Minutes) -> None:
    from meetings.queries.sheets import _minutes_values

    meeting = Meeting.objects.for_page(people.bayu).get(pk=minutes.meeting_id)
    assert ["Pak Amat", "Warga", ""] in _minutes_values(meeting, people.bayu)["attendance"]
    meeting = Meeting.objects.for_page(people.rizky).get(pk=minutes.meeting_id)
    assert _minutes_values(meeting, people.rizky)["attendance"] == []


def test_the_sheet_says_the_clock_of_the_place_to_readers_elsewhere(people: People, minutes: Minutes) -> None:
    from meetings.queries.sheets import _minutes_values

    late = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    Meeting.objects.filter(pk=minutes.meeting_id).update(starts_at=late, ends_at=late + timedelta(hours=2))
    approve(minutes, people.bayu)
    meeting = Meeting.objects.for_page(people.bayu).get(pk=minutes.meeting_id)
    with timezone.override("Pacific/Pago_Pago"):  # 25 hours apart: it is never the same day in both
        west = _minutes_values(meeting, people.bayu)
    with timezone.override("Pacific/Kiritimati"):
        east = _minutes_values(meeting, people.bayu)
    assert (west["facts"], west["signatures"]) == (east["facts"], east["signatures"])
    assert "Senin, 2 Maret 2026 pukul 23.30 WIB" in west["facts"][0]["value"]


def test_minutes_say_what_became_of_an_item_where_somebody_marked_it(people: People, held: Meeting) -> None:
    settle_item(item=held.items.get(position=2), by=people.putri, outcome="deferred")
    circulated(held, people.tukimin)
    html = signed_in(people.bayu).get(held.get_absolute_url()).content.decode()
    assert ("Pembukaan" in html, "Ditunda" in html, "Dijadwalkan" in html) == (True, True, False)


def test_a_private_meetings_minutes_leak_through_no_door(people: People, town: Town, private_meeting: Meeting) -> None:
    made = over(private_meeting, "Pokok")
    come(made, people.sunarti)
    done = circulated(made, people.tukimin, "Kata rahasia.")
    pages = (
        made.get_absolute_url(),
        f"/agenda/{made.pk}/notulen/berita-acara.pdf",
        "/cari/?q=rahasia&jenis=meetings.minutes",
    )
    for browser in (Client(), signed_in(people.dewi)):
        for path in pages:
            answer = browser.get(path)
            assert b"Kata rahasia" not in answer.content, path
        assert browser.get(pages[1]).status_code == 404
    assert b"Kata rahasia" in signed_in(people.bayu).get(pages[0]).content
    assert done.is_circulated
