"""How the state of a promise looks: icon, word and colour."""

from datetime import date

from django.utils.translation import gettext as _

from commitments.models import State
from commitments.models.commitment import is_late
from commons.chips import Chip

LOOK = {
    State.OPEN: ("info", "circle-dot"),
    State.KEPT: ("ok", "circle-check"),
    State.WITHDRAWN: ("neutral", "reply"),
}


def state_look(state: str, due_on: date | None, frozen_on: date | None) -> Chip:
    """*Terlambat* where an open one's day has passed; *Diarsipkan* where it had not when its place was archived."""
    if is_late(state, due_on, frozen_on):
        return Chip(_("Terlambat"), "danger", "clock")
    if frozen_on is not None:
        return Chip(_("Diarsipkan"), "neutral", "history")
    return Chip(str(State(state).label), *LOOK[State(state)])
