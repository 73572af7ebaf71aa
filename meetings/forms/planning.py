"""How often, until when; and the step in which the dates are looked at before they are saved."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import DayField, WholeField
from commons.once import OnceForm
from meetings import actions, recurrence, rhythms
from meetings.queries import Plan, Wanted, plan_of, plan_of_one
from meetings.recurrence import LAST, MOST_BETWEEN, MOST_TIMES, Absurd, Rhythm, ensure_sane

WEEKLY, BY_DAY, BY_DATE, YEARLY = "weekly", "by_day", "by_date", "yearly"
ONCE: tuple[str, Any] = ("", _("Tidak berulang"))
REPEATS: list[tuple[str, Any]] = [
    (WEEKLY, _("Tiap pekan")),
    (BY_DAY, _("Tiap bulan, pada hari tertentu")),
    (BY_DATE, _("Tiap bulan, pada tanggal yang sama")),
    (YEARLY, _("Tiap tahun, pada tanggal yang sama")),
]
ONCE_OR_MORE: list[tuple[str, Any]] = [ONCE, *REPEATS]
SHORT_MONTH: list[tuple[str, Any]] = [("last", _("Ambil hari terakhir bulannya")), ("skip", _("Lewati bulan itu"))]
REPEATING = ("repeat", "every", "weekdays", "nth", "short_month", "until", "count", "skips_holidays")


def weekday_choices() -> list[tuple[str, str]]:
    return [(str(number), rhythms.weekday(number)) for number in range(7)]


def nth_choices() -> list[tuple[str, str]]:
    return [("", str(_("Seperti tanggal pertama"))), *((str(n), rhythms.ordinal(n)) for n in (1, 2, 3, 4, 5, LAST))]


class Looked(OnceForm):
    """A form whose dates are shown once more where something should be seen before they are saved. `seen` names what
    was shown: when it is something else by now, it is shown again."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def plan(self, user: Any) -> Plan | None:
        """What the dates run into; None where nobody needs to look."""
        return None

    def unseen(self, user: Any) -> Plan | None:
        """What is to be shown first; the form then carries its name along."""
        plan = self.plan(user)
        if plan is not None and not plan.kept:
            self.add_error(None, _("Semua tanggalnya hari libur, jadi tidak ada rapat. Pilih hari atau tanggal lain."))
            return None
        if plan is None or self.cleaned_data.get("seen") == name_of(plan):
            return None
        sent: Any = self.data
        self.data = sent.copy()
        self.data["seen"] = name_of(plan)  # type: ignore[index]
        return plan

    def facts(self) -> dict[str, Any]:
        """Without what was only looked at."""
        return {name: value for name, value in super().facts().items() if name != "seen"}


def name_of(plan: Plan) -> str:
    """Two plans with the same dates and the same warnings have the same name."""
    told = [(one.starts_at.isoformat(), one.holiday, one.is_skipped, one.clashes) for one in plan.dates]
    return sha256(repr((told, plan.goes_on)).encode()).hexdigest()[:32]


