"""How the state of a meeting, and an answer, look: icon, word and colour."""

from commons.chips import Chip
from meetings.models import Answer, ItemState, Meeting, MinutesState, Standing, State

STATE_LOOK = {
    State.CALLED: ("info", "calendar-days"),
    State.MOVED: ("gold", "history"),
    State.CANCELLED: ("danger", "circle-x"),
    State.HELD: ("neutral", "check"),
}
ANSWER_LOOK = {Answer.YES: ("ok", "check"), Answer.MAYBE: ("gold", "circle-dot"), Answer.NO: ("neutral", "x")}


def state_look(state: State) -> Chip:
    return Chip(str(state.label), *STATE_LOOK[state])


def state_chip(meeting: Meeting) -> Chip:
    return state_look(meeting.state)


def answer_look(answer: str) -> Chip | None:
    return Chip(str(Answer(answer).label), *ANSWER_LOOK[Answer(answer)]) if answer else None


MINUTES_LOOK = {
    MinutesState.DRAFT: ("neutral", "pencil"),
    MinutesState.CIRCULATED: ("info", "users"),
    MinutesState.RATIFIED: ("ok", "shield-check"),
}
STANDING_LOOK = {
    Standing.IN_FORCE: ("ok", "circle-check"),
    Standing.REPLACED: ("neutral", "history"),
    Standing.REVOKED: ("danger", "circle-x"),
}
ITEM_LOOK = {
    ItemState.PLANNED: ("neutral", "circle-dot"),
    ItemState.DONE: ("ok", "check"),
    ItemState.DEFERRED: ("gold", "clock"),
}


def minutes_look(state: str) -> Chip:
    return Chip(str(MinutesState(state).label), *MINUTES_LOOK[MinutesState(state)])


def standing_look(standing: Standing) -> Chip:
    return Chip(str(standing.label), *STANDING_LOOK[standing])


def item_look(state: str) -> Chip | None:
    """How an item stands; nothing to say of one that is only proposed."""
    return Chip(str(ItemState(state).label), *ITEM_LOOK[ItemState(state)]) if state in ITEM_LOOK else None


def outcome_look(state: str) -> Chip | None:
    """The same on an agenda and in minutes: what nobody marked is told by its text alone."""
    return None if state == ItemState.PLANNED else item_look(state)
