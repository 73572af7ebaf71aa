"""What portal offers the portal."""

from typing import Any

CONTRIBUTIONS: list[Any] = []
