"""Real workers and a beat on the test's own database and mail server, to be killed and counted."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from mail.actions import message, post
from mail.models import Message
from portal.celery import app
from running.processes import wait_until
from tests.sinks import MailSink

CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "portal"]
WORKER = [*CELERY, "worker", "--without-gossip", "--without-mingle", "-l", "WARNING", "-Q", "mail", "-c", "1"]
BEAT = [*CELERY, "beat", "-l", "WARNING"]


@dataclass
class Run:
    """What runs, and what became of the mails. `redis_url` is the broker, when it is not that of the tests."""

    sink: MailSink
    lease: float
    log: Path
    redis_url: str = field(default_factory=lambda: os.environ["REDIS_URL"])
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    in_flight: set[str] = field(default_factory=set)  # addresses that a killed worker was busy with
    kills: int = 0

    def start(self, command: list[str]) -> None:
        urls = {
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"),
            "EMAIL_URL": urlsplit(f"smtp://127.0.0.1:{self.sink.port}"),
        }
        own = {
            "REDIS_URL": self.redis_url,
            "MAIL_LEASE_SECONDS": str(self.lease),
            "MAIL_PATIENCE": "0.01",
            "SWEEP_SECONDS": "1",
        }
        environment = os.environ | {name: url.geturl() for name, url in urls.items()} | own
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=log, stderr=log)
        self.processes.append(process)

    def start_beat(self) -> None:
        self.start(BEAT)

    def start_worker(self) -> None:
        self.start([*WORKER, "-n", f"w{time.monotonic_ns()}@test"])

    def until_they_listen(self, workers: int, seconds: float = 60) -> None:
        """Each worker has answered: from here on none of them is alone with the mails."""
        heard = partial(app.control.ping, timeout=1)
        assert wait_until(lambda: len(heard()) == workers, seconds), self.log.read_text()[-2000:]

    def queue(self, count: int, name: str = "warga") -> None:
        addresses = (f"{name}{n}@contoh.example" for n in range(count))
        post(message("mail.act_code", key=a, address=a, secret={"code": "123456"}, minutes=10) for a in addresses)

    def kill_one(self) -> None:
        """The whole worker at once, as `kill -9` of its group does; what it held is still leased then."""
        victim = self.processes.pop(random.randrange(1, len(self.processes)))
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        leased = Message.objects.queued().filter(attempts__gte=1)
        self.in_flight.update(leased.values_list("address", flat=True))
        self.kills += 1

    def until_all_left(self, seconds: float) -> None:
        assert wait_until(lambda: not Message.objects.queued().exists(), seconds), self.log.read_text()[-2000:]

    def end(self) -> None:
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def lost(self) -> set[str]:
        return set(Message.objects.values_list("address", flat=True)) - {one.to for one in self.sink.taken}

    def repeated(self) -> set[str]:
        return {to for to, times in Counter(one.to for one in self.sink.taken).items() if times > 1}

    def with_two_ids(self) -> set[str]:
        ids = {(one.to, one.message_id) for one in self.sink.taken}
        return {to for to, times in Counter(to for to, _ in ids).items() if times > 1}

    def figures(self) -> str:
        return (
            f"{Message.objects.count()} messages, {self.kills} kills, {len(self.sink.taken)} taken by the server,"
            f" lost {len(self.lost())}, repeated {len(self.repeated())} (in flight at a kill: {len(self.in_flight)}),"
            f" with a second Message-ID {len(self.with_two_ids())}"
        )


@pytest.fixture
def run(mail_sink: MailSink, tmp_path: Path) -> Iterator[Callable[..., Run]]:
    """Begins a run with a beat and two workers; everything ends with the test."""
    runs: list[Run] = []

    def begin(lease: float, **more: str) -> Run:
        runs.append(Run(mail_sink, lease, tmp_path / "log", **more))
        runs[-1].start_beat()
        for _ in range(2):
            runs[-1].start_worker()
        return runs[-1]

    yield begin
    for one in runs:
        one.end()
