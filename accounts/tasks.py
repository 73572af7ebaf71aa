"""What beat asks of the accounts."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from accounts import actions


@shared_task(name="accounts.sweep")
def sweep() -> None:
    actions.sweep()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
