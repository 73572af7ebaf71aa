"""What beat asks of the meetings."""

from celery import shared_task

from meetings import actions


@shared_task(name="meetings.sweep")
def sweep() -> None:
    actions.forget_guests()
    actions.forget_walk_ins()
