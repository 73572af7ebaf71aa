"""Fixtures that every test may use."""

# ruff: noqa: E402, I001
from tests import environment

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.people import People, make_people


def pytest_unconfigure() -> None:
    environment.stop_servers()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Limits and kept pages of one test are not another's."""
    cache.clear()
    yield


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
