"""What the tests of the promise ledger share."""

from tests.chromium import browser_type_launch_args, open_page

__all__ = ["browser_type_launch_args", "open_page"]
