"""What a person chooses about being told."""

from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifications.choices import Choice
from notifications.models import Channel, Schedule

HALF_HOURS = [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 30)]
UNKNOWN = {"invalid_choice": _("Pilih salah satu dari daftar.")}


class ChannelSelect(forms.Select):
    """The same four channels stand in a hundred rows: they are drawn once for each that may be chosen, for Django's
    templates took most of the page's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As Django's, from its own attributes."""
        chosen = str(value) if value in Channel.values else ""
        told = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, told, _channels(chosen, get_language()))


@lru_cache
def _channels(chosen: str, _language: str | None) -> SafeString:
    """The options, in the language of the moment, that of the key."""
    rows = ((flatatt({"value": code, "selected": code == chosen}), label) for code, label in Channel.choices)
    return format_html_join("\n", "<option{}>{}</option>", rows)


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
                    widget=ChannelSelect,
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
