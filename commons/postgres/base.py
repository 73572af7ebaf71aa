"""See `commons.postgres`."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A server that ends a connection says so on it, and nothing else is said there between two requests."""

    def is_usable(self) -> bool:
        """Nothing waits to be read: it lives. Otherwise it is asked by `SELECT 1`, as Django does at each request; so
        it is after an error, for a server that is gone without a word is silent too."""
        is_kept = self.connection is not None and not self.connection.closed
        if is_kept and not self.errors_occurred and _is_silent(self.connection.fileno()):
            return True
        return bool(super().is_usable())


def _is_silent(descriptor: int) -> bool:
    """`poll` and not `select`, which knows no descriptor beyond 1023."""
    watch = select.poll()
    watch.register(descriptor, select.POLLIN | select.POLLPRI)
    return not watch.poll(0)
