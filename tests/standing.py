"""The people and their town stand in the database for all tests of a file in a row, which then need not make them anew.

Each test still takes back what it wrote: its own transaction lies within the one that holds them.
"""

import pickle

import pytest
from django.db import transaction

from tests.people import People, make_people
from tests.town import Town, make_town

REALLY_COMMITS = {"transactional_db", "live_server", "django_db_serialized_rollback"}


class Standing:
    """What stands now; pickled, for each test changes objects of its own."""

    def __init__(self) -> None:
        self._holding: transaction.Atomic | None = None
        self._things = b""

    def begin(self, test: pytest.Item) -> bool:
        """Make them, unless they stand for this file: may this test use them? Those that use none find none."""
        if not uses_town(test) or really_commits(test):
            return False
        if self._holding is None:
            self._holding = transaction.atomic()
            self._holding.__enter__()
            people = make_people()
            self._things = pickle.dumps((people, make_town(people)))
        return True

    def end(self, test: pytest.Item, following: pytest.Item | None) -> None:
        """Take them away when the test that follows has no use for them, or stands in another file."""
        goes_on = following is not None and following.path == test.path and uses_town(following)
        if not (goes_on and not really_commits(following)):
            self.leave()

    def leave(self) -> None:
        """Take them away, if any stand."""
        if self._holding:
            transaction.set_rollback(True)
            self._holding.__exit__(None, None, None)
            self._holding = None

    def things(self) -> tuple[People, Town]:
        people, town = pickle.loads(self._things)
        return people, town


def uses_town(test: pytest.Item) -> bool:
    return "town" in getattr(test, "fixturenames", ())


def really_commits(test: pytest.Item) -> bool:
    mark = test.get_closest_marker("django_db")
    said = bool(mark and (mark.kwargs.get("transaction") or mark.args))
    return said or bool(REALLY_COMMITS & set(getattr(test, "fixturenames", ())))


standing = Standing()
