"""Calling, moving, cancelling a meeting, once or again and again."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.form_fields import ClockField, DayField, LineField
from commons.formats import ZONES
from commons.models import Visibility
from commons.once import OnceForm
from meetings import queries
from meetings.forms.agenda import PointsField
from meetings.forms.inviting import Inviting
from meetings.forms.planning import REPEATING, REPEATS, Looked, Repeating, repeat_of
from meetings.models import Meeting, following, local_day, turn_of
from meetings.queries import Plan, Wanted, plan_of, plan_of_one
from meetings.recurrence import Rhythm
from projects.models import Project
from stakeholders.models import Organisation

PLACES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def zone_choices() -> list[tuple[str, str]]:
    """The three of Indonesia, the site's own first."""
    return [(zone, ZONES.get(zone, zone)) for zone in dict.fromkeys([settings.TIME_ZONE, *PLACES])]


class MapField(LineField):
    """A link to a map, or coordinates as a map gives them: `-6.3075, 106.8412`. Nothing is loaded from there."""

    COORDINATES = re.compile(r"(?:geo:)?(-?[0-9]{1,2}(?:\.[0-9]{1,8})?),\s*(-?[0-9]{1,3}(?:\.[0-9]{1,8})?)", re.ASCII)
    LINK = re.compile(r"https?://[^\s/?#]+\.[^\s]+")
    default_error_messages = {
        "link": _("Tulis tautan peta yang lengkap, atau koordinat seperti -6.3075, 106.8412."),
    }

    def clean(self, value: Any) -> Any:
        """A `geo:` or `https:` address, or nothing."""
        text = super().clean(value)
        if found := self.COORDINATES.fullmatch(text):
            return f"geo:{found[1]},{found[2]}"
        if text and not self.LINK.fullmatch(text):
            raise ValidationError(self.error_messages["link"], "link")
        return text


