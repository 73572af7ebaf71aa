"""One scene, and one walk through all its pages, for everything that is asked of forms."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.guards.cast import Scene
from tests.guards.conftest import set_up
from tests.guards.filled import Found, walk


@pytest.fixture(scope="package")
def scene(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Scene]:
    with set_up(django_db_blocker, tmp_path_factory.mktemp("media")) as scene:
        yield scene


@pytest.fixture(scope="package")
def walked(scene: Scene) -> list[Found]:
    """Every form that the pages hold."""
    return list(walk(scene))
