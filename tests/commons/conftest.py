"""What only tests of commons need."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from commons import contributions
from commons.contributions import Reference


@pytest.fixture
def offer() -> Iterator[Callable[..., Any]]:
    """Contribute something for the length of a test."""
    added: list[Any] = []

    def add(one: Any) -> Any:
        contributions.add(one)
        added.append(one)
        return one

    yield add
    for one in added:
        del contributions._offers[type(one)][one.code]
    contributions._sorted.clear()


@pytest.fixture
def invented_references(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what tests offer can be pointed at: no real person is looked up."""
    invented = {code: one for code, one in contributions._offers[Reference].items() if code.startswith("test.")}
    monkeypatch.setitem(contributions._offers, Reference, invented)
    contributions._sorted.clear()


@pytest.fixture
def storage(settings: Any, tmp_path: Any) -> Any:
    """An empty storage; what lies in it is counted by `files`."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def files(root: Any) -> list[str]:
    """Everything that lies in a storage."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()) if root.exists() else []
