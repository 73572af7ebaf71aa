"""Calling, moving, cancelling a meeting."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.form_fields import ClockField, DayField, LineField
from commons.formats import ZONES
from commons.models import Visibility
from commons.once import OnceForm
from meetings import queries
from meetings.forms.agenda import PointsField
from meetings.forms.inviting import Inviting
from meetings.models import Meeting
from projects.models import Project
from stakeholders.models import Organisation

PLACES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def zone_choices() -> list[tuple[str, str]]:
    """The three of Indonesia, the site's own first."""
    return [(zone, ZONES.get(zone, zone)) for zone in dict.fromkeys([settings.TIME_ZONE, *PLACES])]


class WhenAndWhere(OnceForm):
    """The time by the clocks of the place, and the place."""

    day = DayField(label=_("Tanggal"))
    starts = ClockField(label=_("Mulai"), help_text=_("Misalnya 19.30."))
    ends = ClockField(label=_("Selesai"))
    zone = forms.ChoiceField(label=_("Zona waktu tempat rapat"), choices=zone_choices)
    place = LineField(label=_("Tempat"), max_length=200, required=False, help_text=_("Misalnya Balai RW 03."))
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
            self.add_error("day", _("Waktu ini sudah lewat. Pilih tanggal atau jam yang akan datang."))

    def facts(self) -> dict[str, Any]:
        """With moments instead of day and hours."""
        return {name: value for name, value in super().facts().items() if name not in ("day", "starts", "ends")}


class MeetingForm(Inviting, WhenAndWhere):
    """What calling a meeting takes; in a project its visibility is the project's."""

    field_order = [
        *("title", "day", "starts", "ends", "zone", "place", "online_url", "agenda"),
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


class MoveForm(WhenAndWhere):
    """Another time or place of a meeting that is called."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        starts, ends = (at.astimezone(meeting.place_zone) for at in (meeting.starts_at, meeting.ends_at))
        initial = {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "zone": meeting.zone,
            "place": meeting.place,
            "online_url": meeting.online_url,
        }
        super().__init__(*args, initial=initial, **kwargs)


class CancelForm(OnceForm):
    """Why it will not be held: everybody invited reads it."""

    reason = LineField(label=_("Alasan"), min_length=5, max_length=500)
