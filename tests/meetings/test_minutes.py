"""Minutes are written part by part: who may, who holds a part, and that nobody's words are lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from activity.models import Activity
from commitments.models import Commitment
from commons import rich_text
from commons.access import Refused
from commons.calendar import today
from commons.editing import Overtaken
from meetings.actions import (
    Held,
    circulate_minutes,
    note_decision,
    note_promise,
    settle_item,
    write_part,
)
from meetings.models import AgendaItem, Decision, Meeting, Minutes, MinutesPart
from meetings.queries import waiting_meetings
from tests.asking import statements
from tests.meetings.held import circulated, come, over
from tests.people import People, signed_in
from tests.town import Town

HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(people: People, town: Town, meeting: Meeting) -> Meeting:
    """Led by tukimin; sunarti and bayu (for PT Sumber Air) came."""
    made = over(meeting, "Pembukaan", "Titik genangan")
    come(made, people.sunarti)
    come(made, people.bayu, town.firm)
    return made


def item(meeting: Meeting, position: int = 1) -> AgendaItem:
    return meeting.items.get(position=position)


def text_of(part: MinutesPart) -> str:
    part.refresh_from_db()
    return rich_text.typed(part.source)


def decide(meeting: Meeting, by: Any, title: str = "Kerja bakti tiap Minggu", **facts: Any) -> Decision:
    return note_decision(meeting=meeting, by=by, title=title, effective_on=today(), **facts)


# Who may


def test_only_who_leads_who_writes_and_the_office_write(people: People, held: Meeting) -> None:
    for stranger in (people.sunarti, people.bayu, people.dewi):
        with pytest.raises(Refused):
            write_part(meeting=held, by=stranger, text="Saya tulis sendiri.")
    Meeting.objects.update(minute_taker=people.rizky)
    for writer in (people.tukimin, people.rizky, people.putri):
        part = MinutesPart.objects.first()
        write_part(meeting=held, by=writer, text=f"{writer}", seen=part.version if part else 0, takes_over=True)
    assert MinutesPart.objects.get().version == 3


def test_nobody_writes_before_the_meeting_or_about_one_that_was_cancelled(people: People, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        write_part(meeting=meeting, by=people.putri, text="Terlalu dini.")
    Meeting.objects.update(cancelled_at=timezone.now(), cancel_reason="Hujan")
    with pytest.raises(Refused):
        write_part(meeting=over(meeting), by=people.putri, text="Tidak jadi.")


# Holding a part


def test_a_part_is_held_by_who_writes_on_it_until_two_minutes_without_a_save(people: People, held: Meeting) -> None:
    part = write_part(meeting=held, item=item(held), by=people.tukimin, text="Dibuka ketua.")
    with pytest.raises(Held):
        write_part(meeting=held, item=item(held), by=people.putri, text="Dibuka sekretaris.", seen=1)
    write_part(meeting=held, item=item(held, 2), by=people.putri, text="Tiga titik.")
    MinutesPart.objects.filter(pk=part.pk).update(locked_at=timezone.now() - timedelta(minutes=3))
    write_part(meeting=held, item=item(held), by=people.putri, text="Dibuka sekretaris.", seen=1)
    assert text_of(part) == "Dibuka sekretaris."


def test_whoever_takes_a_part_over_holds_it_and_the_other_loses_no_word(people: People, held: Meeting) -> None:
    part = write_part(meeting=held, by=people.tukimin, text="Satu.")
    write_part(meeting=held, by=people.putri, text="Satu. Dua.", seen=1, takes_over=True)
    with pytest.raises(Held):
        write_part(meeting=held, by=people.tukimin, text="Satu. Tiga.", seen=1)
    with pytest.raises(Overtaken):
        write_part(meeting=held, by=people.tukimin, text="Satu. Tiga.", seen=1, takes_over=True)
    assert text_of(part) == "Satu. Dua."


def test_what_says_the_same_only_renews_the_hold(people: People, held: Meeting) -> None:
    part = write_part(meeting=held, by=people.tukimin, text="Satu.")
    MinutesPart.objects.update(locked_at=timezone.now() - timedelta(seconds=90))
    again = write_part(meeting=held, by=people.tukimin, text="Satu.", seen=0)
    assert (again.version, again.locked_since) == (part.version, part.locked_since)
    assert again.locked_at is not None
    assert again.locked_at > timezone.now() - timedelta(seconds=10)
    assert write_part(meeting=held, by=people.tukimin, text="Satu.", goes_on=False).locked_by is None


# The editor


def test_the_editor_shows_each_item_and_saves_by_its_button(people: People, held: Meeting) -> None:
    browser, path = signed_in(people.tukimin), f"/agenda/{held.pk}/notulen/"
    html = browser.get(path).content.decode()
    assert ("1. Pembukaan" in html, "2. Titik genangan" in html, "Edarkan notulen" in html) == (True, True, True)
    assert not Minutes.objects.exists(), "reading writes nothing"
    here = f"{path}{item(held, 2).pk}/"
    assert browser.get(here).status_code == 200
    answer = browser.post(here, {"version": "0", "text": "Tiga **titik**."})
    assert (answer.status_code, answer["Location"]) == (303, path)
    assert "<strong>titik</strong>" in browser.get(path).content.decode()
    assert signed_in(people.sunarti).get(path).status_code == 403
    assert signed_in(people.sunarti).post(here, {"text": "Bukan begitu."}).status_code == 403


def test_the_page_saves_by_itself_and_says_its_new_version(people: People, held: Meeting) -> None:
    browser, path = signed_in(people.tukimin), f"/agenda/{held.pk}/notulen/umum/"
    first = browser.post(path, {"version": "0", "text": "Satu."}, headers=HTMX)
    assert (first.status_code, 'name="version" value="1"' in first.content.decode()) == (200, True)
    assert "<html" not in first.content.decode()
    assert browser.post(path, {"version": "1", "text": "Satu. Dua."}, headers=HTMX).status_code == 200
    assert text_of(MinutesPart.objects.get()) == "Satu. Dua."


def test_a_stale_save_is_answered_with_both_texts(people: People, held: Meeting) -> None:
    path = f"/agenda/{held.pk}/notulen/umum/"
    write_part(meeting=held, by=people.putri, text="Teks Putri.", goes_on=False)
    stale = {"version": "0", "text": "Teks Tukimin."}
    answer = signed_in(people.tukimin).post(path, stale)
    html = answer.content.decode()
    assert (answer.status_code, "Teks Putri." in html, "Teks Tukimin." in html) == (409, True, True)
    assert 'name="version" value="1"' in html
    alone = signed_in(people.tukimin).post(path, stale, headers=HTMX)
    assert (alone.status_code, 'name="version" value="0"' in alone.content.decode()) == (409, True)
    assert text_of(MinutesPart.objects.get()) == "Teks Putri."
    assert signed_in(people.tukimin).post(path, stale | {"version": "1"}).status_code == 303
    assert text_of(MinutesPart.objects.get()) == "Teks Tukimin."


def test_a_part_that_another_holds_is_answered_with_the_name_and_can_be_taken_over(
    people: People, held: Meeting
) -> None:
    path, browser = f"/agenda/{held.pk}/notulen/umum/", signed_in(people.tukimin)
    write_part(meeting=held, by=people.putri, text="Teks Putri.")
    assert "Sedang ditulis Putri Anggraini" in browser.get(path).content.decode()
    answer = browser.post(path, {"version": "1", "text": "Teks Tukimin."})
    html = answer.content.decode()
    assert (answer.status_code, "Putri Anggraini" in html, "Teks Tukimin." in html) == (409, True, True)
    taken = browser.post(path, {"version": "1", "text": "Teks Tukimin.", "ambil": "1"})
    assert (taken.status_code, taken["Location"]) == (303, path)
    assert MinutesPart.objects.get().locked_by == people.tukimin


def test_the_editor_asks_as_much_of_one_item_as_of_many(people: People, held: Meeting) -> None:
    browser, path = signed_in(people.tukimin), f"/agenda/{held.pk}/notulen/"
    for one in (*held.items.all(), None):
        write_part(meeting=held, item=one, by=people.putri, text="Dibahas.")
    decide(held, people.putri, item=item(held))
    note_promise(item=item(held), by=people.putri, what="Ukur titik", person=people.sunarti)
    few = statements(browser, path)
    for nth in range(3, 9):
        one = AgendaItem.objects.create(meeting=held, position=nth, title=f"Pokok {nth}")
        write_part(meeting=held, item=one, by=people.putri, text="Dibahas.")
        decide(held, people.putri, f"Keputusan ke-{nth}", item=one)
        note_promise(item=one, by=people.putri, what=f"Kerjakan {nth}", person=people.sunarti)
    assert statements(browser, path) == few <= 12


# Decisions, promises, outcomes


def test_nothing_is_written_about_a_proposal_that_was_not_taken_up(people: People, held: Meeting) -> None:
    proposal = AgendaItem.objects.create(meeting=held, title="Lampu jalan", state="proposed", proposed_by=people.bayu)
    browser = signed_in(people.tukimin)
    for path in ("", "keputusan/", "tindak-lanjut/"):
        assert browser.get(f"/agenda/{held.pk}/notulen/{proposal.pk}/{path}").status_code == 403, path


def test_an_item_that_was_talked_about_stays_on_the_agenda(people: People, held: Meeting) -> None:
    """While the meeting still runs its agenda may change; what was opened and left empty goes."""
    Meeting.objects.filter(pk=held.pk).update(ends_at=timezone.now() + timedelta(hours=1))
    written, decided, promised, opened = (
        AgendaItem.objects.create(meeting=held, position=nth, title=f"Pokok {nth}") for nth in range(5, 9)
    )
    write_part(meeting=held, item=written, by=people.putri, text="Dibahas.")
    decide(held, people.putri, item=decided)
    note_promise(item=promised, by=people.putri, what="Ukur titik", person=people.sunarti)
    write_part(meeting=held, item=opened, by=people.putri, text="")
    browser = signed_in(people.tukimin)
    for one in (written, decided, promised):
        said = browser.post(f"/agenda/{held.pk}/acara/{one.pk}/hapus/", follow=True)
        assert "Pokok ini sudah dibahas" in said.content.decode(), one
    browser.post(f"/agenda/{held.pk}/acara/{opened.pk}/hapus/")
    assert {*held.items.filter(position__gte=5)} == {written, decided, promised}


def test_what_is_decided_is_typed_beside_the_text(people: People, held: Meeting) -> None:
    """htmx gets the form, what is wrong in it, and what then stands there; the part asks for it in a fixed number of
    statements."""
    browser, part = signed_in(people.tukimin), f"/agenda/{held.pk}/notulen/{item(held).pk}/"
    asked: Any = {"headers": {"HX-Request": "true"}}
    form = browser.get(f"{part}keputusan/", **asked).content.decode()
    assert ('id="hasil"' in form, 'id="hasil-title"' in form, "<html" in form) == (True, True, False)
    wrong = browser.post(f"{part}keputusan/", {"title": "Ya", "text": "Sudah dibahas."}, **asked)
    assert (wrong.status_code, "Sudah dibahas." in wrong.content.decode()) == (422, True)
    typed = {"title": "Kerja bakti tiap Minggu", "effective_on": str(today())}
    there = browser.post(f"{part}keputusan/", typed, follow=True, **asked)
    assert there.redirect_chain == [(part, 303)]
    assert "Kerja bakti tiap Minggu" in there.content.decode()
    assert "Keputusan dicatat." in there.content.decode()
    few = statements(browser, part)
    for nth in range(3):
        decide(held, people.putri, f"Keputusan ke-{nth}", item=item(held))
        note_promise(item=item(held), by=people.putri, what=f"Kerjakan {nth}", person=people.sunarti)
    assert statements(browser, part) == few


def test_a_follow_up_is_a_promise_in_the_ledger_from_now_on(people: People, town: Town, held: Meeting) -> None:
    path = f"/agenda/{held.pk}/notulen/{item(held).pk}/tindak-lanjut/"
    browser, due = signed_in(people.tukimin), today() + timedelta(days=5)
    typed = {"what": "Ukur tiga titik", "organisation": town.firm.pk, "person": people.bayu.pk, "due_on": str(due)}
    assert browser.post(path, {"what": "Ukur tiga titik"}).status_code == 422
    assert browser.post(path, typed | {"person": people.sunarti.pk}).status_code == 422
    assert browser.post(path, typed | {"due_on": "2020-01-01"}).status_code == 422
    assert browser.post(path, typed).status_code == 303
    made = Commitment.objects.get()
    assert (made.source, made.place, made.organisation, made.person, made.due_on) == (
        item(held), held.thread, town.firm, people.bayu, due,
    )  # fmt: skip
    assert Activity.objects.filter(verb="commitments.commitment_made", target_id=made.pk).exists()
    assert signed_in(people.sunarti).post(path, typed).status_code == 403


def test_the_chair_ticks_what_was_promised_in_the_meeting(people: People, held: Meeting) -> None:
    made = note_promise(item=item(held), by=people.putri, what="Ukur titik", person=people.sunarti)
    assert signed_in(people.bayu).get(f"/komitmen/{made.pk}/tepati/").status_code == 403
    for one in (people.tukimin, people.sunarti):
        assert signed_in(one).get(f"/komitmen/{made.pk}/tepati/").status_code == 200


def test_a_draft_decision_can_be_dropped_and_has_no_number(people: People, held: Meeting) -> None:
    browser = signed_in(people.tukimin)
    path = f"/agenda/{held.pk}/notulen/{item(held).pk}/keputusan/"
    typed = {"title": "Kerja bakti tiap Minggu", "effective_on": str(today())}
    assert browser.post(path, typed).status_code == 303
    made = Decision.objects.get()
    assert (made.item, made.number) == (item(held), "")
    assert not Decision.objects.visible_to(people.tukimin).exists()
    assert browser.post(f"/agenda/{held.pk}/notulen/keputusan/hapus/", {"decision": made.pk}).status_code == 303
    assert not Decision.objects.exists()
    with pytest.raises(Refused):
        decide(held, people.sunarti)


def test_an_item_is_marked_as_talked_through_or_put_off(people: People, held: Meeting) -> None:
    browser, first = signed_in(people.tukimin), item(held)
    for word, state in (("selesai", "done"), ("tunda", "deferred")):
        assert browser.post(f"/agenda/{held.pk}/notulen/{first.pk}/{word}/").status_code == 303
        first.refresh_from_db()
        assert first.state == state
        assert signed_in(people.sunarti).post(f"/agenda/{held.pk}/notulen/{first.pk}/{word}/").status_code == 403
    with pytest.raises(Refused):
        settle_item(item=first, by=people.bayu, outcome="done")


# Circulating


def test_nothing_is_circulated_without_words_or_without_anybody_who_came(people: People, meeting: Meeting) -> None:
    made = over(meeting)
    with pytest.raises(Refused, match="Catat dulu siapa yang hadir"):
        circulate_minutes(meeting=made, by=people.putri)
    come(made, people.sunarti)
    with pytest.raises(Refused, match="Notulen masih kosong"):
        circulate_minutes(meeting=made, by=people.putri)


def test_minutes_do_not_go_round_while_the_meeting_can_still_be_moved(people: People, held: Meeting) -> None:
    write_part(meeting=held, by=people.tukimin, text="Disepakati.")
    Meeting.objects.update(ends_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused):
        circulate_minutes(meeting=held, by=people.tukimin)


def test_circulated_minutes_go_to_those_who_came_once(people: People, town: Town, held: Meeting) -> None:
    write_part(meeting=held, by=people.tukimin, text="Disepakati.")
    decide(held, people.tukimin)
    browser = signed_in(people.tukimin)
    path = f"/agenda/{held.pk}/notulen/edarkan/"
    assert browser.get(path).status_code == 200
    assert browser.post(path).status_code == 303
    assert browser.post(path).status_code == 403
    told = Activity.objects.get(verb="meetings.minutes_circulated")
    assert set(told.recipients.values_list("reason", "person__handle", "group__organisation__name")) == {
        ("your_turn", "sunarti", None),
        ("your_turn", "bayu", None),
        ("invited", "tukimin", None),
        ("invited", None, "PT Sumber Air"),
    }
    with pytest.raises(Refused):
        write_part(meeting=held, by=people.putri, text="Ditambah.", takes_over=True)
    with pytest.raises(Refused):
        decide(held, people.putri, "Menyusul")


def test_the_database_keeps_circulated_minutes_as_they_are(people: People, held: Meeting) -> None:
    circulated(held, people.tukimin)
    part = MinutesPart.objects.first()
    assert part is not None
    for change in (
        lambda: MinutesPart.objects.filter(pk=part.pk).update(version=9),
        lambda: MinutesPart.objects.filter(pk=part.pk).delete(),
        lambda: MinutesPart.objects.create(
            minutes=part.minutes, item=AgendaItem.objects.create(meeting=held, title="X")
        ),
        lambda: Minutes.objects.update(state="draft", circulated_at=None),
        lambda: Minutes.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_draft_is_seen_by_its_writers_only(people: People, held: Meeting) -> None:
    write_part(meeting=held, by=people.tukimin, text="Kata rahasia.")
    page = held.get_absolute_url()
    for browser in (Client(), signed_in(people.sunarti), signed_in(people.tukimin)):
        assert "Kata rahasia." not in browser.get(page).content.decode()
    sentence = "Notulen diedarkan paling lambat 3 hari kerja setelah rapat."
    assert sentence in Client().get(page).content.decode()
    assert Client().get(f"/agenda/{held.pk}/notulen/berita-acara.pdf").status_code == 404
    circulated(held, people.tukimin)
    assert "Kata rahasia." in Client().get(page).content.decode()
    assert Client().get(f"/agenda/{held.pk}/notulen/berita-acara.pdf")["Content-Type"] == "application/pdf"


def test_the_page_of_the_meeting_asks_as_much_of_few_words_as_of_many(
    people: People, town: Town, held: Meeting
) -> None:
    browser, page = signed_in(people.bayu), held.get_absolute_url()
    write_part(meeting=held, by=people.tukimin, text="Satu.")
    decide(held, people.tukimin)
    note_promise(item=item(held), by=people.tukimin, what="Ukur titik", person=people.sunarti)
    for nth in range(3, 9):
        one = AgendaItem.objects.create(meeting=held, position=nth, title=f"Pokok {nth}")
        write_part(meeting=held, item=one, by=people.tukimin, text=f"Bahas {nth}.")
        decide(held, people.tukimin, f"Keputusan ke-{nth}", item=one)
        note_promise(item=one, by=people.tukimin, what=f"Kerjakan {nth}", person=people.sunarti)
        come(held, name=f"Warga {nth}")
    circulated(held, people.tukimin)
    assert statements(browser, page) <= 10


# Waiting


def test_minutes_wait_for_chair_and_minute_taker_until_they_are_circulated(
    people: People, held: Meeting, django_assert_num_queries: Any
) -> None:
    Meeting.objects.update(minute_taker=people.rizky)
    everybody = [people.tukimin.pk, people.rizky.pk, people.sunarti.pk]
    with django_assert_num_queries(2):  # the second asks the calendar for the days off
        found = [row for row in waiting_meetings(timezone.now(), everybody) if row.kind == "meetings.minutes"]
    assert {row.person_id for row in found} == {people.tukimin.pk, people.rizky.pk}
    assert all(row.due and row.due > timezone.now() + timedelta(days=2) for row in found)
    circulated(held, people.tukimin)
    left = {(row.kind, row.person_id) for row in waiting_meetings(timezone.now(), everybody)}
    assert left == {("meetings.word", people.sunarti.pk)}
