"""What a real site refuses to start with: each unsafe value is named, all at once."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment import refuse_unsafe
from running.check import REAL_SITE
from running.embedded import HERE
from running.ownership import mark

SAFE: dict[str, Any] = REAL_SITE | {"DEBUG": False, "ALLOWED_HOSTS": [], "SECRET_KEY_FALLBACKS": [], "MAIL_SINK": ""}
UNSAFE = [
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "a" * 60),
    ("SECRET_KEY_FALLBACKS", ["short"]),
    ("DEBUG", True),
    ("DATABASE_URL", ""),
    ("REDIS_URL", ""),
    ("EMAIL_URL", ""),
    ("MAIL_SINK", "/srv/mail"),
    ("SITE_URL", ""),
    ("SITE_URL", "http://rembuk.example.go.id"),
    ("ALLOWED_HOSTS", ["*"]),
]


def test_a_safe_site_starts() -> None:
    refuse_unsafe("production", SAFE)


@pytest.mark.parametrize(("name", "value"), UNSAFE)
def test_an_unsafe_value_is_refused_and_named(name: str, value: object) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"\n{name}: "):
        refuse_unsafe("production", SAFE | {name: value})


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_an_embedded_server_is_refused(var: Path, name: str) -> None:
    where = str(var).replace(" ", "%20")
    url = {"DATABASE_URL": f"postgres://portal@/portal?host={where}", "REDIS_URL": f"unix://{where}/valkey.sock?db=0"}
    refuse_unsafe("production", SAFE | {name: url[name]})
    mark(var)
    with pytest.raises(ImproperlyConfigured, match=f"{name}: .*embedded"):
        refuse_unsafe("production", SAFE | {name: url[name]})


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe("production", SAFE | {"DEBUG": True, "EMAIL_URL": "", "MAIL_SINK": "/srv/mail"})
    assert [line.partition(":")[0] for line in str(refused.value).split("\n")[1:]] == [
        "DEBUG",
        "EMAIL_URL",
        "MAIL_SINK",
    ]


@pytest.mark.parametrize("command", [["manage.py", "demo"], ["manage.py", "demo", "--sign-ins"]])
def test_production_has_no_demo_people(command: list[str]) -> None:
    done = run(command, REAL_SITE)
    assert done.returncode != 0
    assert "refused in production mode" in done.stderr


def test_production_has_no_mail_page() -> None:
    ask = "import django; django.setup(); from django.urls import resolve; resolve('/surat/')"
    done = run(["-c", ask], REAL_SITE | {"DJANGO_SETTINGS_MODULE": "portal.settings"})
    assert "Resolver404" in done.stderr


def test_make_run_is_refused_in_production() -> None:
    done = run(["-m", "running.stack"], REAL_SITE)
    assert done.returncode == 1
    assert done.stderr.startswith("portal: PORTAL_MODE is production")


def test_gunicorn_says_in_words_what_is_unsafe() -> None:
    done = run(
        ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "portal.wsgi"], REAL_SITE | {"MAIL_SINK": "/srv/mail"}
    )
    assert done.returncode != 0
    assert "MAIL_SINK: leave it empty" in done.stderr
    assert "Traceback" not in done.stderr


def run(words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    mine = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=HERE,
        env=mine | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
