"""What the tests of the registry share."""

from tests.chromium import browser_type_launch_args, open_page
from tests.sinks import mail_sink

__all__ = ["browser_type_launch_args", "mail_sink", "open_page"]
