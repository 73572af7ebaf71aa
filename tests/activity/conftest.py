"""What the tests of activity share."""

from collections.abc import Iterator

import pytest

from tests.things import OFFERS, offered


@pytest.fixture(autouse=True)
def _offers() -> Iterator[None]:
    with offered(*OFFERS):
        yield
