"""What beat asks of the accounts."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from accounts import actions


@shared_task(name="accounts.sweep")
def sweep() -> None:
    SessionStore.clear_expired()
    actions.sweep()
