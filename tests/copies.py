"""Running copies for tests, as `make run` starts them; all begin from one that was started once from nothing."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from running.cleaning import remove_copy
from running.postgres import Postgres
from running.trial import Trial

OF_TESTS = (
    *("DATABASE_URL", "REDIS_URL", "PORTAL_MODE", "SITE_URL", "SECRET_KEY", "STATIC_STORAGE", "COMPRESS_PAGES"),
    *("LOG_LEVEL", "TEST_DATABASE"),
)


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """What a copy has written that was started once and stopped: no other waits for a database to be made anew."""
    with a_folder() as folder, started(folder / "var") as trial:
        trial.interrupt()
        yield trial.var


@contextlib.contextmanager
def a_folder() -> Iterator[Path]:
    """A folder to run in: with spaces in its name, and open to the user that root lends PostgreSQL to."""
    folder = Path(tempfile.mkdtemp(prefix="portal run "))
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
