"""How a stage and a condition look: icon, word and colour."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.chips import Chip
from projects.models import Condition, Project, Stage

STAGE_LOOK = {
    Stage.PROPOSED: ("info", "lightbulb"),
    Stage.REVIEW: ("violet", "search"),
    Stage.APPROVED: ("brand", "circle-check"),
    Stage.ACTIVE: ("info", "circle-play"),
    Stage.ON_HOLD: ("gold", "circle-pause"),
    Stage.DONE: ("ok", "award"),
    Stage.CANCELLED: ("neutral", "circle-x"),
}
CONDITION_LOOK = {
    Condition.ON_TRACK: ("ok", "check"),
    Condition.ATTENTION: ("gold", "triangle-alert"),
    Condition.BLOCKED: ("danger", "circle-alert"),
}


GOING = (Stage.ACTIVE, Stage.ON_HOLD)
NO_CHANGE = "no_change"  # what a form sends when the last judgement still holds; no condition of its own


def stage_look(stage: str) -> Chip:
    return _stage_look(stage, get_language())


def condition_look(condition: str) -> Chip:
    return _condition_look(condition, get_language())


@cache
def _stage_look(stage: str, language: str | None) -> Chip:
    return Chip(str(Stage(stage).label), *STAGE_LOOK[Stage(stage)])


@cache
def _condition_look(condition: str, language: str | None) -> Chip:
    return Chip(str(Condition(condition).label), *CONDITION_LOOK[Condition(condition)])


def state_look(stage: str, condition: str, stale: bool) -> Chip | None:
    """How it goes; *Belum diperbarui* when the rhythm has passed; nothing where nothing goes yet, or any more."""
    if stale:
        return Chip(_("Belum diperbarui"), "neutral", "clock")
    return condition_look(condition) if condition and stage in GOING else None


def stage_chip(project: Project) -> Chip:
    return stage_look(project.stage)


def condition_chip(project: Project) -> Chip | None:
    return state_look(project.stage, project.condition, project.is_stale)


@dataclass(frozen=True)
class Choice:
    """A condition as a card to tap."""

    value: str
    label: str
    tone: str
    icon: str


def condition_choices() -> list[Choice]:
    """The three judgements, and that nothing has changed."""
    judged = [Choice(c.value, str(c.label), *CONDITION_LOOK[c]) for c in Condition]
    return [*judged, Choice(NO_CHANGE, _("Tidak ada perubahan"), "neutral", "minus")]
