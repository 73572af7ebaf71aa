"""What a person chooses about being told."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from notifications.choices import Choice
from notifications.models import Channel, Schedule

HALF_HOURS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 30)]
UNKNOWN = {"invalid_choice": _("Pilih salah satu dari daftar.")}


@dataclass(frozen=True)
class Row:
    """A row of the matrix with its field; what is locked has none."""

    choice: Choice
    field: BoundField | None

    @property
    def locked_as(self) -> str:
        return str(Channel(self.choice.channel).label)


@dataclass(frozen=True)
class Section:
    """The choices of one part of the portal, under its name."""

    title: str
    rows: list[Row]

    @property
    def has_errors(self) -> bool:
        """Then it stands open: nobody looks for a mistake behind a closed door."""
        return any(row.field is not None and row.field.errors for row in self.rows)


class PreferenceForm(forms.Form):
    """The digest's rhythm and the channel of every row; begins with what holds now."""

    frequency = forms.ChoiceField(label=_("Rangkuman"), choices=Schedule.Frequency.choices, error_messages=UNKNOWN)
    weekday = forms.TypedChoiceField(
        label=_("Hari"),
        help_text=_("Untuk rangkuman setiap pekan. Yang bulanan datang tanggal 1."),
        choices=Schedule.Weekday.choices,
        coerce=int,
        error_messages=UNKNOWN,
    )

    def __init__(self, data: Any = None, *, choices: list[Choice], schedule: Schedule, frequency: str) -> None:
        now = {"frequency": frequency, "weekday": schedule.weekday, "at": schedule.at.isoformat("minutes")}
        super().__init__(data, initial=now)
        hours = sorted({*HALF_HOURS, schedule.at})
        self.fields["at"] = forms.TypedChoiceField(
            label=_("Jam"),
            choices=[(hour.isoformat("minutes"), f"{hour:%H.%M}") for hour in hours],
            coerce=time.fromisoformat,
            error_messages=UNKNOWN,
        )
        self._choices = choices
        for choice in choices:
            if not choice.is_locked:
                self.fields[choice.name] = forms.ChoiceField(
                    label=f"{choice.label} {choice.when}",
                    choices=Channel.choices,
                    initial=choice.channel,
                    error_messages=UNKNOWN,
                )

    @property
    def digest_fields(self) -> list[BoundField]:
        return [self[name] for name in ("frequency", "weekday", "at")]

    @property
    def sections(self) -> list[Section]:
        """The matrix, grouped as the verbs say."""
        found: dict[str, list[Row]] = {}
        for choice in self._choices:
            row = Row(choice, None if choice.is_locked else self[choice.name])
            found.setdefault(str(choice.verb.section), []).append(row)
        return [Section(title, rows) for title, rows in found.items()]

    def chosen(self) -> dict[str, Any]:
        """For `actions.save_preferences`."""
        channels = {(c.verb.code, c.reason): self.cleaned_data[c.name] for c in self._choices if not c.is_locked}
        return {"channels": channels} | {name: self.cleaned_data[name] for name in ("frequency", "weekday", "at")}
