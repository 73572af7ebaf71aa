"""Whose an embedded server is, and where its files and its socket may lie."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running.binaries import EmbeddedError

LENDERS = ("postgres", "nobody")
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 104 bytes on macOS, 107 on Linux
PLAIN_PATH = re.compile(r"[\w./ +-]+", re.ASCII)
MARK = "embedded-server"  # a file in the socket's folder; production mode refuses a URL that points to it


@dataclass(frozen=True)
class Owner:
    """The user a server runs as: PostgreSQL refuses root, so root lends it to another user; else whoever we are."""

    uid: int | None = None
    gid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make a process this user's."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """May this user walk to `path`, or to the nearest folder above it that exists?"""
        if self.uid is None:
            return True
        while not path.exists():
            path = path.parent
        walk = ["/bin/sh", "-c", 'cd "$1"', "sh", str(path)]
        return subprocess.run(walk, capture_output=True, cwd="/", check=False, **self.popen).returncode == 0


def owner_of_postgres() -> Owner:
    """Who runs PostgreSQL here.

    Raises:
        EmbeddedError: as root on a machine that has nobody to lend it to.
    """
    if os.geteuid() != 0:
        return Owner()
    for name in LENDERS:
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return Owner(user.pw_uid, user.pw_gid)
    raise EmbeddedError(f"PostgreSQL does not run as root, and there is no user {' or '.join(LENDERS)} to run it as.")


def home_for(owner: Owner, var: Path) -> Path:
    """The folder for a server's data: `var`, or, when its owner cannot walk there (root's home is closed to others), a
    folder of this checkout under /var/lib. No folder above is ever opened to others."""
    return var if owner.reaches(var) else Path("/var/lib") / f"portal-embedded-{fingerprint(var)}"


def socket_folder(wanted: Path, tag: str, owner: Owner) -> Path:
    """`wanted`, or a private folder under the temporary one when its path is too long or too odd for a socket.

    Raises:
        EmbeddedError: when somebody else has put something in its place.
    """
    if len(os.fsencode(wanted)) < LONGEST_SOCKET_FOLDER and PLAIN_PATH.fullmatch(str(wanted)):
        return wanted
    folder = Path(tempfile.gettempdir()) / f"portal-{tag}-{fingerprint(wanted)}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        owner.give(folder)
    found = folder.lstat()
    ours = {os.geteuid(), owner.uid}
    if not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid not in ours:
        raise EmbeddedError(f"{folder} should be a private folder of this user and is not. Remove it and start again.")
    return folder


def mark(folder: Path) -> None:
    """Say in the socket's folder what kind of server listens there."""
    (folder / MARK).write_text("A server for demos and tests, started by the portal. Not for a real site.\n")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time; the lock goes with its holder, also when it is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Users:
    """Counts who uses a server that several may share: the last one to leave stops it. A killed user has left."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None

    def enter(self) -> None:
        if self._held is None:
            self._held = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._held, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """True when we were the last; False when others are left, or when we had not entered."""
        if self._held is None:
            return False
        held, self._held = self._held, None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(held)
        return True
