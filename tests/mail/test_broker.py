"""The broker may stop and come back: the rows are the jobs, and a worker that was cut off hears again."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from running.valkey import Valkey
from tests.mail.workers import run

__all__ = ["run"]
pytestmark = [pytest.mark.running, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def broker() -> Iterator[Valkey]:
    folder = Path(tempfile.mkdtemp(prefix="portal broker "))
    server = Valkey(folder, test=True)
    server.start()
    yield server
    server.halt()
    shutil.rmtree(folder)


def test_X3_after_each_of_five_restarts_a_mail_leaves_within_a_minute(run, broker, mail_sink, record_property):
    of_mails = run(lease=5, redis_url=broker.url)
    of_mails.queue(1, "awal")
    of_mails.until_all_left(60)
    waited = []
    for restart in range(5):
        broker.halt()
        of_mails.queue(2, f"kali{restart}-")
        broker.start()
        began = time.monotonic()
        of_mails.until_all_left(60)
        waited.append(round(time.monotonic() - began, 1))
    record_property("figures", f"{of_mails.figures()}; seconds after each restart: {waited}")
    assert of_mails.lost() == set()
    assert of_mails.repeated() == set()
