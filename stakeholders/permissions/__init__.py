"""Who may do what in the registry, and what we say when not."""

from typing import Any

from stakeholders.permissions import dealings, organisations, people

CONTRIBUTIONS: list[Any] = [*organisations.CONTRIBUTIONS, *people.CONTRIBUTIONS, *dealings.CONTRIBUTIONS]
