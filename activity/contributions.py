"""What activity offers the portal."""

from typing import Any

from activity import permissions, personal_data

CONTRIBUTIONS: list[Any] = [*permissions.CONTRIBUTIONS, personal_data.CONTRIBUTION]
