"""What beat asks of activity."""

from celery import shared_task

from activity import actions

MOST = 500


@shared_task(name="activity.tell_due")
def tell_due() -> None:
    for _ in range(MOST):
        if not actions.tell_dues():
            break
