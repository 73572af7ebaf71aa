"""What beat asks of the accounts."""

from celery import shared_task

from accounts import actions
from accounts.session_store import SessionStore


@shared_task(name="accounts.sweep")
def sweep() -> None:
    SessionStore.clear_expired()
    actions.sweep()
