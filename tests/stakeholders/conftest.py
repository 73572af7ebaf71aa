"""What the tests of the registry share."""

from tests.sinks import mail_sink

__all__ = ["mail_sink"]