class Repeating(Looked):
    """How often; nothing chosen means once. The first day and hours are those of the form that it is mixed into."""

    repeat = forms.ChoiceField(label=_("Berulang"), choices=ONCE_OR_MORE, required=False)
    every = WholeField(
        label=_("Setiap berapa pekan, bulan, atau tahun"), least=1, most=MOST_BETWEEN, required=False, initial=1
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Pada hari"),
        choices=weekday_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bila kosong, hari dari tanggal pertama."),
    )
    nth = forms.ChoiceField(
        label=_("Hari ke berapa dalam bulan"),
        choices=nth_choices,
        required=False,
        help_text=_("Misalnya Selasa kedua, atau Jumat terakhir."),
    )
    short_month = forms.ChoiceField(
        label=_("Bila tanggal itu tidak ada"),
        choices=SHORT_MONTH,
        required=False,
        initial="last",
        widget=forms.RadioSelect,
        help_text=_("Untuk tanggal 29, 30, dan 31, juga 29 Februari."),
    )
    until = DayField(label=_("Berakhir pada"), required=False)
    count = WholeField(
        label=_("Atau berapa kali"),
        least=1,
        most=MOST_TIMES,
        required=False,
        help_text=_("Bila keduanya kosong, rapat berlanjut sampai diakhiri."),
    )
    skips_holidays = forms.BooleanField(label=_("Lewati hari libur nasional"), required=False)

    def before(self) -> list[forms.BoundField]:
        """The fields up to how often; then those that say it closely, folded away until they are wanted; the rest."""
        return self._fields()[: self._place("every")]

    def folded(self) -> list[forms.BoundField]:
        return self._fields()[self._place("every") : self._place("skips_holidays") + 1]

    def after(self) -> list[forms.BoundField]:
        return self._fields()[self._place("skips_holidays") + 1 :]

    @property
    def is_unfolded(self) -> bool:
        return bool(self["repeat"].value()) or any(self[name].errors for name in REPEATING)

    def _fields(self) -> list[forms.BoundField]:
        return list(self.visible_fields())

    def _place(self, name: str) -> int:
        return [field.name for field in self._fields()].index(name)

    @property
    def repeats(self) -> bool:
        return bool(self.cleaned_data.get("repeat"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("repeat") and "starts_at" in data and not self.errors:
            self._check_end(data)
            rhythm = self._rhythm(data)
            try:
                ensure_sane(rhythm)
                data["rhythm"] = rhythm
            except Absurd as absurd:
                self.add_error("repeat", actions.absurdity(absurd.why))
        return data

    def _check_end(self, data: dict[str, Any]) -> None:
        if data.get("until") and data.get("count"):
            self.add_error("count", _("Isi tanggal akhir atau berapa kali, tidak keduanya."))
        if data.get("until") and data["until"] < data["starts_at"].date():
            self.add_error("until", _("Tanggal akhir harus sesudah tanggal pertama."))
        if data["repeat"] == BY_DAY and len(data.get("weekdays") or []) > 1:
            self.add_error("weekdays", _("Pilih satu hari untuk rapat bulanan."))

    def _rhythm(self, data: dict[str, Any]) -> Rhythm:
        first: date = data["starts_at"].date()
        rule = RULES[data["repeat"]](data, data.get("every") or 1, first)
        return actions.counted_from(data["starts_at"], rule, data.get("until"), data.get("count"), data["zone"])

    def facts(self) -> dict[str, Any]:
        """Of a series with its rhythm instead of a first moment."""
        facts = {name: value for name, value in super().facts().items() if name not in REPEATING}
        if not self.repeats:
            return facts
        starts_at, ends_at = facts.pop("starts_at"), facts.pop("ends_at")
        facts.pop("zone")
        minutes = actions.lasting(starts_at, ends_at)
        return facts | {"minutes": minutes, "skips_holidays": self.cleaned_data["skips_holidays"]}

    def plan(self, user: Any) -> Plan | None:
        data = self.cleaned_data
        wanted = self.wanted()
        if self.repeats:
            length = data["ends_at"] - data["starts_at"]
            return plan_of(data["rhythm"], length, wanted, user, skips_holidays=data["skips_holidays"])
        plan = plan_of_one(data["starts_at"], data["ends_at"], wanted, user)
        return plan if plan.has_warnings else None

    def wanted(self) -> Wanted:
        """What is compared with other meetings."""
        data = self.cleaned_data
        return Wanted(data["place"], data["host"], data["chair"], list(data["organisations"]), list(data["people"]))


def _weekly(data: dict[str, Any], every: int, first: date) -> str:
    days = [int(day) for day in data.get("weekdays") or []]
    return recurrence.weekly(every, days or [first.weekday()])


def _by_day(data: dict[str, Any], every: int, first: date) -> str:
    days = [int(day) for day in data.get("weekdays") or []] or [first.weekday()]
    return recurrence.monthly_by_day(every, int(data.get("nth") or recurrence.nth_of(first)), days[0])


def _by_date(data: dict[str, Any], every: int, first: date) -> str:
    return recurrence.monthly_by_date(every, first.day, is_last=data.get("short_month") != "skip")


def _yearly(data: dict[str, Any], every: int, first: date) -> str:
    return recurrence.yearly(every, first, is_last=data.get("short_month") != "skip")


RULES: dict[str, Callable[[dict[str, Any], int, date], str]] = {
    WEEKLY: _weekly,
    BY_DAY: _by_day,
    BY_DATE: _by_date,
    YEARLY: _yearly,
}


def repeat_of(rhythm: Rhythm, day: date) -> dict[str, Any]:
    """The fields of a rhythm that is kept, to begin a change with from this day on. What the day says already is left
    empty, so that another day brings its own weekday along."""
    parts = dict(part.split("=", 1) for part in rhythm.rule.split(";"))
    by_day = [code for code in parts.get("BYDAY", "").split(",") if code]
    kinds = {"WEEKLY": WEEKLY, "YEARLY": YEARLY, "MONTHLY": BY_DAY if by_day else BY_DATE}
    repeat = kinds[parts["FREQ"]]
    return {
        "repeat": repeat,
        "every": int(parts.get("INTERVAL", "1")),
        "weekdays": [str(recurrence.DAYS.index(code)) for code in by_day] if len(by_day) > 1 else [],
        "nth": nth if repeat == BY_DAY and (nth := by_day[0][:-2]) != str(recurrence.nth_of(day)) else "",
        "short_month": "last" if "BYSETPOS" in parts or repeat not in (BY_DATE, YEARLY) else "skip",
        "until": rhythm.until_on,
    }
