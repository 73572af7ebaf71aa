"""Sessions are rows of the database (docs/decisions/0008), found by a statement that is built once a process."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.statements import Given, Statement

VALID = Statement(lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("now")))


class SessionStore(db.SessionStore):
    """Django's own; only how a row is found differs, for that is asked once a page."""

    def _get_session_from_db(self) -> Any:
        """The row; none where it has ended, which Django's own answers by forgetting the key."""
        found = next(iter(VALID(key=self.session_key, now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found
