"""Brings a copy's database, translations, static files and demo content up to date before the site starts.

In one process, because each start of Django costs a second; only the static files, when what they are made from has
changed, are collected and compressed beside it. Prints the demo's sign-ins, one JSON line each.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from running.embedded import HERE
from running.processes import dying_with_parent

ASSET_SOURCES = ("static", "portal/assets.py", "requirements.txt")
STAMP = ".made-from"
COLLECT = ("collectstatic", "--no-input", "--clear", "--verbosity", "0")


def main() -> int:
    with _assets():
        _data()
    return 0


def _data() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    aside = sys.stderr
    call_command("migrate", interactive=False, verbosity=0, stdout=aside)
    call_command("compile_translations", stdout=aside)
    call_command("demo", stdout=aside)
    call_command("demo", sign_ins=True)


@contextlib.contextmanager
def _assets() -> Iterator[None]:
    """At the end the static files are those of these sources.

    Raises:
        SystemExit: when they could not be collected.
    """
    stamp, made_from = Path(os.environ["STATIC_ROOT"]) / STAMP, _fingerprint()
    if stamp.exists() and stamp.read_text() == made_from:
        yield
        return
    command = [sys.executable, str(HERE / "manage.py"), *COLLECT]
    with subprocess.Popen(command, preexec_fn=dying_with_parent(signal.SIGKILL)) as collecting:  # noqa: PLW1509, one thread
        yield
    if collecting.returncode:
        sys.exit("The static files could not be collected.")
    stamp.write_text(made_from)


def _fingerprint() -> str:
    facts = hashlib.sha256(os.environ.get("STATIC_STORAGE", "").encode())
    for path in sorted(_source_files()):
        seen = path.stat()
        facts.update(f"{path}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return facts.hexdigest()


def _source_files() -> Iterator[Path]:
    for name in ASSET_SOURCES:
        source = HERE / name
        yield from (path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]


if __name__ == "__main__":
    sys.exit(main())
