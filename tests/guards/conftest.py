"""One scene for all tests of a module: built once, and taken back at the end."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.guards.cast import Scene, make_scene


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Scene]:
    """Whoever asks for it needs no `db`, and takes back what it changes (`undone`)."""
    with set_up(django_db_blocker, tmp_path_factory.mktemp("media")) as scene:
        yield scene


@contextmanager
def set_up(django_db_blocker: Any, media: Path) -> Iterator[Scene]:
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its context, are what these tests ask for
    assert connection.settings_dict["NAME"].startswith("test_"), "mark the module with django_db"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
