"""What the accounts offer the portal."""

from typing import Any

CONTRIBUTIONS: list[Any] = []
