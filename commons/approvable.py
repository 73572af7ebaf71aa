"""What the office can be asked to decide about: part of the contributions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commons.wording import Text


@dataclass(frozen=True)
class Approvable:
    """A decision that the office is asked for, about things of one kind.

    `days` is its clock, in working days; each of `steps` is granted by itself, and with the last one the thing is
    granted. `apply(approval)` makes the thing follow what was decided, in the deciding transaction; what it refuses is
    not decided. `names(ids)` are what the things are called, whoever asks, in one query. `action` is the word on the
    granting button, `effect` what granting does; `passing` and `passing_effect` are those of the steps before the last,
    and `passed(approval)` makes the thing follow them. A refusal's reason has at least `shortest_refusal` letters.
    """

    code: str
    label: Text
    steps: Sequence[Text]
    action: Text
    apply: Callable[[Any], None]
    names: Callable[[Iterable[int]], Mapping[int, str]]
    effect: Text = ""
    days: int = 5
    passing: Text = ""
    passing_effect: Text = ""
    passed: Callable[[Any], None] | None = None
    shortest_refusal: int = 10
    order: int = 50

    def is_last(self, step: int) -> bool:
        return step + 1 >= len(self.steps)

    def act_of(self, step: int) -> Text:
        """The word on the button that grants this step."""
        return self.action if self.is_last(step) or not self.passing else self.passing

    def effect_of(self, step: int) -> Text:
        return self.effect if self.is_last(step) or not self.passing else self.passing_effect
