"""How `make test` shares the tests out to its workers: `pytest -n 2 -p tests.scheduling --no-loadscope-reorder`.

First the tests that start real stacks: one worker runs them all, as they stand in their files, so that no two of them
wait for each other. The other worker begins with the slow ones, so that nobody waits for one at the end.
(`--dist loadgroup` loses its groups with pytest 9.2 and pytest-xdist 3.8, pytest-dev/pytest-xdist#1386.)
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

REAL_STACKS = ("tests/running/", "tests/walks/")
# What walks through every page before its first test is walked once, by one worker.
WALKING = "tests/guards/forms/"
SLOW = "tests/guards/"


class InTurn(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WALKING):
            return WALKING
        return "real stacks" if nodeid.startswith(REAL_STACKS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InTurn:
    return InTurn(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, str, int]:
    if item.nodeid.startswith(REAL_STACKS):
        return 0, str(item.path), item.location[1] or 0  # a story is told from its beginning
    return 1 if item.nodeid.startswith(SLOW) else 2, "", 0
