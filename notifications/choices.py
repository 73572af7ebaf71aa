"""The rows of the preferences: each verb and reason, its section, what it is called, and what is chosen now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons import contributions
from commons.access import can
from commons.telling import Verb
from notifications.models import Preference

REASONS = {
    "follows": gettext_lazy("di hal yang Anda ikuti"),
    "mentioned": gettext_lazy("bila Anda disebut"),
    "invited": gettext_lazy("bila Anda diundang"),
    "assigned": gettext_lazy("bila Anda ditugaskan"),
    "your_turn": gettext_lazy("bila menunggu Anda"),
    "asked": gettext_lazy("bila Anda yang memulai"),
    "concerned": gettext_lazy("bila tentang Anda atau organisasi Anda"),
}


@dataclass(frozen=True)
class Choice:
    """One row of the matrix; `channel` is what holds now, `is_locked` that nobody can change it."""

    verb: Verb
    reason: str
    channel: str
    is_locked: bool

    @property
    def name(self) -> str:
        """Of its field in the form."""
        return f"{self.verb.code}-{self.reason}"

    @property
    def label(self) -> str:
        """What happens: the verb's label, or its sentence, said of somebody and something."""
        somebody = {"actor": _("Seseorang"), "for_whom": _("Sebuah organisasi"), "thread": _("suatu hal")}
        said = str(self.verb.label) or str(self.verb.sentence).format(**somebody)
        return said[:1].upper() + said[1:]

    @property
    def when(self) -> str:
        return str(REASONS.get(self.reason, self.reason))


def choices_of(person: Any) -> list[Choice]:
    """All rows that this person may know of, in the order of sections and verbs; one query."""
    mine = {(p.verb, p.reason): p.channel for p in Preference.objects.filter(person=person)}
    return [one for one in _choices(mine) if not one.verb.rule or can(person, one.verb.rule)]


def _choices(mine: dict[tuple[str, str], str]) -> Iterator[Choice]:
    for verb in sorted(contributions.all_of(Verb), key=lambda v: (str(v.section), v.order)):
        for reason, usual in verb.channels.items():
            is_locked = reason in verb.locked
            yield Choice(verb, reason, usual if is_locked else mine.get((verb.code, reason), usual), is_locked)
