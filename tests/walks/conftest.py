"""Walks: stories told on the stack that `make run` starts, with its own browser, worker, beat and SMTP."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from running.cleaning import remove_copy
from running.postgres import Postgres
from running.trial import Trial
from running.valkey import Valkey
from tests.chromium import browser_type_launch_args  # noqa: F401
from tests.walks.walker import let_it_be_noon

HERE = Path(__file__).resolve().parent
OF_TESTS = (
    *("DATABASE_URL", "REDIS_URL", "PORTAL_MODE", "SITE_URL", "SECRET_KEY", "STATIC_STORAGE", "COMPRESS_PAGES"),
    *("LOG_LEVEL", "TEST_DATABASE"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`pytest -m "not running"` leaves out what needs minutes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.running)


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """What a copy has written that was started once and stopped: no story waits for a database to be made anew."""
    with _folder() as folder, started(folder / "var") as trial:
        trial.interrupt()
        yield trial.var


@pytest.fixture(scope="session")
def shared_copy(prepared: Path) -> Iterator[Trial]:
    """One copy for all stories: starting and stopping its programs takes as long as a story."""
    with _folder() as folder, started(folder / "var", prepared) as trial:
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
    with _folder() as folder:
        yield folder


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder to run in: with spaces in its name, and open to the user that root lends PostgreSQL to."""
    folder = Path(tempfile.mkdtemp(prefix="portal walk "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def started(var: Path, like: Path | None = None, **environment: str) -> Iterator[Trial]:
    """A running copy, without what the tests' own site has in its environment; `like` one that was stopped."""
    if like:
        _copy(like, var)
    with pytest.MonkeyPatch.context() as outside:
        for name in OF_TESTS:
            outside.delenv(name, raising=False)
        trial = Trial(var, **environment)  # takes the environment; the tests of this process need theirs again
    try:
        trial.start()
        let_it_be_noon(trial)
        yield trial
    finally:
        trial.end()
        remove_copy(trial.var)


def _copy(like: Path, var: Path) -> None:
    """With the owners of its files; the data of PostgreSQL may lie outside of `var`."""
    _copy_folder(like, var)
    if not (data := Postgres(var).data).exists():
        _copy_folder(Postgres(like).data, data)


def _copy_folder(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
