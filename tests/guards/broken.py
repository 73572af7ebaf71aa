"""The portal with a guard taken away, to see that the tests notice."""

import pytest

from commons.audience import RootedQuerySet
from commons.statements import Statement


def everybody_may_see_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is hidden from anybody, nor in the statements that are built once a process: each is built each time."""
    build = Statement.__dict__["_compiled"].func
    monkeypatch.setattr(Statement, "_compiled", property(build))
    monkeypatch.setattr(RootedQuerySet, "visible_to", lambda self, user: self.all())
