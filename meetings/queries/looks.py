"""How the state of a meeting, and an answer, look: icon, word and colour."""

from commons.chips import Chip
from meetings.models import Answer, Meeting, State

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
