"""Work in the background: nudged after the commit, made once, made again when killed, fetched by its person alone."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from django.test import Client
from django.utils import timezone

from commons import jobs, tasks
from commons.contributions import JobKind
from commons.models import Job
from tests.commons.conftest import files
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def kind(offer: Any) -> Any:
    """A kind of job that writes what it is told, or fails."""
    told: list[Any] = []

    def run(job: Job) -> tuple[str, bytes]:
        if trouble := job.data.get("trouble"):
            raise RuntimeError(trouble)
        return job.data.get("name", "salinan.csv"), job.data.get("text", "isi").encode()

    offer(JobKind("test.copy", "Salinan", run, done=told.append))
    offer(JobKind("test.list", "Daftar", run, rule="portal.see_components"))
    return told


@pytest.fixture
def nudges(monkeypatch: Any) -> list[Any]:
    sent: list[Any] = []
    task = jobs.registered(jobs.RUN)
    monkeypatch.setattr(task, "apply_async", lambda kwargs, retry: sent.append(kwargs))
    return sent


def begin(person: Any, **data: Any) -> Job:
    return jobs.begin(kind="test.copy", person=person, **data)


def test_one_nudge_a_transaction_and_none_when_it_is_rolled_back(
    nudges: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(3):
            jobs.enqueue(jobs.RUN)
        jobs.enqueue(jobs.RUN, only=1)
        with transaction.atomic():
            jobs.enqueue(jobs.RUN, only=2)
            transaction.set_rollback(True)
    assert nudges == [{}, {"only": 1}]


def test_a_task_that_nobody_knows_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        jobs.enqueue("commons.no_such_task")


def test_a_broker_that_is_away_raises_nothing(monkeypatch: Any, django_capture_on_commit_callbacks: Any) -> None:
    asked = []

    def away(**how: Any) -> None:
        asked.append(how)
        raise ConnectionRefusedError

    monkeypatch.setattr(jobs.registered(jobs.RUN), "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue(jobs.RUN)
    assert len(asked) == 1


def test_tasks_have_the_names_that_beat_calls(settings: Any) -> None:
    current_app.loader.import_default_modules()
    ours = {name for name in settings.CELERY_BEAT_SCHEDULE if name.startswith("commons.")}
    assert ours == {"commons.run_jobs", "commons.sweep"}
    assert ours <= set(current_app.tasks)


def test_a_job_is_made_told_and_fetched(people: People, kind: Any, storage: Any, nudges: list[Any]) -> None:
    job = begin(people.rizky, name="salinan é.csv", text="rahasia")
    tasks.run_jobs()
    job.refresh_from_db()
    assert (job.state, job.progress, kind) == (Job.State.DONE, 100, [job])
    response = signed_in(people.rizky).get(job.get_absolute_url())
    assert b"".join(response.streaming_content) == b"rahasia"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''salinan%20%C3%A9.csv"
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_another_persons_job_is_not_there(people: People, kind: Any, storage: Any, visitor: Client) -> None:
    job = begin(people.rizky)
    jobs.run_one()
    assert signed_in(people.ratna).get(job.get_absolute_url()).status_code == 404
    assert visitor.get(job.get_absolute_url()).status_code == 302
    assert signed_in(people.rizky).get("/unduhan/99999999999999999999999/").status_code == 404


def test_before_it_is_made_and_after_its_time_there_is_nothing(people: People, kind: Any, storage: Any) -> None:
    job, browser = begin(people.rizky), signed_in(people.rizky)
    assert browser.get(job.get_absolute_url()).status_code == 404
    jobs.run_one()
    Job.objects.update(dies_at=timezone.now() - timedelta(seconds=1))
    assert browser.get(job.get_absolute_url()).status_code == 404
    assert jobs.sweep_dead() == 1
    assert files(storage) == []


def test_a_right_that_ended_since_ends_the_download(people: People, kind: Any, storage: Any) -> None:
    job = jobs.begin(kind="test.list", person=people.rizky)
    jobs.run_one()
    assert signed_in(people.rizky).get(job.get_absolute_url()).status_code == 403


def test_asked_twice_while_it_waits_it_is_one_job(people: People, kind: Any, storage: Any) -> None:
    assert begin(people.rizky) == begin(people.rizky)
    assert begin(people.rizky, name="lain.csv") != begin(people.rizky)
    assert begin(people.dewi) != begin(people.rizky)
    with pytest.raises(LookupError):
        jobs.begin(kind="test.unknown", person=people.rizky)


def test_what_fails_is_tried_three_times_with_growing_pauses(people: People, kind: Any, storage: Any) -> None:
    job, now = begin(people.rizky, trouble="tidak bisa"), timezone.now()
    for attempt in (1, 2):
        assert jobs.run_one(now + attempt * LATER)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (Job.State.WAITING, attempt)
        assert not jobs.run_one()
    jobs.run_one(now + 3 * LATER)
    job.refresh_from_db()
    assert (job.state, job.trouble) == (Job.State.FAILED, "RuntimeError: tidak bisa")
    assert not jobs.run_one(now + 9 * LATER)
    assert files(storage) == []


def test_one_that_fails_does_not_hold_up_the_next(people: People, kind: Any, storage: Any) -> None:
    begin(people.rizky, trouble="tidak bisa")
    good = begin(people.dewi)
    assert [jobs.run_one(), jobs.run_one(), jobs.run_one()] == [True, True, False]
    good.refresh_from_db()
    assert good.state == Job.State.DONE


def test_a_killed_run_is_made_again_after_the_lease_and_leaves_one_file(
    people: People, kind: Any, storage: Any
) -> None:
    job, now = begin(people.rizky), timezone.now()
    claimed = jobs._claimed(now)
    assert claimed == job
    (storage / "jobs").mkdir(parents=True)
    (storage / claimed.file).write_bytes(b"half")
    assert not jobs.run_one(now)
    assert jobs.run_one(now + LATER)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert files(storage) == [job.file]
    assert (storage / job.file).read_bytes() == b"isi"


def test_one_that_kills_its_worker_each_time_is_given_up(people: People, kind: Any, storage: Any) -> None:
    job, now = begin(people.rizky), timezone.now()
    for attempt in range(3):
        assert jobs._claimed(now + attempt * LATER)
    assert jobs._claimed(now + 4 * LATER) is None
    job.refresh_from_db()
    assert (job.state, job.trouble) == (Job.State.FAILED, "killed")


def test_progress_is_told_and_never_complete_before_the_end(people: People, kind: Any, storage: Any) -> None:
    job = begin(people.rizky)
    for said, kept in ((40, 40), (100, 99), (-1, 0)):
        jobs.tell_progress(job, said)
        job.refresh_from_db()
        assert job.progress == kept
