"""A kept connection is looked at before it serves: one that lives is asked nothing, one that was ended is replaced."""

import psycopg2
import pytest
from django.db import connection
from django.test import Client

from commons.postgres.base import DatabaseWrapper


def ended_by_the_server(number: int) -> None:
    """As a restart or an administrator ends it."""
    facts = connection.get_connection_params()
    other = psycopg2.connect(**{name: facts[name] for name in ("dbname", "user", "password", "host") if name in facts})
    other.autocommit = True
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 30000)", [number])  # waits until it has ended
        assert cursor.fetchone() == (True,)
    other.close()


@pytest.fixture
def wrapper(transactional_db: None) -> DatabaseWrapper:
    """A connection of its own, of the backend of the settings."""
    made = connection.copy()
    assert isinstance(made, DatabaseWrapper)
    made.connect()
    return made


def test_one_that_lives_is_asked_nothing(wrapper: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", asked.append)
    assert wrapper.is_usable()
    assert asked == []
    wrapper.close()


def test_one_that_the_server_has_ended_is_not_usable(wrapper: DatabaseWrapper) -> None:
    ended_by_the_server(wrapper.connection.info.backend_pid)
    assert not wrapper.is_usable()
    wrapper.close()


def test_after_an_error_silence_is_no_proof(wrapper: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that vanished says nothing on the line either."""
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda _self: False)
    assert wrapper.is_usable()
    wrapper.errors_occurred = True
    assert not wrapper.is_usable()
    wrapper.close()


def test_one_that_was_closed_or_never_opened_is_not_usable(wrapper: DatabaseWrapper) -> None:
    wrapper.connection.close()
    assert not wrapper.is_usable()
    wrapper.close()
    assert not connection.copy().is_usable()


def test_whoever_comes_after_the_server_ended_it_is_answered(transactional_db: None) -> None:
    connection.ensure_connection()
    assert connection.connection is not None
    ended_by_the_server(connection.connection.info.backend_pid)
    connection.health_check_enabled, connection.health_check_done = True, False
    assert Client().get("/sehat/hidup/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
