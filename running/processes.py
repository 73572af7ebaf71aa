"""What the operating system knows of other processes: read from /proc, because a bare machine has no `ps`.

Where there is no /proc (macOS) it asks `ps`, which knows less: a process it cannot tell of counts as absent.
"""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PROC = Path("/proc")
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # loaded here: between fork and exec it is too late


def was_started_with(pid: int, word: str) -> bool:
    """Is this a live process that has `word` among the words of its command? A zombie has none."""
    if not PROC.joinpath("self").exists():
        return word in _asked_of_ps("command", pid)
    return word in _words(pid)


def command(pid: int) -> str:
    """What a process was started with, for people to read; empty when it is gone."""
    return " ".join(_words(pid)) if PROC.joinpath("self").exists() else _asked_of_ps("command", pid)


def birth(pid: int) -> str:
    """When a live process began: tells it from a later one with its number. Empty when it is gone, or a zombie."""
    if not PROC.joinpath("self").exists():
        return _asked_of_ps("lstart", pid)
    try:
        fields = PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def working_in(folder: Path) -> list[int]:
    """The processes whose current folder is `folder`: so a killed server's children are found."""
    return [pid for pid in _all() if _current_folder(pid) == str(folder)]


def with_variable(name: str, value: str) -> list[int]:
    """The processes, other than this one, that were started with an environment variable of this value."""
    wanted = f"{name}={value}".encode()
    return [pid for pid in _all() if pid != os.getpid() and wanted in _environment(pid)]


def end_all(pids: Iterable[int], sig: int) -> None:
    """Signal each of them; one that has gone meanwhile, or belongs to somebody else, is left."""
    for pid in pids:
        try:
            os.kill(pid, sig)
        except (ProcessLookupError, PermissionError):
            continue


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.03) -> bool:
    """Ask again and again for at most `seconds`; tells whether it came true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def dying_with_parent(sig: int) -> Callable[[], None] | None:
    """What a child runs before its program, so that the kernel sends it `sig` when this process ends, however it ends.

    It must be set after privileges are dropped (the kernel forgets it then), which is when `subprocess` calls it; and a
    parent that ended before it was set would never be noticed, so the child looks. None where the kernel cannot do it.
    """
    if sys.platform != "linux":
        return None
    parent = os.getpid()

    def bind() -> None:
        end_with_parent(sig)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def end_with_parent(sig: int) -> None:
    """From now on the kernel sends this process `sig` when its parent ends."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, sig)


def _asked_of_ps(field: str, pid: int) -> str:
    asked = subprocess.run(["ps", "-o", f"{field}=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _words(pid: int) -> list[str]:
    try:
        return [os.fsdecode(word) for word in PROC.joinpath(str(pid), "cmdline").read_bytes().split(b"\0")]
    except OSError:
        return []


def _all() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()] if PROC.is_dir() else []


def _current_folder(pid: int) -> str:
    try:
        return os.readlink(PROC / str(pid) / "cwd")
    except OSError:
        return ""


def _environment(pid: int) -> list[bytes]:
    try:
        return PROC.joinpath(str(pid), "environ").read_bytes().split(b"\0")
    except OSError:
        return []
