"""What a meeting did not finish, a coming one takes over, once."""

import pytest

from commons import rich_text
from commons.access import Refused
from meetings.actions import cancel_meeting, hand_items_on, settle_item
from meetings.models import MOST_ITEMS, AgendaItem, Meeting
from tests.meetings.conftest import call
from tests.meetings.held import over
from tests.people import People, signed_in
from tests.town import Town


@pytest.fixture
def both(people: People, town: Town, meeting: Meeting) -> tuple[Meeting, Meeting]:
    """One that was held, with two of its three items unfinished, and one to come of the same host."""
    coming = call(people, town, title="Rapat berikutnya", agenda="")
    held = over(meeting, "Pembukaan", "Titik genangan", "Jadwal")
    settle_item(item=held.items.get(title="Pembukaan"), by=people.tukimin, outcome="done")
    settle_item(item=held.items.get(title="Jadwal"), by=people.tukimin, outcome="deferred")
    return held, coming


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.on_agenda().values_list("title", flat=True))


def test_unfinished_items_go_to_the_end_of_the_next_agenda(people: People, both: tuple[Meeting, Meeting]) -> None:
    held, coming = both
    AgendaItem.objects.create(meeting=coming, position=1, title="Pembukaan")
    browser, path = signed_in(people.tukimin), f"/agenda/{held.pk}/bawa/"
    html = browser.get(path).content.decode()
    assert ("Rapat berikutnya" in html, "Titik genangan" in html, "Jadwal" in html) == (True, True, True)
    chosen = list(held.items.unfinished().values_list("pk", flat=True))
    answer = browser.post(path, {"to": coming.pk, "items": chosen})
    assert (answer.status_code, answer["Location"]) == (303, coming.get_absolute_url())
    assert titles(coming) == ["Pembukaan", "Titik genangan", "Jadwal"]
    assert coming.items.get(title="Jadwal").rolled_from == held.items.get(title="Jadwal")


def test_an_item_goes_once(people: People, town: Town, both: tuple[Meeting, Meeting]) -> None:
    held, coming = both
    items = list(held.items.unfinished())
    hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items)
    third = call(people, town, title="Rapat ketiga")
    for to in (coming, third):
        with pytest.raises(Refused, match="sudah dibawa"):
            hand_items_on(meeting=held, to=to, by=people.tukimin, items=items)
    assert AgendaItem.objects.exclude(rolled_from=None).count() == 2


def test_what_went_to_a_meeting_that_was_cancelled_is_left_over_again(
    people: People, town: Town, both: tuple[Meeting, Meeting]
) -> None:
    held, coming = both
    items = list(held.items.unfinished())
    hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items)
    cancel_meeting(meeting=coming, by=people.tukimin, reason="Hujan deras.")
    third = call(people, town, title="Rapat ketiga", agenda="")
    assert "Titik genangan" in signed_in(people.tukimin).get(f"/agenda/{held.pk}/bawa/").content.decode()
    with pytest.raises(Refused):
        hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items)
    hand_items_on(meeting=held, to=third, by=people.tukimin, items=items)
    assert titles(third) == ["Titik genangan", "Jadwal"]
    with pytest.raises(Refused, match="sudah dibawa"):
        hand_items_on(meeting=held, to=third, by=people.tukimin, items=items)


def test_search_calendars_and_letters_read_what_was_taken_over(people: People, both: tuple[Meeting, Meeting]) -> None:
    held, coming = both
    hand_items_on(meeting=held, to=coming, by=people.tukimin, items=held.items.unfinished())
    coming.refresh_from_db()
    assert rich_text.plain(coming.agenda, people.tukimin).split("\n") == ["- Titik genangan", "- Jadwal"]


def test_a_meeting_takes_over_as_much_as_its_agenda_holds(people: People, both: tuple[Meeting, Meeting]) -> None:
    held, coming = both
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=coming, position=n, title=f"Pokok {n}") for n in range(1, MOST_ITEMS)
    )
    items = list(held.items.unfinished())
    with pytest.raises(Refused, match="Sisa tempat di rapat itu: 1"):
        hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items)
    hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items[:1])
    assert coming.items.on_agenda().count() == MOST_ITEMS
    typed = {"to": coming.pk, "items": [items[1].pk]}
    html = signed_in(people.tukimin).post(f"/agenda/{held.pk}/bawa/", typed, follow=True).content.decode()
    assert "Sisa tempat di rapat itu: 0" in html
    assert coming.items.on_agenda().count() == MOST_ITEMS


def test_what_was_finished_stays(people: People, both: tuple[Meeting, Meeting]) -> None:
    held, coming = both
    with pytest.raises(Refused):
        hand_items_on(meeting=held, to=coming, by=people.tukimin, items=[held.items.get(title="Pembukaan")])


def test_only_who_looks_after_both_meetings_hands_on(
    people: People, town: Town, both: tuple[Meeting, Meeting], private_meeting: Meeting
) -> None:
    held, coming = both
    items = list(held.items.unfinished())
    for stranger in (people.sunarti, people.bayu):
        with pytest.raises(Refused):
            hand_items_on(meeting=held, to=coming, by=stranger, items=items)
        assert signed_in(stranger).get(f"/agenda/{held.pk}/bawa/").status_code == 403
    Meeting.objects.filter(pk=coming.pk).update(chair=people.bayu)
    with pytest.raises(Refused):
        hand_items_on(meeting=held, to=coming, by=people.tukimin, items=items)
    assert not AgendaItem.objects.exclude(rolled_from=None).exists()


def test_meetings_that_one_may_not_see_or_that_are_over_are_not_offered(
    people: People, town: Town, both: tuple[Meeting, Meeting]
) -> None:
    held, _coming = both
    over(call(people, town, title="Rapat lampau"))
    call(people, town, title="Rapat tertutup", chair=people.dewi, visibility="private", host=town.firm)
    html = signed_in(people.tukimin).get(f"/agenda/{held.pk}/bawa/").content.decode()
    assert ("Rapat berikutnya" in html, "Rapat lampau" in html, "Rapat tertutup" in html) == (True, False, False)
    answer = signed_in(people.tukimin).post(f"/agenda/{held.pk}/bawa/", {"to": held.pk, "items": []})
    assert answer.status_code == 422
