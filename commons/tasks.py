"""The worker's part of commons."""

from celery import shared_task

from commons import attachments, jobs, sweeping


@shared_task(name="commons.run_jobs")
def run_jobs() -> None:
    """One job a task, so that none pays for the time of another; the next is nudged."""
    if jobs.run_one():
        jobs.enqueue(jobs.RUN)


@shared_task(name="commons.sweep")
def sweep() -> None:
    sweeping.sweep_rows()
    attachments.sweep_unsent()
    jobs.sweep_dead()
