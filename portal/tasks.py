"""What beat asks of the portal."""

from celery import shared_task

from commons.jobs import beat as record_beat


@shared_task(name="portal.beat")
def beat() -> None:
    """The worker of the default queue lives."""
    record_beat("default")
