"""How the state of a thing is shown, in every app: a word, a colour and an icon."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    """A status as word, colour (`tone`) and icon; as a filter also where it leads, and whether one is there."""

    label: str
    tone: str = ""
    icon: str = ""
    url: str = ""
    current: bool = False
