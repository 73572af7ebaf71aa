"""How a stage and a condition look: icon, word and colour."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Chip:
    """A status as icon, word and colour, in that order of importance."""

    label: str
    tone: str
    icon: str


def stage_chip(project: Project) -> Chip:
    tone, icon = STAGE_LOOK[Stage(project.stage)]
    return Chip(str(Stage(project.stage).label), tone, icon)


def condition_chip(project: Project) -> Chip | None:
    """How it goes; *Belum diperbarui* when the rhythm has passed; nothing where nothing is owed."""
    if project.is_stale:
        return Chip(_("Belum diperbarui"), "neutral", "clock")
    if not project.condition or project.stage in (Stage.DONE, Stage.CANCELLED):
        return None
    tone, icon = CONDITION_LOOK[Condition(project.condition)]
    return Chip(str(Condition(project.condition).label), tone, icon)


@dataclass(frozen=True)
class Choice:
    """A condition as a card to tap."""

    value: str
    label: str
    tone: str
    icon: str


def condition_choices() -> list[Choice]:
    return [Choice(c.value, str(c.label), *CONDITION_LOOK[c]) for c in Condition]
