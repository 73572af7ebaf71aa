"""Workers are killed and the broker stops while reminders are told: each is told once, for it is a row."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activity.models import Activity, Due
from mail.models import Message
from notifications.fanout import dispatch
from notifications.models import Notification
from running.processes import wait_until
from running.valkey import Valkey
from tests.mail.test_broker import broker
from tests.mail.workers import CELERY, Run
from tests.meetings.conftest import call
from tests.meetings.test_chosen_reminders import all_due
from tests.people import make_people
from tests.sinks import MailSink, mail_sink
from tests.town import make_town

__all__ = ["broker", "mail_sink"]
pytestmark = [pytest.mark.running, pytest.mark.django_db(transaction=True)]
MEETINGS = 60
WORKER = [*CELERY, "worker", "--without-gossip", "--without-mingle", "-l", "WARNING", "-Q", "default,mail", "-c", "1"]


class Reminding(Run):
    """Workers that tell reminders and send what follows from them."""

    def start_worker(self) -> None:
        self.start([*WORKER, "-n", f"w{time.monotonic_ns()}@test"])


@pytest.fixture
def reminding(mail_sink: MailSink, broker: Valkey, tmp_path: Path) -> Iterator[Reminding]:
    """A beat and two workers beside a broker of their own."""
    one = Reminding(mail_sink, 5, tmp_path / "log", redis_url=broker.url)
    yield one
    one.end()


# pitfall: M1, M3
def test_killing_workers_and_the_broker_in_the_middle_tells_each_reminder_once(
    reminding: Reminding, broker: Valkey, mail_sink: MailSink, record_property: Any
) -> None:
    cast = make_people()
    meeting = call(cast, make_town(cast))
    dispatch()
    Message.objects.all().delete()
    mail_sink.slow = 0.05
    all_due(MEETINGS, meeting)
    reminding.start_beat()
    reminding.start_beat()  # a second one does no harm
    for _ in range(2):
        reminding.start_worker()
    for enough in (10, 30, 50):
        assert wait_until(lambda: len(mail_sink.taken) >= enough, 90), reminding.log.read_text()[-2000:]  # noqa: B023
        if enough == 30:
            broker.halt()
        kill_a_worker(reminding)
        reminding.start_worker()
        if enough == 30:
            broker.start()
    assert wait_until(lambda: not Due.objects.filter(done_at=None).exists(), 60)
    assert wait_until(lambda: not Activity.objects.filter(told_no=None).exists(), 60)
    reminding.until_all_left(90)

    told = Activity.objects.filter(verb="meetings.next_hours")
    assert told.count() == told.values("target_id").distinct().count() == MEETINGS
    assert set(Due.objects.values_list("outcome", flat=True)) == {"told"}
    guests = Message.objects.filter(kind="meetings.guest_reminder")
    assert guests.count() == guests.values("address").distinct().count() == MEETINGS
    heard = Notification.objects.filter(activity__in=told).values_list("activity", "person")
    assert len(heard) == len(set(heard)) == MEETINGS
    ids = Counter(one.message_id for one in mail_sink.taken)
    repeated = [one for one, times in ids.items() if times > 1]
    record_property(
        "figures",
        f"{MEETINGS} reminders, {reminding.kills} workers killed, the broker stopped once: {len(mail_sink.taken)} "
        f"mails taken, {len(repeated)} repeated with the same Message-ID",
    )
    assert set(ids) == set(Message.objects.values_list("message_id", flat=True))
    assert len(repeated) <= reminding.kills
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.SENT}


def kill_a_worker(reminding: Reminding) -> None:
    """Both beats stand in front."""
    beats, reminding.processes = reminding.processes[:1], reminding.processes[1:]
    reminding.kill_one()
    reminding.processes = beats + reminding.processes
