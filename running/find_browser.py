"""Finds a Chromium for the browser tests, and installs one where there is none. Tests never skip for want of it.

Order: PORTAL_CHROMIUM; Chromium or Chrome on PATH or among macOS's applications; the build that Playwright has
downloaded; as root on Debian the package manager's; else Playwright's own. Where none can be had, one sentence says
what to type.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# First the one without windows: the other draws its own buttons and tabs for each page, though nobody sees them, which
# takes a processor half as long again.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PACKAGES = NAMES[:2]  # the first that there is
BESIDES = ("libatomic1", "fonts-noto-core")  # libatomic1 is for Playwright's driver
DOWNLOAD_TAKES = 600  # seconds at most


class NoBrowserError(RuntimeError):
    """There is no browser and none could be installed; the message says what to type."""


def browser() -> str:
    """The path of a Chromium that runs.

    Raises:
        NoBrowserError: when there is none.
    """
    found = find()
    return found or _install()


def find() -> str | None:
    """The first Chromium that runs; None when there is none, or when Playwright's driver lacks a library."""
    if chosen := os.environ.get("PORTAL_CHROMIUM"):
        if not _runs(chosen):
            raise NoBrowserError(f"PORTAL_CHROMIUM={chosen} does not run.")
        return chosen
    return next(filter(_runs, _candidates()), None) if _driver_runs() else None


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from (name for name in APPLICATIONS if Path(name).exists())
    if own := _playwrights_own():
        yield own


def _runs(program: str | Path) -> bool:
    """Ubuntu's chromium-browser only tells to install a snap, so it is asked for its version."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _driver_runs() -> bool:
    spec = importlib.util.find_spec("playwright")
    if not spec or not spec.submodule_search_locations:
        raise NoBrowserError("The Python package playwright is not installed. Run: make setup")
    return _runs(Path(next(iter(spec.submodule_search_locations))) / "driver" / "node")


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install() -> str:
    if os.geteuid() == 0 and _is_debian():
        _install_package()
        if found := find():
            return found
    elif _driver_runs():
        _download()
        if found := find():
            return found
    raise NoBrowserError(
        "There is no Chromium for the browser tests and none could be installed. Type: "
        "sudo apt-get install chromium libatomic1   (macOS: brew install --cask chromium), or set PORTAL_CHROMIUM."
    )


def _is_debian() -> bool:
    """Ubuntu is left out: its Chromium is a snap, which a container cannot run."""
    release = Path("/etc/os-release")
    return bool(shutil.which("apt-get")) and release.exists() and "ubuntu" not in release.read_text().lower()


def _install_package() -> None:
    print("browser: installing Chromium with apt-get (once, about a minute)", file=sys.stderr, flush=True)
    _apt_get("update", "-qq")
    any(_apt_get("install", "-y", "-qq", "--no-install-recommends", package, *BESIDES) for package in PACKAGES)


def _apt_get(*words: str) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    nothing = subprocess.DEVNULL
    return subprocess.run(["apt-get", *words], env=quiet, stdin=nothing, stdout=nothing, check=False).returncode == 0


def _download() -> None:
    print("browser: Playwright downloads its Chromium (once)", file=sys.stderr, flush=True)
    with_libraries = ["--with-deps"] if os.geteuid() == 0 and sys.platform == "linux" else []
    words = [sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"]
    try:
        subprocess.run(words, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=DOWNLOAD_TAKES, check=False)
    except subprocess.TimeoutExpired:
        print(f"browser: the download took more than {DOWNLOAD_TAKES} s", file=sys.stderr)


if __name__ == "__main__":
    try:
        print(browser())
    except NoBrowserError as error:
        sys.exit(f"browser: {error}")
