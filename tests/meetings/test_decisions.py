"""One register of decisions: numbered without a gap, never rewritten, changed by a later one only, and for those who
may see the meeting."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.access import Refused
from commons.calendar import today
from meetings.actions import circulate_minutes, note_decision, note_promise
from meetings.models import Decision, DecisionExport, Meeting
from meetings.queries import decision_cards
from projects.models import Project
from tests.asking import statements
from tests.meetings.conftest import call
from tests.meetings.held import come, over
from tests.people import People, signed_in
from tests.town import Town


def decide(meeting: Meeting, by: Any, *titles: str, **facts: Any) -> list[Decision]:
    """In a meeting that was held, and circulated at once."""
    made = over(meeting, "Pokok")
    come(made, by)
    facts.setdefault("effective_on", today())
    for title in titles:
        note_decision(meeting=made, by=by, title=title, item=made.items.get(), **facts)
    circulate_minutes(meeting=made, by=by)
    return list(Decision.objects.published().filter(meeting=made).order_by("serial"))


def another(people: People, town: Town, **facts: Any) -> Meeting:
    return call(people, town, **{"title": "Rapat lanjutan"} | facts)


def test_a_decision_is_published_with_the_minutes_and_numbered_by_year(people: People, meeting: Meeting) -> None:
    first, second = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu", "Pompa dipinjam warga")
    year = today().year
    assert [first.number, second.number] == [f"KEP-001/{year}", f"KEP-002/{year}"]
    html = Client().get("/keputusan/").content.decode()
    assert ("Kerja bakti tiap Minggu" in html, first.number in html, "Berlaku" in html) == (True, True, True)
    assert Activity.objects.filter(verb="meetings.decision_published").count() == 2


def test_papers_of_a_meeting_are_printed_whatever_was_typed(people: People, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(title="Rapat 👍🏽", place="Balai 漢字")
    (made,) = decide(meeting, people.tukimin, "Kerja bakti ✅", text="Bersama ꦲꦏ꧀ꦱꦫ")
    come(meeting, name="Ibu 💐")
    for path in (
        f"/keputusan/{made.pk}/lembar/",
        f"/agenda/{meeting.pk}/notulen/berita-acara.pdf",
        f"{meeting.attendance_url()}lembar.pdf",
    ):
        answer = signed_in(people.tukimin).get(path)
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-"), path


def test_what_was_published_is_never_edited_or_deleted(people: People, meeting: Meeting) -> None:
    (made,) = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu")
    for change in (
        lambda: Decision.objects.update(title="Lain"),
        lambda: Decision.objects.update(serial=9),
        lambda: Decision.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(("change", "word"), [("replaces", "Diganti"), ("revokes", "Dicabut")])
def test_a_later_decision_changes_an_earlier_one_and_both_say_so(
    people: People, town: Town, meeting: Meeting, change: str, word: str
) -> None:
    (first,) = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu")
    (later,) = decide(another(people, town), people.tukimin, "Kerja bakti tiap Sabtu", changes=first, change=change)
    html = Client().get(first.get_absolute_url()).content.decode()
    assert (word in html, later.get_absolute_url() in html) == (True, True)
    assert first.get_absolute_url() in Client().get(later.get_absolute_url()).content.decode()
    assert word in Client().get("/keputusan/").content.decode()


def test_an_earlier_decision_is_changed_once(people: People, town: Town, meeting: Meeting) -> None:
    (first,) = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu")
    two = [over(another(people, town), "Pokok") for _ in range(2)]
    facts = {"by": people.tukimin, "changes": first, "change": "replaces", "effective_on": today()}
    for made in two:
        come(made, people.tukimin)
        note_decision(meeting=made, title="Kerja bakti tiap Sabtu", **facts)
    circulate_minutes(meeting=two[0], by=people.tukimin)
    with pytest.raises(Refused, match="sudah diganti atau dicabut"):
        circulate_minutes(meeting=two[1], by=people.tukimin)
    assert list(Decision.objects.published().values_list("serial", flat=True).order_by("serial")) == [1, 2]


def test_a_private_meetings_decisions_leak_through_no_door(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    (made,) = decide(private_meeting, people.tukimin, "Kunci gudang dipindah")
    paths = ("/keputusan/", "/keputusan/?q=gudang", "/", "/cari/?q=gudang&jenis=meetings.decision")
    for browser in (Client(), signed_in(people.dewi)):
        for path in paths:
            assert b"Kunci gudang" not in browser.get(path, follow=True).content, path
        for path in (made.get_absolute_url(), f"/keputusan/{made.pk}/lembar/"):
            assert browser.get(path).status_code == 404
    assert decision_cards([made.pk], people.dewi) == {}
    assert b"Kunci gudang" in signed_in(people.bayu).get("/keputusan/").content
    assert signed_in(people.bayu).get(f"/keputusan/{made.pk}/lembar/").content[:4] == b"%PDF"


def test_a_public_decision_does_not_name_the_private_one_that_it_changes(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    (hidden,) = decide(private_meeting, people.tukimin, "Kunci gudang dipindah")
    (made,) = decide(another(people, town), people.tukimin, "Gudang dibuka", changes=hidden, change="replaces")
    assert b"Kunci gudang" not in Client().get(made.get_absolute_url()).content
    assert b"Kunci gudang" in signed_in(people.bayu).get(made.get_absolute_url()).content


def test_the_register_is_searched_narrowed_and_paged(people: People, town: Town, meeting: Meeting) -> None:
    made = decide(meeting, people.tukimin, *(f"Keputusan ke-{n:02}" for n in range(45)))
    seen: list[str] = []
    path = "/keputusan/"
    while path:
        answer = Client().get(path)
        seen += [row.number for row in answer.context["rows"]]
        path = f"/keputusan/{answer.context['page'].following}" if answer.context["page"].following else ""
    assert len(seen) == len(set(seen)) == 45
    for asked in (f"q={made[3].number}", "q=kep-004", "q=ke-03"):
        assert "Keputusan ke-03" in Client().get(f"/keputusan/?{asked}").content.decode(), asked
    assert "Tidak ada yang cocok" in Client().get("/keputusan/?tahun=1999").content.decode()
    for nonsense in ("?tahun=%27", "?tahun=²²²²", "?setelah=!!", "?q=99999999999999999999"):
        assert Client().get(f"/keputusan/{nonsense}").status_code == 200


def test_pages_of_decisions_ask_as_much_of_one_as_of_many(people: People, town: Town, meeting: Meeting) -> None:
    (first,) = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu")
    browser = signed_in(people.bayu)
    paths = ("/keputusan/", first.get_absolute_url())
    few = [statements(browser, path) for path in paths]
    decide(another(people, town), people.tukimin, *(f"Keputusan ke-{n:02}" for n in range(12)))
    assert [statements(browser, path) for path in paths] == few
    assert max(few) <= 10


def test_a_members_download_of_the_register_leaves_an_entry(people: People, meeting: Meeting) -> None:
    decide(meeting, people.tukimin, "=Kerja bakti tiap Minggu")
    assert Client().post("/keputusan/unduh/", {"bentuk": "csv"}).status_code == 403
    answer = signed_in(people.dewi).post("/keputusan/unduh/", {"bentuk": "csv", "q": "bakti"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert ("'=Kerja bakti tiap Minggu" in text, "KEP-001" in text, "Berlaku" in text) == (True, True, True)
    entry = DecisionExport.objects.get()
    assert (entry.person, entry.rows, entry.narrowed_by) == (people.dewi, 1, "q=bakti")


def test_on_the_day_of_review_its_owner_and_the_chair_hear_it(people: People, town: Town, meeting: Meeting) -> None:
    facts = {"review_on": today() + timedelta(days=30), "owner_organisation": town.firm}
    (made,) = decide(meeting, people.tukimin, "Kerja bakti tiap Minggu", **facts)
    due = Due.objects.get(kind="meetings.review", target_id=made.pk)
    Due.objects.exclude(pk=due.pk).delete()
    Due.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert tell_next_due()
    told = Activity.objects.get(verb="meetings.decision_to_review")
    assert set(told.recipients.values_list("person__handle", "group__organisation__name")) == {
        ("tukimin", None),
        (None, "PT Sumber Air"),
    }


def test_what_was_promised_about_its_item_stands_on_its_page(people: People, meeting: Meeting) -> None:
    made = over(meeting, "Titik genangan", "Lain-lain")
    come(made, people.tukimin)
    first, second = made.items.order_by("position")
    note_promise(item=first, by=people.tukimin, what="Ukur tiga titik", person=people.sunarti)
    note_promise(item=second, by=people.tukimin, what="Cari tenda", person=people.sunarti)
    note_decision(meeting=made, by=people.tukimin, title="Titik diukur", item=first, effective_on=today())
    circulate_minutes(meeting=made, by=people.tukimin)
    html = Client().get(Decision.objects.get().get_absolute_url()).content.decode()
    assert ("Ukur tiga titik" in html, "Cari tenda" in html) == (True, False)


def test_the_page_of_the_project_and_the_first_page_show_what_was_decided(
    people: People, town: Town, project: Project
) -> None:
    (made,) = decide(call(people, town, project=project), people.tukimin, "Kerja bakti tiap Minggu")
    page = project.get_absolute_url()
    few = statements(Client(), page)
    assert made.get_absolute_url() in Client().get(page).content.decode()
    first = Client().get("/", follow=True).content.decode()
    assert ("Baru diputuskan" in first, made.number in first) == (True, True)
    decide(call(people, town, project=project), people.tukimin, *(f"Keputusan ke-{n}" for n in range(6)))
    assert statements(Client(), page) == few <= 10
