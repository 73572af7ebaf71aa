"""What the office can be asked to decide about: part of the contributions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
    Text = str


@dataclass(frozen=True)
class Approvable:
    """A decision that the office is asked for, about things of one kind.

    `days` is its clock, in working days; each of `steps` is granted by itself, and with the last one the thing is
    granted. `apply(approval)` makes the thing follow what was decided, in the deciding transaction; what it refuses is
    not decided. `names(ids)` are what the things are called, whoever asks, in one query. `action` is the word on the
    granting button, `effect` what granting does.
    """

    code: str
    label: Text
    steps: Sequence[Text]
    action: Text
    apply: Callable[[Any], None]
    names: Callable[[Iterable[int]], Mapping[int, str]]
    effect: Text = ""
    days: int = 5
    order: int = 50
