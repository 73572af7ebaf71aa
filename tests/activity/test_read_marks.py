"""How far somebody read: forward only, whatever comes late or twice."""

import json

import pytest
from django.db import connection
from django.test import Client

from activity.actions import FARTHEST, READ, number_untold, read_up_to
from activity.models import Activity, ReadMark, Thread
from commons.audience import Visibility
from tests.people import People, signed_in
from tests.things import posted, thing


def mark(thread: Thread) -> tuple[int, int]:
    return ReadMark.objects.values_list("position", "told_no").get(thread=thread)


def test_it_moves_forward_and_never_back(people: People) -> None:
    bank = thing("Bank sampah")
    read_up_to(people.rizky, bank, 5)
    read_up_to(people.rizky, bank, 3)
    assert mark(bank) == (5, 0)
    posted(bank, people.ratna)
    number_untold(10)
    told = read_up_to(people.rizky, bank, 4)
    assert told > 0
    assert mark(bank) == (5, told)


def test_what_was_told_after_the_page_was_shown_stays_unread(people: People) -> None:
    bank = thing("Bank sampah")
    for _ in range(2):
        posted(bank, people.ratna)
    number_untold(10)
    first, second = bank.activities.order_by("told_no").values_list("told_no", flat=True)
    assert read_up_to(people.rizky, bank, told_no=first) == first
    assert read_up_to(people.rizky, bank) == second


@pytest.mark.parametrize(
    ("sent", "status", "position"),
    [
        ("7", 204, 7),
        ("0", 204, 0),
        ("9" * 30, 204, FARTHEST),
        ("-1", 400, None),
        ("tujuh", 400, None),
        ("١", 400, None),
    ],
)
def test_the_beacon_clamps_what_it_is_sent(people: People, sent: str, status: int, position: int | None) -> None:
    bank = thing("Bank sampah")
    response = signed_in(people.rizky).post(f"/dibaca/{bank.pk}/", {"position": sent})
    assert response.status_code == status
    assert list(ReadMark.objects.values_list("position", flat=True)) == ([] if position is None else [position])


def test_only_a_member_who_may_see_it_leaves_a_mark(people: People, visitor: Client) -> None:
    bank, closed = thing("Bank sampah"), thing("Tertutup", Visibility.PRIVATE)
    assert visitor.post(f"/dibaca/{bank.pk}/", {"position": 1}).status_code == 403
    client = signed_in(people.rizky)
    assert client.post(f"/dibaca/{closed.pk}/", {"position": 1}).status_code == 404
    assert client.post(f"/dibaca/{10**30}/", {"position": 1}).status_code == 404
    assert client.get(f"/dibaca/{bank.pk}/").status_code == 405
    assert not ReadMark.objects.exists()


def test_a_mark_costs_the_same_however_much_was_told(people: People) -> None:
    """Pages of memory that the database looks at for it, after three activities and after two thousand."""
    bank = thing("Bank sampah")
    looked_at = []
    for many in (3, 2000):
        told = posted(bank, people.ratna)
        rest = {"verb": told.verb, "actor": people.ratna, "thread": bank, "target_type": told.target_type}
        Activity.objects.bulk_create(Activity(target_id=told.target_id, **rest) for _ in range(many))
        number_untold(many + 1)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE activity_activity")
            for _ in range(2):  # the first makes the row
                given = {"person": people.rizky.pk, "thread": bank.pk, "position": 1, "shown": None}
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {READ}", given)
                plan = cursor.fetchone()[0]
        plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
        looked_at.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
    few, many = looked_at
    assert many <= few + 10
