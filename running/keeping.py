"""`make backup` and `make restore`: a site's data into one file and back, with PostgreSQL's programs of our own.

    python -m running.keeping backup [TO]                 a file, or a folder (backups/ of the checkout)
    python -m running.keeping restore FILE [--replace]

On the copy of `make run`, beside it or alone; where PORTAL_MODE is production, on the site of the environment.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from running import within
from running.binaries import EmbeddedError, postgres_folder
from running.embedded import HERE

BACKUPS = HERE / "backups"  # not under var/, which `make clean` empties


def main(words: Sequence[str]) -> int:
    """The exit status of `manage.py backup` or `restore`."""
    act, *rest = [word for word in words if word]
    if act == "restore" and not rest:
        print("portal: say which backup: make restore FILE=backups/rembuk-….tar", file=sys.stderr)
        return 1
    if act == "backup" and not rest:
        BACKUPS.mkdir(exist_ok=True, mode=0o700)
        rest = [str(BACKUPS)]
    _offer_programs()
    if os.environ.get("PORTAL_MODE") == "production":
        return subprocess.run([sys.executable, HERE / "manage.py", act, *rest], check=False).returncode
    return within.main([act, *rest])


def _offer_programs() -> None:
    """The embedded server's wheel brings its pg_dump; whoever has installed one has it on PATH or beside its server."""
    try:
        folder = postgres_folder()
    except EmbeddedError:
        return
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", ""), str(folder)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
