"""Brings a copy's database, translations, static files and demo content up to date before the site starts.

In one process, because each start of Django costs a second. Prints the demo's sign-ins, one JSON line each.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

HERE = Path(__file__).resolve().parent.parent
ASSET_SOURCES = ("static", "portal/assets.py", "requirements.txt")
STAMP = ".made-from"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    aside = sys.stderr
    call_command("migrate", interactive=False, verbosity=0, stdout=aside)
    call_command("compile_translations", stdout=aside)
    collect_assets()
    call_command("demo", stdout=aside)
    call_command("demo", sign_ins=True)
    return 0


def collect_assets() -> None:
    """Collect and compress the static files, when what they are made from has changed."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    made_from = _fingerprint()
    if stamp.exists() and stamp.read_text() == made_from:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(made_from)


def _fingerprint() -> str:
    facts = hashlib.sha256()
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
