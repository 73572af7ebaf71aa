"""What the tests of notifications share."""

from collections.abc import Iterator
from typing import Any

import pytest

from notifications import fanout
from tests.things import OFFERS, offered


@pytest.fixture(autouse=True)
def _offers() -> Iterator[None]:
    with offered(*OFFERS):
        yield


class Loud:
    """Stands for the log of the fan-out: what can't be told is put aside there, and must not pass unseen here."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.is_expected = False

    def exception(self, event: str, **facts: Any) -> None:
        self.heard.append({"event": event, **facts})
        if not self.is_expected:
            raise AssertionError(event)


@pytest.fixture(autouse=True)
def put_aside(monkeypatch: pytest.MonkeyPatch) -> Loud:
    """What the fan-out put aside; a test that plants something broken says `put_aside.is_expected = True`."""
    log = Loud()
    monkeypatch.setattr(fanout, "log", log)
    return log
