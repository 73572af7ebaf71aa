"""What beat and nudges ask of notifications."""

from celery import shared_task

from notifications import actions, digest, fanout, undone_letter


@shared_task(name="notifications.dispatch")
def dispatch() -> None:
    fanout.dispatch()


@shared_task(name="notifications.send_digests")
def send_digests() -> None:
    digest.send_digests()


@shared_task(name="notifications.send_undone")
def send_undone() -> None:
    undone_letter.send_undone()


@shared_task(name="notifications.sweep")
def sweep() -> None:
    actions.forget_old()
    actions.settle()
