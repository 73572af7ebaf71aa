"""Fixtures that every test may use."""

# ruff: noqa: I001
from tests import environment

import gc
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from tests import migrated
from tests.copies import prepared  # noqa: F401
from tests.people import People, make_people
from tests.sweeping import remember, sweep

if TYPE_CHECKING:
    from projects.models import Project
    from tests.standing import Standing
    from tests.town import Town


hypothesis_settings.register_profile("portal", deadline=None)  # a busy machine is no failure
hypothesis_settings.load_profile("portal")


def pytest_unconfigure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None):  # the workers have ended
        with config.stash[blocking_manager_key].unblock():
            migrated.drop()
    environment.stop_servers()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Figures that a test wants to be read: `record_property("figures", "…")`."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")


@pytest.fixture(scope="session")
def like_migrated(request: pytest.FixtureRequest, django_db_blocker: Any) -> str:
    """What a database is copied from to be migrated; where one process runs all tests, it is empty yet."""
    worker = getattr(request.config, "workerinput", None)
    if not worker:
        return "template1"
    with django_db_blocker.unblock():
        migrated.make(worker["testrunuid"])
    return migrated.NAME


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, like_migrated: str) -> None:
    """Where pytest-django asks what databases are made from."""
    migrated.FACTS["TEST"]["TEMPLATE"] = like_migrated


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Any:
    """As pytest-django makes it; what it holds then is there after every test. What stands leaves before it goes."""
    from tests.standing import standing

    with django_db_blocker.unblock():
        remember()
    TransactionTestCase._fixture_teardown = sweep  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        standing.leave()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Limits and kept pages of one test are not another's."""
    environment.empty_cache()


@pytest.fixture(autouse=True)
def _nobody_is_new(settings: Any) -> None:
    """The people of the tests have written here before; tests of what is held say otherwise (`new_here`)."""
    settings.FORUM_HELD_POSTS = 0


@pytest.fixture(scope="class", autouse=True)  # a class's begins before the transaction of any of its tests
def _standing(request: pytest.FixtureRequest) -> "Standing | None":
    from tests.standing import standing, uses_town

    test = request._pyfuncitem
    if uses_town(test):
        request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        return standing if standing.begin(test) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    from tests.standing import standing

    yield
    with item.config.stash[blocking_manager_key].unblock():
        standing.end(item, nextitem)


@pytest.fixture
def people_in_town(db: None, _standing: "Standing | None") -> "tuple[People, Town]":
    from tests.town import make_town

    if _standing:
        return _standing.things()
    people = make_people()
    return people, make_town(people)


@pytest.fixture
def people(request: pytest.FixtureRequest, db: None) -> People:
    from tests.standing import uses_town

    return request.getfixturevalue("people_in_town")[0] if uses_town(request.node) else make_people()


@pytest.fixture
def town(people_in_town: "tuple[People, Town]") -> "Town":
    return people_in_town[1]


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
