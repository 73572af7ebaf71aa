"""How meetings go: who came, what was decided, what was kept in time; of what the reader may see."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from commitments.actions import keep_commitment
from commons.calendar import today
from commons.models import Area
from meetings.actions import note_promise
from meetings.models import Meeting
from meetings.queries import statistics
from tests.asking import statements
from tests.meetings.conftest import call
from tests.meetings.held import circulated, come, over
from tests.people import People, signed_in
from tests.town import Town

PATH = "/agenda/statistik/"


def year_of(meeting: Meeting) -> int:
    return timezone.localtime(meeting.starts_at, timezone.get_default_timezone()).year


def test_who_came_is_counted_by_sector_and_by_rw(people: People, town: Town, meeting: Meeting) -> None:
    kelurahan = Area.objects.filter(level="kelurahan").first() or Area.objects.create(level="kelurahan", name="Desa")
    rw = Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
    rt = Area.objects.get_or_create(level="rt", number=2, parent=rw)[0]
    made = over(meeting, "Pokok")
    come(made, people.sunarti, area=rw)
    come(made, people.bayu, town.firm)
    come(made, name="Pak Amat", area=rt)
    found = statistics(people.bayu, year_of(made))
    assert [(bar.label, bar.number) for bar in found.sectors] == [
        ("Pemerintah", "0"), ("Swasta", "1"), ("Masyarakat", "2"), ("Mitra luar", "0"),
    ]  # fmt: skip
    assert [(bar.label, bar.number, bar.width) for bar in found.areas] == [("RW 03", "2", 100)]
    assert (found.held, found.present) == ("1", "3")


def test_promises_are_in_time_when_kept_by_their_day(people: People, meeting: Meeting) -> None:
    made = over(meeting, "Pokok")
    kept, late = (
        note_promise(item=made.items.get(), by=people.tukimin, what=what, person=people.sunarti, due_on=today())
        for what in ("Ukur titik", "Cari tenda")
    )
    note_promise(
        item=made.items.get(), by=people.tukimin, what="Nanti saja", person=people.sunarti,
        due_on=today() + timedelta(days=1),
    )  # fmt: skip
    keep_commitment(commitment=kept, by=people.sunarti, note="Sudah diukur.")
    found = statistics(people.bayu, today().year)
    assert (found.in_time, late.is_open) == ("50%", True)


def test_a_private_meeting_counts_for_those_only_who_may_see_it(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    made = over(private_meeting)
    come(made, people.sunarti)
    assert statistics(people.dewi, year_of(made)).is_empty
    assert statistics(people.bayu, year_of(made)).held == "1"
    assert "Belum ada rapat di tahun ini" in Client().get(f"{PATH}?tahun={year_of(made)}").content.decode()


def test_the_page_asks_as_much_of_one_meeting_as_of_many(people: People, town: Town, meeting: Meeting) -> None:
    made = over(meeting, "Pokok")
    come(made, people.sunarti)
    circulated(made, people.tukimin)
    few = statements(signed_in(people.bayu), PATH)
    for n in range(8):
        one = over(call(people, town, title=f"Rapat ke-{n}"), "Pokok")
        come(one, people.sunarti)
        come(one, name=f"Warga {n}")
    assert statements(signed_in(people.bayu), PATH) == few <= 12


def test_a_year_that_there_is_not_is_this_one(meeting: Meeting) -> None:
    over(meeting)
    for nonsense in ("?tahun=9999", "?tahun=%27", "?tahun=²⁰²⁶", "?tahun=0001"):
        answer = Client().get(PATH + nonsense)
        assert (answer.status_code, answer.context["statistics"].year) == (200, today().year)
