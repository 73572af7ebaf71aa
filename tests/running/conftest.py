"""Tests that start, kill and restart real processes."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running.troupe import Troupe

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.running)


@pytest.fixture
def start_troupe(tmp_path: Path) -> Iterator[Callable[..., Troupe]]:
    """Starts a supervisor with small programs, and ends it when the test has not."""
    with contextlib.ExitStack() as started:
        yield lambda programs, **how: started.enter_context(Troupe(tmp_path, programs, **how))


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder to run in: with a space in its name, and open to the user that root lends PostgreSQL to."""
    folder = Path(tempfile.mkdtemp(prefix="portal run "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
