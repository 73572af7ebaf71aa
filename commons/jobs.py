"""Nudges and jobs: a task after the commit, by its name. The row is the truth; a lost nudge costs a minute."""

import time
from datetime import datetime, timedelta
from typing import Any

import structlog
from celery import Task, current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from commons import contributions
from commons.contributions import JobKind
from commons.models import Heartbeat, Job
from commons.models.attachment import random_key

log = structlog.get_logger(__name__)
RUN = "commons.run_jobs"
LEASE = timedelta(minutes=10)  # twice the time limit of a task: who has not marked a job by then is dead
MOST_ATTEMPTS = 3
PAUSE = timedelta(minutes=1)
AWAY = 30  # seconds during which a broker that took no nudge is not asked again: sweeps come as often


class _Broker:
    """What this process knows of the broker."""

    asked_again_at = 0.0


def enqueue(name: str, **ids: int | str) -> None:
    """Nudge a task once this transaction has committed; the same nudge twice in a transaction is sent once.

    Raises:
        KeyError: a name that no task is registered under: here and now, not in a worker.
    """
    task = registered(name)
    nudge_of = (name, tuple(sorted(ids.items())))

    def nudge() -> None:
        # The fact is saved: nothing that happens here may turn it into an error page and be sent a second time.
        if time.monotonic() < _Broker.asked_again_at:
            return
        try:
            task.apply_async(kwargs=ids, retry=False)
        except Exception as error:
            _Broker.asked_again_at = time.monotonic() + AWAY
            log.warning("nudge_lost", task=name, error=str(error))

    nudge.of = nudge_of  # type: ignore[attr-defined]
    if all(getattr(waiting[1], "of", None) != nudge_of for waiting in connection.run_on_commit):
        transaction.on_commit(nudge)


def registered(name: str) -> Task:
    """The task of that name. Celery discovers lazily in the web process, so it is made to look; not more than once,
    for it then checks all models too, which takes longer than writing a post."""
    if name not in current_app.tasks:
        current_app.loader.import_default_modules()
    return current_app.tasks[name]


def beat(name: str) -> None:
    """The worker of the queue `name` lives and reaches the database. Called by a task of that queue."""
    mine = [Heartbeat(name=name, at=timezone.now())]
    Heartbeat.objects.bulk_create(mine, update_conflicts=True, unique_fields=["name"], update_fields=["at"])


@transaction.atomic
def begin(*, kind: str, person: Any, **data: Any) -> Job:
    """Have something made in the background. Asked again while the same still waits, it is the same job.

    Raises:
        LookupError: no `JobKind` has this code.
    """
    contributions.one(JobKind, kind)
    waiting = Job.objects.filter(kind=kind, person=person, data=data, state=Job.State.WAITING).first()
    job = waiting or Job.objects.create(kind=kind, person=person, data=data, due_at=timezone.now())
    enqueue(RUN)
    return job


def run_one(now: datetime | None = None) -> bool:
    """Make what has waited longest; False when nothing waits. Killed on the way, it is made again after the lease."""
    job = _claimed(now or timezone.now())
    if job is None:
        return False
    try:
        kind = contributions.one(JobKind, job.kind)
        name, content = kind.run(job)
        default_storage.delete(job.file)  # of a run that was killed after it wrote
        default_storage.save(job.file, ContentFile(content))
        _finish(job, kind, name)
    except Exception as error:
        log.exception("job_failed", job=job.pk, kind=job.kind, attempt=job.attempts)
        _put_off(job, f"{type(error).__name__}: {error}")
    return True


@transaction.atomic
def _claimed(now: datetime) -> Job | None:
    """One job, for the length of a lease. Its file is named now, so that whatever lies on the disk has a row."""
    waiting = Job.objects.filter(state=Job.State.WAITING, due_at__lte=now).order_by("due_at")
    job = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("person").first()
    if job is None:
        return None
    job.attempts += 1
    job.due_at = now + LEASE
    job.file = job.file or f"jobs/{random_key()}"
    if job.attempts > MOST_ATTEMPTS:  # each earlier run was killed before it could say why
        _fail(job, "killed")
        return _claimed(now)
    job.save(update_fields=["attempts", "due_at", "file"])
    return job


@transaction.atomic
def _finish(job: Job, kind: JobKind, name: str) -> None:
    job.state, job.progress, job.trouble = Job.State.DONE, 100, ""
    job.file_name = name[:200]
    job.dies_at = timezone.now() + kind.life
    job.save(update_fields=["state", "progress", "trouble", "file_name", "dies_at"])
    if kind.done is not None:
        kind.done(job)


def _put_off(job: Job, trouble: str) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        _fail(job, trouble)
        return
    job.trouble, job.due_at = trouble[:250], timezone.now() + PAUSE * job.attempts
    job.save(update_fields=["trouble", "due_at"])


def _fail(job: Job, trouble: str) -> None:
    """Said to the person on the page that lists jobs; the reason is for the operator."""
    job.state, job.trouble, job.dies_at = Job.State.FAILED, trouble[:250], timezone.now() + timedelta(days=7)
    job.save(update_fields=["state", "trouble", "attempts", "due_at", "file", "dies_at"])


def tell_progress(job: Job, percent: int) -> None:
    """For long runs, and for whoever looks at the page meanwhile."""
    Job.objects.filter(pk=job.pk).update(progress=max(0, min(percent, 99)))


def discard(job: Job) -> None:
    """The file, then the row."""
    if job.file:
        default_storage.delete(job.file)
    job.delete()


def sweep_dead(now: datetime | None = None) -> int:
    """Files that nobody fetched in time."""
    dead = list(Job.objects.exclude(state=Job.State.WAITING).filter(dies_at__lt=now or timezone.now()))
    for job in dead:
        discard(job)
    return len(dead)
