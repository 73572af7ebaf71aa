"""How `make test` shares the tests out to its workers: `pytest -n 2 -p tests.scheduling --no-loadscope-reorder`.

First the tests that start real stacks: one worker runs them all, as they stand in their files, so that no two of them
wait for each other. The other worker begins with those that roll back what they did. Those that really commit come
last, because they empty the tables, also of what migrations wrote: before all those that want that back, then the slow
ones, so that nobody waits for one at the end.
(`--dist loadgroup` loses its groups with pytest 9.2 and pytest-xdist 3.8, pytest-dev/pytest-xdist#1386.)
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

REAL_STACKS = ("tests/running/", "tests/walks/")
# What walks through every page before its first test is walked once, by one worker.
WALKING = ("tests/guards/test_all_forms.py", "tests/guards/test_text_survives.py")
SLOW = "tests/guards/"
COMMITTING = {"transactional_db", "live_server"}


class InTurn(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WALKING):
            return nodeid.partition("::")[0]
        return "real stacks" if nodeid.startswith(REAL_STACKS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InTurn:
    return InTurn(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, str, int]:
    if item.nodeid.startswith(REAL_STACKS):
        return 0, str(item.path), item.location[1] or 0  # a story is told from its beginning
    if not commits(item):
        return 1, "", 0
    if is_serialized(item):
        return 2, "", 0
    return 3 if item.nodeid.startswith(SLOW) else 4, "", 0


def commits(item: pytest.Item) -> bool:
    """It really writes, and empties the tables when it ends."""
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and any(marker.kwargs.get(name) for name in ("transaction", "reset_sequences"))
    return asked or bool(COMMITTING & set(getattr(item, "fixturenames", ())))


def is_serialized(item: pytest.Item) -> bool:
    """It gets back what migrations wrote before it begins, and leaves nothing at all."""
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("serialized_rollback"))
