"""A GET changes nothing (rule 4 of the pitfalls): `test_matrix` watches each of them; here is what stands beside it."""

import pytest

from tests.guards.answers import ask, meaning
from tests.guards.browser import body
from tests.guards.cast import Scene
from tests.guards.doors import doors, stands
from tests.guards.sql import Written, undone, written

pytestmark = pytest.mark.django_db


def test_head_answers_as_get_does_without_a_body_and_writes_nothing(scene: Scene) -> None:
    places, tried = stands(scene), 0
    for door in doors():
        address = door.path(next(stand for stand in places if stand.fits(door)).values)
        for role in ("visitor", "leader"):
            with undone(), written() as tables:
                got = ask(scene.browser(role), "GET", address)
                head = ask(scene.browser(role), "HEAD", address)
            assert meaning(head, address) == meaning(got, address), address
            assert (head.status_code, body(head), tables - {"django_session"}) == (got.status_code, b"", set()), address
            tried += 1
    assert tried > 150


@pytest.mark.parametrize(
    "sql",
    [
        'UPDATE "commons_draft" SET kind = %s',
        'INSERT INTO "commons_draft" (kind) VALUES (%s)',
        "DELETE FROM commons_draft",
        "WITH one AS (INSERT INTO commons_draft AS d (kind) VALUES ('a') RETURNING *) SELECT * FROM one",
        "TRUNCATE commons_draft",
    ],
)
def test_a_statement_that_writes_is_noticed(sql: str) -> None:
    tables = Written()
    tables.note(sql)
    assert tables == {"commons_draft"}


@pytest.mark.parametrize("sql", ["SELECT 'DELETE FROM commons_draft'", "SELECT 1 FROM commons_draft FOR UPDATE OF d"])
def test_a_statement_that_reads_is_not(sql: str) -> None:
    tables = Written()
    tables.note(sql)
    assert tables == set()
