"""One running copy of the portal: its folder, its addresses, its servers, its programs and what they are told."""

import functools
import http.client
import os
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from running import addresses
from running.child import Program
from running.embedded import HERE, Postgres, Valkey

FIRST_PORT, FIRST_MAIL_PORT = "8000", 8025
WEB = "gunicorn -c deploy/gunicorn.conf.py --graceful-timeout 4"
CELERY = "celery --quiet -A portal"
DATABASE_STAGE, BROKER_STAGE = 1, 2  # below the portal's own programs, which lean on them


class Copy:
    """One running copy: its folder, where it listens, its servers, and the variables that its programs get."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.first_port = addresses.wanted_port(os.environ.get("PORT") or FIRST_PORT)
        self.web = addresses.listen(self.host, self.first_port)
        self.mail = addresses.listen("127.0.0.1", FIRST_MAIL_PORT)
        self.postgres = None if os.environ.get("DATABASE_URL") else Postgres(var)
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(var)

    @property
    def port(self) -> int:
        return addresses.port_of(self.web)

    @functools.cached_property
    def environment(self) -> dict[str, str]:
        at = os.environ.get("SITE_URL") or f"http://{addresses.in_url(addresses.visited_as(self.host))}:{self.port}"
        return surroundings(
            self.var,
            site_url=at,
            hosts=[*addresses.names(self.host), urlsplit(at).hostname or ""],
            mail_port=addresses.port_of(self.mail),
            database_url=self.postgres.url if self.postgres else "",
            redis_url=self.valkey.url if self.valkey else "",
        )

    def notes(self) -> list[str]:
        """What somebody who starts it may want to know."""
        taken = f"Port {self.first_port} is taken, so it is {self.port}." if self.port != self.first_port else ""
        database = f"PostgreSQL and its data: {self.postgres.data}" if self.postgres else "PostgreSQL: DATABASE_URL"
        valkey = f"Valkey: {self.valkey.folder}" if self.valkey else "Redis or Valkey: REDIS_URL"
        return [note for note in (taken, database, valkey) if note]

    def servers(self) -> list[Program]:
        """PostgreSQL and Valkey, as far as they are ours."""
        found = []
        if self.postgres:
            found.append(
                Program(
                    "postgres",
                    self.postgres.command(),
                    stage=DATABASE_STAGE,
                    stop_signal=signal.SIGINT,
                    patience=2,
                    kill_signal=signal.SIGQUIT,
                    orphan_signal=signal.SIGINT,
                    log=self.postgres.log,
                    before=self.postgres.prepare,
                    popen=self.postgres.popen,
                )
            )
        if self.valkey:
            found.append(
                Program(
                    "valkey",
                    self.valkey.command(),
                    stage=BROKER_STAGE,
                    patience=1,
                    log=self.valkey.log,
                    before=self.valkey.prepare,
                    popen=self.valkey.popen,
                )
            )
        return found

    def programs(self) -> list[Program]:
        """The portal's own."""
        worker = f"{CELERY} worker --without-gossip --without-mingle -l WARNING"
        sink = ["running.mail_sink", self.environment["MAIL_SINK"], "--fd", str(self.mail.fileno())]
        return [
            self.python("web", *f"{WEB} --bind fd://{self.web.fileno()} portal.wsgi".split(), listener=self.web),
            self.python("worker", *f"{worker} -Q default -n worker@%h -c 2".split()),
            self.python("mail", *f"{worker} -Q mail -n mail@%h -c 1".split()),
            self.python("beat", *f"{CELERY} beat -l WARNING".split()),
            self.python("sink", *sink, listener=self.mail),
        ]

    def python(self, name: str, *words: str, listener: socket.socket | None = None) -> Program:
        """A module run by this Python, in the checkout, with the copy's variables. Killing it loses nothing."""
        handed = (listener.fileno(),) if listener else ()
        popen = {"cwd": HERE, "env": self.environment, "pass_fds": handed}
        command = [sys.executable, "-m", "running.bound", *words]
        return Program(name, command, orphan_signal=signal.SIGKILL, popen=popen)

    def answers(self) -> bool:
        """Does the site say of itself that it is well?"""
        host = "127.0.0.1" if self.host in addresses.EVERYWHERE else self.host
        return get_status(host, self.port, "/sehat/") == 200


def surroundings(
    var: Path, *, site_url: str, hosts: Sequence[str], mail_port: int, database_url: str, redis_url: str
) -> dict[str, str]:
    """What the programs of a copy are told: this is a demo, whatever the caller says, and its mail goes nowhere."""
    by_default = {
        "SECRET_KEY": secret_key(var),
        "ALLOWED_HOSTS": ",".join(dict.fromkeys(filter(None, hosts))),
        "MEDIA_ROOT": str(var / "media"),
        "STATIC_ROOT": str(var / "static"),
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }
    always = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_MODE": "demo",
        "PORTAL_VAR": str(var),
        "SITE_URL": site_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "MAIL_SINK": str(var / "mail"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",  # a demo's worker may
    }
    given = {name: value for name, value in os.environ.items() if value}
    return by_default | given | always


def secret_key(var: Path) -> str:
    """The key of this copy: made once, kept under `var/`, readable by its owner only."""
    file = var / "secret_key"
    if not file.exists():
        half = file.with_suffix(".new")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(60))
        half.replace(file)
    return file.read_text().strip()


def get_status(host: str, port: int, path: str) -> int:
    """The status of one GET; 0 when nobody answers within a second."""
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
