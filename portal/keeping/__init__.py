"""Backing a site up into one file, and bringing it back: `manage.py backup`, `manage.py restore`."""


class KeepingError(Exception):
    """It was not backed up, or not restored; the message says why and what to do."""
