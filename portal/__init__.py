"""The composition root: settings, addresses, workers, pages that need several apps. Nobody imports it."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