class WhenAndWhere(OnceForm):
    """The time by the clocks of the place, and the place."""

    day = DayField(label=_("Tanggal"))
    starts = ClockField(label=_("Mulai"), help_text=_("Misalnya 19.30."))
    ends = ClockField(label=_("Selesai"))
    zone = forms.ChoiceField(label=_("Zona waktu tempat rapat"), choices=zone_choices)
    place = LineField(label=_("Tempat"), max_length=200, required=False, help_text=_("Misalnya Balai RW 03."))
    directions = LineField(
        label=_("Petunjuk arah"), max_length=300, required=False, help_text=_("Misalnya: masuk dari gang masjid.")
    )
    map_url = MapField(
        label=_("Tautan peta"), max_length=500, required=False, help_text=_("Tautan atau koordinat dari aplikasi peta.")
    )
    online_url = forms.URLField(
        label=_("Tautan daring"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Hanya tampak bagi yang diundang."),
        error_messages={"invalid": _("Tulis tautan lengkap, misalnya https://contoh.id/rapat.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "place" in data and "online_url" in data and not (data["place"] or data["online_url"]):
            self.add_error("place", _("Isi tempat, tautan daring, atau keduanya."))
        day, starts, ends, zone = (data.get(name) for name in ("day", "starts", "ends", "zone"))
        if day and starts is not None and ends is not None and zone:
            data["starts_at"] = datetime.combine(day, starts, ZoneInfo(zone))
            data["ends_at"] = datetime.combine(day, ends, ZoneInfo(zone))
            self._check_times(data)
        return data

    def _check_times(self, data: dict[str, Any]) -> None:
        if data["ends_at"] <= data["starts_at"]:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai, pada hari yang sama."))
        if data["starts_at"] <= timezone.now():
            self._begins_in_the_past(data)

    def _begins_in_the_past(self, data: dict[str, Any]) -> None:
        self.add_error("day", _("Waktu ini sudah lewat. Pilih tanggal atau jam yang akan datang."))

    def facts(self) -> dict[str, Any]:
        """With moments instead of day and hours."""
        return {name: value for name, value in super().facts().items() if name not in ("day", "starts", "ends")}


class MeetingForm(Inviting, Repeating, WhenAndWhere):
    """What calling a meeting takes, or a series of them; in a project its visibility is the project's."""

    field_order = [
        *("title", "day", "starts", "ends", "zone", *REPEATING),
        *("place", "directions", "map_url", "online_url", "agenda"),
        *("host", "chair", "minute_taker", "visibility", "organisations", "people", "guests"),
    ]
    title = LineField(label=_("Nama rapat"), min_length=5, max_length=160)
    host = forms.ModelChoiceField(
        label=_("Penyelenggara"), queryset=Organisation.objects.none(), empty_label=_("Pilih organisasi")
    )
    chair = forms.ModelChoiceField(
        label=_("Pemimpin rapat"),
        queryset=get_user_model().objects.none(),
        empty_label=None,
        help_text=_("Ia dapat mengubah, membatalkan, dan menerbitkan notulen."),
    )
    minute_taker = forms.ModelChoiceField(
        label=_("Pencatat"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
        help_text=_("Ia mengatur susunan acara, mencatat kehadiran, dan menyiapkan notulen."),
    )
    visibility = forms.ChoiceField(
        label=_("Siapa yang dapat melihat?"), choices=Visibility, initial=Visibility.PUBLIC, widget=forms.RadioSelect
    )
    agenda = PointsField(
        label=_("Susunan acara"),
        required=False,
        help_text=_("Satu pokok tiap baris, misalnya 1. Pembukaan (10 menit)."),
    )

    def __init__(self, *args: Any, user: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience = project.audience if project is not None else None
        self.offer(queries.may_be_invited(audience))
        self.fields["host"].queryset = queries.hosts(user)  # type: ignore[attr-defined]
        self.fields["chair"].queryset = queries.chairs(audience, user)  # type: ignore[attr-defined]
        self.fields["chair"].initial = user.pk
        self.fields["minute_taker"].queryset = queries.chairs(audience, user)  # type: ignore[attr-defined]
        if project is not None:
            del self.fields["visibility"]
            self.fields["host"].initial = project.lead_id


def when_and_where(meeting: Meeting) -> dict[str, Any]:
    """Of a meeting that is called, by the clocks of its place."""
    starts, ends = (at.astimezone(meeting.place_zone) for at in (meeting.starts_at, meeting.ends_at))
    where = {name: getattr(meeting, name) for name in ("zone", "place", "directions", "map_url", "online_url")}
    return {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), **where}


class MoveForm(Looked, WhenAndWhere):
    """Another time or place of a meeting that is called."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, initial=when_and_where(meeting), **kwargs)

    def _begins_in_the_past(self, data: dict[str, Any]) -> None:
        """While it runs, its place and its end may change: a link that is broken is mended then."""
        if data["starts_at"] != self.meeting.starts_at:
            super()._begins_in_the_past(data)
        elif data["ends_at"] <= timezone.now() and not self.has_error("ends"):
            self.add_error("ends", _("Jam selesai ini sudah lewat. Pilih jam yang akan datang."))

    def plan(self, user: Any) -> Plan | None:
        """Only another time is looked at: what the old one ran into was seen when it was called."""
        data, meeting = self.cleaned_data, self.meeting
        if (data["starts_at"], data["ends_at"]) == (meeting.starts_at, meeting.ends_at):
            return None
        asked = list(meeting.invitees.values_list("organisation", "person"))
        groups, people = ([pk for pk in column if pk] for column in zip(*asked, strict=True))
        wanted = Wanted(data["place"], meeting.host, meeting.chair, groups, people)
        plan = plan_of_one(data["starts_at"], data["ends_at"], wanted, user, but=[meeting.pk])
        return plan if plan.has_warnings else None


class MoveFollowingForm(Repeating, WhenAndWhere):
    """Another rhythm, hour or place from one meeting of a series on."""

    field_order = ["day", "starts", "ends", "zone", *REPEATING, "place", "directions", "map_url", "online_url"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.meeting = meeting
        self.series, turn = turn_of(meeting)
        rhythm, day = self.series.rhythm, local_day(turn, self.series)
        held = sum(1 for one in rhythm.days() if one < day) if rhythm.count else 0
        left = rhythm.count - held if rhythm.count else None
        initial = when_and_where(meeting) | repeat_of(rhythm, day) | {"count": left}
        initial["skips_holidays"] = self.series.skips_holidays
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["repeat"] = forms.ChoiceField(
            label=_("Berulang"), choices=REPEATS, error_messages={"required": _("Pilih seberapa sering.")}
        )

    def _rhythm(self, data: dict[str, Any]) -> Rhythm:
        """A rule that nobody touched stays as it is: on 28 February the 31st of each month is still the 31st."""
        rhythm = super()._rhythm(data)
        touched = set(self.changed_data) & {"day", "zone", "repeat", "every", "weekdays", "nth", "short_month"}
        return rhythm if touched else replace(rhythm, rule=self.series.rule)

    def plan(self, user: Any) -> Plan:
        data, series = self.cleaned_data, self.series
        asked = list(series.invitees.values_list("organisation", "person"))
        groups, people = ([pk for pk in column if pk] for column in zip(*asked, strict=True))
        return plan_of(
            data["rhythm"],
            data["ends_at"] - data["starts_at"],
            Wanted(data["place"], series.host, series.chair, groups, people),
            user,
            skips_holidays=data["skips_holidays"],
            but=list(following(self.meeting).values_list("pk", flat=True)),
        )


class CancelForm(OnceForm):
    """Why it will not be held: everybody invited reads it."""

    reason = LineField(label=_("Alasan"), min_length=5, max_length=500)
