"""How the kind and the state of a topic look: icon, word and colour."""

from dataclasses import dataclass

from forums.models import Topic

KIND_LOOK = {
    Topic.Kind.DISCUSSION: ("", "messages-square"),
    Topic.Kind.QUESTION: ("violet", "message-square-text"),
    Topic.Kind.ANNOUNCEMENT: ("brand", "megaphone"),
}
STATE_LOOK = {Topic.State.OPEN: ("info", "circle"), Topic.State.CLOSED: ("neutral", "lock")}


@dataclass(frozen=True)
class Chip:
    """A status as icon, word and colour, in that order of importance."""

    label: str
    tone: str
    icon: str


def kind_look(kind: str) -> Chip:
    return Chip(str(Topic.Kind(kind).label), *KIND_LOOK[Topic.Kind(kind)])


def state_look(state: str) -> Chip:
    return Chip(str(Topic.State(state).label), *STATE_LOOK[Topic.State(state)])
