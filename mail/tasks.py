"""What beat and the nudges ask of mail. They run in the queue `mail`."""

from celery import shared_task

from commons.jobs import beat, enqueue
from mail import delivery, retention


@shared_task(name="mail.send")
def send() -> None:
    if delivery.drain().unfinished:
        enqueue("mail.send")


@shared_task(name="mail.beat")
def say_alive() -> None:
    beat("mail")


@shared_task(name="mail.sweep")
def sweep() -> None:
    retention.sweep()
