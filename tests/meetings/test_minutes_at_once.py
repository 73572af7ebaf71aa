"""Minutes in several browsers at the same moment: circulated once, ratified once, numbered without a gap."""

import pytest
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.calendar import today
from meetings.actions import hand_items_on, note_decision
from meetings.models import AgendaItem, Decision, Meeting, Minutes, MinutesPart
from meetings.queries.canonical import is_intact
from tests.guards.at_once import posting, together
from tests.meetings.conftest import call
from tests.meetings.held import circulated, come, over
from tests.people import People
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
FINE = {303, 403, 409}


@pytest.fixture
def several(people: People, town: Town) -> list[Meeting]:
    """Four that were held; in each came bayu (private) and dewi (external)."""
    made = [over(call(people, town, title=f"Rapat ke-{n}"), "Pokok") for n in range(4)]
    for meeting in made:
        come(meeting, people.bayu, town.firm)
        come(meeting, people.dewi, town.ngo)
    return made


def test_two_who_circulate_do_it_once_and_several_meetings_share_no_number(
    people: People, several: list[Meeting]
) -> None:
    for meeting in several:
        note_decision(meeting=meeting, by=people.tukimin, title=f"Dari {meeting}", effective_on=today())
    both = (people.tukimin, people.putri)
    deeds = [posting(one, f"/agenda/{meeting.pk}/notulen/edarkan/") for meeting in several for one in both]
    assert set(together(deeds)) <= FINE
    assert Activity.objects.filter(verb="meetings.minutes_circulated").count() == len(several)
    serials = list(Decision.objects.published().order_by("serial").values_list("serial", flat=True))
    assert serials == [1, 2, 3, 4]


def test_the_last_two_sectors_at_the_same_moment_ratify_once(people: People, several: list[Meeting]) -> None:
    for meeting in several:
        circulated(meeting, people.tukimin)
    both = (people.bayu, people.dewi)
    deeds = [posting(one, f"/agenda/{meeting.pk}/notulen/setujui/") for meeting in several for one in both]
    assert set(together(deeds)) <= FINE
    done = list(Minutes.objects.select_related("meeting").order_by("serial"))
    assert [one.serial for one in done] == [1, 2, 3, 4]
    assert all(is_intact(one) and one.ratifications.count() == 2 for one in done)
    assert Activity.objects.filter(verb="meetings.minutes_ratified").count() == len(several)


def test_silence_and_the_last_word_at_the_same_moment_ratify_once(people: People, several: list[Meeting]) -> None:
    for meeting in several:
        circulated(meeting, people.tukimin)
        assert set(together([posting(people.bayu, f"/agenda/{meeting.pk}/notulen/setujui/")])) == {303}
    Due.objects.exclude(kind="meetings.ratify", occasion="silence").delete()
    Due.objects.update(due_at=timezone.now())
    words = [posting(people.dewi, f"/agenda/{meeting.pk}/notulen/setujui/") for meeting in several]
    answers = together([*words, *(tell_next_due for _ in several)])
    assert not [one for one in answers if isinstance(one, Exception)]
    Due.objects.filter(done_at=None).update(due_at=timezone.now())
    while tell_next_due():
        pass
    done = Minutes.objects.select_related("meeting")
    assert {one.state for one in done} == {"ratified"}
    assert all(is_intact(one) for one in done)
    assert sorted(one.serial or 0 for one in done) == [1, 2, 3, 4]


def test_two_who_save_the_same_part_lose_no_text(people: People, several: list[Meeting]) -> None:
    for meeting in several:
        path = f"/agenda/{meeting.pk}/notulen/umum/"
        answers = together(
            [
                posting(people.tukimin, path, version="0", text="Teks Tukimin."),
                posting(people.putri, path, version="0", text="Teks Putri."),
            ]
        )
        assert sorted(answers) == [303, 409]
        assert MinutesPart.objects.get(minutes__meeting=meeting).version == 1


def test_an_item_is_handed_on_once(people: People, town: Town, several: list[Meeting]) -> None:
    coming = [call(people, town, title=f"Rapat depan {n}") for n in range(2)]
    for meeting in several:
        items = list(meeting.items.all())
        together(
            [
                lambda to=to: hand_items_on(meeting=meeting, to=to, by=people.tukimin, items=items)  # noqa: B023
                for to in coming
            ]
        )
    assert AgendaItem.objects.exclude(rolled_from=None).count() == len(several)
