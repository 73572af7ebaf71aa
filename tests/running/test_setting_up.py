"""Setting up a machine that has little: the environment, the browser, and steps side by side."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import find_browser
from running.embedded import HERE
from running.find_browser import NoBrowserError, browser
from running.steps import Step, run_all

NO_VENV = """#!/bin/sh
case "$*" in
  *version_info*) exit 0 ;;
  *) exit 1 ;;
esac
"""


@pytest.fixture
def checkout(var: Path) -> Path:
    """A checkout with nothing in it but the script and a lock without packages."""
    (var / "running").mkdir()
    shutil.copy(HERE / "running" / "bootstrap.sh", var / "running")
    (var / "requirements.txt").write_text("# no packages\n")
    return var


def set_up(checkout: Path, *programs: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with these programs of the machine and no others."""
    tools = checkout / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("sh", "dirname", "cksum", "cut", "grep", "mkdir", "rm", "mv", "id", "flock", *programs):
        found = shutil.which(name)
        if found and not (tools / name).exists():
            (tools / name).symlink_to(found)
    words = ["/bin/sh", "running/bootstrap.sh", "requirements.txt"]
    mine = {"PATH": str(tools), "HOME": str(checkout)} | environment
    return subprocess.run(words, cwd=checkout, env=mine, capture_output=True, text=True, timeout=120, check=False)


def test_setting_up_makes_the_environment_once_whatever_was_left_half_made(checkout: Path) -> None:
    half_made = checkout / ".venv" / "bin"
    half_made.mkdir(parents=True)
    (half_made / "python").symlink_to("/nowhere/python3")
    first = set_up(checkout, PYTHON=sys.executable)
    assert first.returncode == 0, first.stderr
    assert "installing the locked packages of requirements.txt" in first.stderr
    assert (half_made / "python").exists()
    again = set_up(checkout, PYTHON=sys.executable)
    assert (again.returncode, again.stderr) == (0, "")


def test_without_python_one_sentence_says_what_to_install(checkout: Path) -> None:
    done = set_up(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("setup: Python 3.11, 3.12 or 3.13 is needed.")
    assert done.stderr.count("\n") == 1


def test_without_the_venv_module_one_sentence_says_what_to_install(checkout: Path) -> None:
    """An ordinary user, or a machine without apt-get."""
    fake = checkout / "python3"
    fake.write_text(NO_VENV)
    fake.chmod(0o755)
    done = set_up(checkout, PYTHON=str(fake))
    assert done.returncode == 1
    assert "sudo apt-get install python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_browser_that_does_not_run_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_CHROMIUM", "/bin/false")
    with pytest.raises(NoBrowserError, match="PORTAL_CHROMIUM=/bin/false does not run"):
        browser()


def test_without_a_browser_the_tests_stop_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_CHROMIUM", raising=False)
    monkeypatch.setattr(find_browser, "_candidates", lambda: iter(()))
    tried = []
    monkeypatch.setattr(find_browser, "_install_package", lambda: tried.append("apt"))
    monkeypatch.setattr(find_browser, "_download", lambda: tried.append("playwright"))
    with pytest.raises(NoBrowserError, match="sudo apt-get install chromium libatomic1"):
        browser()
    assert tried in (["apt"], ["playwright"], [])


def test_steps_run_side_by_side_and_a_failing_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    fine = Step("fine", [sys.executable, "-c", "print('quiet')"])
    meeting = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch()\n"
    meeting += "while not pathlib.Path(sys.argv[2]).exists(): time.sleep(0.01)"
    here, there = f"/tmp/{os.getpid()}.here", f"/tmp/{os.getpid()}.there"
    first = Step("first", [sys.executable, "-c", meeting, here, there])
    second = Step("second", [sys.executable, "-c", f"{meeting}\nraise SystemExit('wrong')", there, here])
    try:
        outcomes = run_all([first, second, fine])
    finally:
        for path in (here, there):
            Path(path).unlink()
    assert {outcome.name: outcome.failed for outcome in outcomes} == {"first": False, "second": True, "fine": False}
    said = capsys.readouterr().out
    assert "FAILED" in said
    assert "wrong" in said
    assert "quiet" not in said
