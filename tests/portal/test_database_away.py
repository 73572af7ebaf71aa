"""A database that was restarted is noticed before a person notices it."""

import psycopg2
import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client
from django.urls import reverse

from commons.models import Epoch


def cut() -> None:
    """End this process's connection from outside, as a restart does."""
    connection.ensure_connection()
    own = connection.connection.info.backend_pid
    with psycopg2.connect(connection.connection.dsn) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 30000)", [own])  # waits until it has ended
        assert cursor.fetchone() == (True,)
    other.close()


@pytest.mark.django_db(transaction=True)
def test_x1_the_first_page_after_a_restart_is_shown(visitor: Client):
    cut()
    close_old_connections()  # what each request and task begins with; the test browser leaves it out
    assert visitor.get(reverse("projects:project_list")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_x1_so_does_the_first_task():
    cut()
    close_old_connections()
    assert Epoch.objects.current() >= 0


@pytest.mark.django_db(transaction=True)
def test_without_the_health_check_it_would_be_an_error(monkeypatch):
    """The two tests above hold because connections are checked, and for no other reason."""
    cut()
    monkeypatch.setattr(connection, "health_check_enabled", False)
    close_old_connections()
    with pytest.raises(OperationalError):
        Epoch.objects.current()
    connection.close()
