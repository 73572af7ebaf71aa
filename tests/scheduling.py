"""How `make test` shares the tests out to its workers: `pytest -n 2 -p tests.scheduling --no-loadscope-reorder`.

A file is one worker's, so that what it sets up for all its tests is set up once; all of `tests/running` are one
worker's, so that no two real stacks wait for each other. The slow ones begin, so that nobody waits for them alone at
the end. (`--dist loadgroup` loses its groups with pytest 9.2 and pytest-xdist 3.8, pytest-dev/pytest-xdist#1386.)
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

REAL_STACKS = "tests/running/"
SLOW = (REAL_STACKS, "tests/guards/", "tests/walks/", "tests/look/")


class ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return REAL_STACKS if nodeid.startswith(REAL_STACKS) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, folder in enumerate(SLOW) if item.nodeid.startswith(folder)), len(SLOW))
