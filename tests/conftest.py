"""Fixtures that every test may use."""

# ruff: noqa: I001
from tests import environment

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps as django_apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.test import Client
from hypothesis import settings as hypothesis_settings

from stakeholders.models import OrganisationKind
from tests.people import People, make_people
from tests.scheduling import commits, is_serialized

if TYPE_CHECKING:
    from projects.models import Project
    from tests.town import Town


known_kinds: Any = import_module("stakeholders.migrations.0012_known_kinds")
hypothesis_settings.register_profile("portal", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("portal")


def pytest_unconfigure() -> None:
    environment.stop_servers()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Figures that a test wants to be read: `record_property("figures", "…")`."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")


@pytest.fixture(autouse=True)
def _kinds_of_things(request: pytest.FixtureRequest) -> None:
    """Content types, permissions and kinds of organisations, for a test that commits after one that left nothing."""
    if commits(request.node) and not is_serialized(request.node):
        request.getfixturevalue("transactional_db")
        if not ContentType.objects.exists():
            emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        if not OrganisationKind.objects.exists():
            known_kinds.enter_kinds(django_apps, None)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Limits and kept pages of one test are not another's."""
    environment.empty_cache()


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def town(people: People) -> "Town":
    from tests.town import make_town

    return make_town(people)


@pytest.fixture
def project(people: People, town: "Town") -> "Project":
    """Public and running, with no partner yet but its leading organisation."""
    from tests.town import make_project

    return make_project(people, town)


@pytest.fixture
def private_project(people: People, town: "Town") -> "Project":
    """Seen by putri (coordinator), rizky (lead) and ratna (leader) only."""
    from tests.town import make_project

    return make_project(people, town, "Rahasia Mawar", visibility="private")


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is signed in."""
    return Client()


def pytest_collection_finish() -> None:
    """What was imported stays for good: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
