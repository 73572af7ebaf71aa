"""Walks: stories told on the stack that `make run` starts, with its own browser, worker, beat and SMTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from running.trial import Trial
from running.valkey import Valkey
from tests.chromium import browser_type_launch_args  # noqa: F401
from tests.copies import a_folder, started
from tests.walks.walker import let_it_be_noon

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`pytest -m "not running"` leaves out what needs minutes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.running)


@pytest.fixture(scope="session")
def shared_copy(prepared: Path) -> Iterator[Trial]:
    """One copy for all stories: starting and stopping its programs takes as long as a story."""
    with a_folder() as folder, started(folder / "var", prepared) as trial:
        yield trial


@pytest.fixture(scope="module")
def running_copy(shared_copy: Trial) -> Trial:
    """The demo, running as `make run` would. Each story minds what it made itself; what Valkey counted is forgotten."""
    with Redis.from_url(Valkey(shared_copy.var).url) as counted:
        counted.delete(*counted.scan_iter("rembuk:*"), "")
    let_it_be_noon(shared_copy)
    return shared_copy


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with a_folder() as folder:
        yield folder
