"""How the kind and the state of a topic look: icon, word and colour."""

from datetime import datetime

from django.utils.translation import gettext as _

from commons.chips import Chip
from forums.models import Topic

KIND_LOOK = {
    Topic.Kind.DISCUSSION: ("", "messages-square"),
    Topic.Kind.QUESTION: ("violet", "message-square-text"),
    Topic.Kind.ANNOUNCEMENT: ("brand", "megaphone"),
}
STATE_LOOK = {Topic.State.OPEN: ("info", "circle"), Topic.State.CLOSED: ("neutral", "lock")}


def kind_look(kind: str) -> Chip:
    return Chip(str(Topic.Kind(kind).label), *KIND_LOOK[Topic.Kind(kind)])


def state_look(state: str) -> Chip:
    return Chip(str(Topic.State(state).label), *STATE_LOOK[Topic.State(state)])


def archive_look() -> Chip:
    """Of what is read and takes nothing new."""
    return Chip(_("Diarsipkan"), "neutral", "lock")


def pin_look() -> Chip:
    """Of what stands on top of its category."""
    return Chip(_("Disematkan"), "brand", "pin")


def answer_look(*, is_open: bool, answer: int | None, due_at: datetime | None, now: datetime) -> Chip | None:
    """How it stands with the answer to a question: given, owed, late; nothing where nobody in particular owes one."""
    if answer is not None:
        return Chip(_("Terjawab"), "ok", "circle-check")
    if due_at is None or not is_open:
        return None
    if due_at < now:
        return Chip(_("Terlambat dijawab"), "danger", "circle-alert")
    return Chip(_("Menunggu jawaban"), "gold", "clock")
