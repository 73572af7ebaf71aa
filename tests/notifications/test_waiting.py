"""*Perlu tindakan*: what the apps say waits for a person."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from commons.contributions import Waiting, WaitingRow
from notifications.queries import PAGE, waiting_for
from tests.people import People, signed_in
from tests.things import offered

NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def waiting(*rows: tuple[int, str, int, int | None]) -> Waiting:
    """Rows of person, sentence, days since, and days until due."""

    def found(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
        return [
            WaitingRow(
                person_id=person,
                kind="tests.waiting",
                object_id=number,
                sentence=sentence,
                url=f"/hal/{number}/",
                since=NOW - timedelta(days=since),
                due=None if due is None else NOW + timedelta(days=due),
                action="Jawab",
            )
            for number, (person, sentence, since, due) in enumerate(rows)
            if person in people
        ]

    return Waiting("tests.waiting", "Percobaan", "clock", found)


def test_what_is_due_first_comes_first_then_what_has_waited_longest(people: People) -> None:
    me = people.rizky.pk
    rows = [(me, "lama", 9, None), (me, "besok", 1, 1), (me, "baru", 1, None), (me, "terlambat", 3, -2)]
    with offered(waiting(*rows, (people.dewi.pk, "milik Dewi", 1, 0))):
        assert [row.sentence for row in waiting_for(people.rizky)] == ["terlambat", "besok", "lama", "baru"]


def test_the_tab_shows_each_with_its_act(people: People) -> None:
    with offered(waiting((people.rizky.pk, "Anda diundang bermitra.", 1, 2), (people.dewi.pk, "Rahasia", 1, 2))):
        html = signed_in(people.rizky).get("/kotak-masuk/?tampil=tindakan").content.decode()
    assert 'href="/hal/0/"' in html
    assert "Anda diundang bermitra." in html
    assert "Jawab" in html
    assert "Rahasia" not in html


def test_an_empty_tab_says_so(people: People) -> None:
    html = signed_in(people.sunarti).get("/kotak-masuk/?tampil=tindakan").content.decode()
    assert "Tidak ada yang menunggu Anda" in html


def test_twenty_a_page(people: People) -> None:
    rows = [(people.rizky.pk, f"Hal {n:02}", 100 - n, None) for n in range(PAGE + 3)]
    client = signed_in(people.rizky)
    with offered(waiting(*rows)):
        first = client.get("/kotak-masuk/?tampil=tindakan").content.decode()
        second = client.get("/kotak-masuk/?tampil=tindakan&mulai=tests.waiting:20").content.decode()
    assert "Hal 19" in first
    assert "Hal 20" not in first
    assert "mulai=tests.waiting%3A20" in first
    assert "Hal 20" in second
    assert "mulai=tests.waiting%3A0" in second
