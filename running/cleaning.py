"""`make clean`: stops the embedded servers and deletes what running copies, tests and tools have written here."""

import shutil
import sys
from pathlib import Path

from running.embedded import HERE, EmbeddedError, Postgres, Valkey, var_folder
from running.record import AlreadyRunning, only_copy

CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis")


def main() -> int:
    """1 when a copy is running, whose data must not be pulled away from under it."""
    var = var_folder()
    try:
        remove_copy(var)
    except (AlreadyRunning, EmbeddedError) as error:
        print(f"clean: {error}", file=sys.stderr)
        return 1
    for name in CACHES:
        shutil.rmtree(HERE / name, ignore_errors=True)
    return 0


def remove_copy(var: Path) -> None:
    """Stop the embedded servers of `var` and delete everything that was written there.

    Raises:
        AlreadyRunning: when a supervisor runs this copy.
    """
    with only_copy(var):
        for test in (False, True):
            _remove_servers(var, test)
    shutil.rmtree(var)


def _remove_servers(var: Path, test: bool) -> None:
    """The data of PostgreSQL and its socket may lie outside of `var`."""
    postgres, valkey = Postgres(var, test=test), Valkey(var, test=test)
    postgres.halt()
    valkey.halt()
    for folder in (postgres.data, postgres.socket, valkey.socket.parent):
        shutil.rmtree(folder, ignore_errors=True)
    if postgres.home != var:
        shutil.rmtree(postgres.home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
