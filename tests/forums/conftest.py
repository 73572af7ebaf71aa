"""What the tests of the forum share."""

from typing import Any

import pytest

from accounts.models import User
from tests.chromium import browser_type_launch_args, open_page
from tests.people import People, person

__all__ = ["browser_type_launch_args", "open_page"]


@pytest.fixture
def new_here(settings: Any) -> None:
    """The first posts of a new account are held, as the product has it."""
    settings.FORUM_HELD_POSTS = 2


@pytest.fixture
def lilis(people: People) -> User:
    """She joined this morning."""
    return person("lilis", "Lilis Suryani")
