"""A worker killed at random loses no mail; only the one it had in flight may be repeated, with the same Message-ID."""

import random
import time

import pytest

from running.processes import wait_until
from tests.mail.workers import run

__all__ = ["run"]

pytestmark = [pytest.mark.running, pytest.mark.django_db(transaction=True)]


def test_R04_ten_kills_in_three_hundred_deliveries_lose_nothing(run, mail_sink, record_property):
    mail_sink.slow = 0.1
    of_mails = run(lease=5)
    of_mails.queue(300)
    for enough in range(25, 275, 25):
        assert wait_until(lambda: len(mail_sink.taken) >= enough, 60), of_mails.log.read_text()[-2000:]  # noqa: B023
        time.sleep(random.uniform(0, 0.2))
        of_mails.kill_one()
        of_mails.start_worker()
    of_mails.until_all_left(60)
    record_property("figures", of_mails.figures())
    assert of_mails.lost() == set()
    assert of_mails.repeated() <= of_mails.in_flight
    assert len(of_mails.repeated()) <= of_mails.kills == 10
    assert of_mails.with_two_ids() == set()


def test_a_lease_shorter_than_a_send_is_seen(run, mail_sink, record_property):
    """The planted fault: two workers take the same row, though nobody was killed."""
    mail_sink.slow = 1
    of_mails = run(lease=0.2)
    of_mails.until_they_listen(2)
    of_mails.queue(60)  # enough to be busy with until the beat, however late it starts, wakes the second worker
    assert wait_until(lambda: bool(of_mails.repeated()), 60), of_mails.log.read_text()[-2000:]
    record_property("figures", of_mails.figures())
    assert of_mails.in_flight == set()
    assert of_mails.with_two_ids() == set()
