"""How `make test` shares the tests out to its workers: `pytest -n 3 -p tests.scheduling --no-loadscope-reorder`.

First the tests that start real stacks: one worker runs them all, as they stand in their files, so that no two of them
wait for each other. The others begin with the slow ones, so that nobody waits for one at the end; each takes a whole
file, of which the scene, or the people and their town, are then made once. They step back where a processor is wanted:
stories on real stacks say how many seconds an answer may take.
(`--dist loadgroup` loses its groups with pytest 9.2 and pytest-xdist 3.8, pytest-dev/pytest-xdist#1386.)
"""

import os
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

REAL_STACKS = ("tests/running/", "tests/walks/")
# What walks through every page before its first test is walked once, by one worker.
WALKING = "tests/guards/forms/"
SLOW = ("tests/guards/", "tests/mail/test_killed.py", "tests/mail/test_broker.py")
AT_FIRST = os.nice(0)
STEP_BACK = 5


class InTurn(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WALKING):
            return WALKING
        return "real stacks" if nodeid.startswith(REAL_STACKS) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InTurn:
    return InTurn(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if not item.nodeid.startswith(REAL_STACKS):
        os.nice(max(0, AT_FIRST + STEP_BACK - os.nice(0)))


def _turn(item: pytest.Item) -> tuple[int, str, int]:
    if item.nodeid.startswith(REAL_STACKS):
        return 0, str(item.path), item.location[1] or 0  # a story is told from its beginning
    return next(at for at, which in enumerate((WALKING, SLOW, ""), 1) if item.nodeid.startswith(which)), "", 0
