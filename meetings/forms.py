"""Forms of the meetings."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.form_fields import ClockField, DayField, LineField, TextField
from commons.formats import ZONES
from commons.models import Visibility
from commons.once import OnceForm
from commons.text import clean_name
from meetings import queries
from meetings.actions import Guest
from meetings.models import Answer, Invitee, Meeting
from projects.models import Project
from stakeholders.models import Organisation

MOST_GUESTS = 50
PLACES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def zone_choices() -> list[tuple[str, str]]:
    """The three of Indonesia, the site's own first."""
    return [(zone, ZONES.get(zone, zone)) for zone in dict.fromkeys([settings.TIME_ZONE, *PLACES])]


class GuestsField(TextField):
    """Addresses without an account, one a line: `sari@contoh.id`, or `Sari Wulandari <sari@contoh.id>`."""

    default_error_messages = {
        "address": _("Baris %(n)s bukan alamat surel. Tulis seperti sari@contoh.id, satu alamat tiap baris."),
        "many": _("Paling banyak %(most)s alamat sekaligus."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8000, **kwargs)
        self.guests: list[Guest] = []

    def clean(self, value: Any) -> Any:
        """A list of `Guest`, each address once."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        found: dict[str, Guest] = {}
        for number, line in enumerate(lines, start=1):
            if line:
                guest = self._read(line, number)
                found.setdefault(guest.email.lower(), guest)
        if len(found) > MOST_GUESTS:
            raise ValidationError(self.error_messages["many"], "many", {"most": MOST_GUESTS})
        return list(found.values())

    def _read(self, line: str, number: int) -> Guest:
        name, email = parseaddr(line) if "<" in line else ("", line)
        try:
            validate_email(email)
            if len(email) > 254:
                raise ValidationError("too long")
        except ValidationError:
            raise ValidationError(self.error_messages["address"], "address", {"n": number}) from None
        return Guest(clean_name(name) if name.strip() else "", email)


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


class Inviting(OnceForm):
    """Whom to invite: organisations, people, addresses, in one form."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Undang organisasi"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Undang orang"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = GuestsField(
        label=_("Undang lewat alamat surel"),
        required=False,
        help_text=_("Untuk yang belum punya akun, satu alamat tiap baris: Sari Wulandari <sari@contoh.id>."),
    )

    def offer(self, candidates: queries.Candidates) -> None:
        """Set whom the form lets one choose."""
        self.fields["organisations"].queryset = candidates.organisations  # type: ignore[attr-defined]
        self.fields["people"].queryset = candidates.people  # type: ignore[attr-defined]


class MeetingForm(Inviting, WhenAndWhere):
    """What calling a meeting takes; in a project its visibility is the project's."""

    field_order = [
        *("title", "day", "starts", "ends", "zone", "place", "online_url", "agenda"),
        *("host", "chair", "visibility", "organisations", "people", "guests"),
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
    visibility = forms.ChoiceField(
        label=_("Siapa yang dapat melihat?"), choices=Visibility, initial=Visibility.PUBLIC, widget=forms.RadioSelect
    )
    agenda = TextField(
        label=_("Susunan acara"),
        max_length=5000,
        required=False,
        help_text=_("Satu pokok tiap baris, misalnya 1. Pembukaan."),
    )

    def __init__(self, *args: Any, user: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience = project.audience if project is not None else None
        self.offer(queries.may_be_invited(audience))
        self.fields["host"].queryset = queries.hosts(user)  # type: ignore[attr-defined]
        self.fields["chair"].queryset = queries.chairs(audience, user)  # type: ignore[attr-defined]
        self.fields["chair"].initial = user.pk
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


class InviteMoreForm(Inviting):
    """More people to a meeting that is called; those already invited are not offered again."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = queries.may_be_invited(meeting.audience if meeting.project is not None else None)
        there = meeting.invitees.all()
        self.offer(
            queries.Candidates(
                candidates.organisations.exclude(
                    pk__in=there.filter(organisation__isnull=False).values("organisation")
                ),
                candidates.people.exclude(pk__in=there.filter(person__isnull=False).values("person")),
            )
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in ("organisations", "people", "guests")):
            raise ValidationError(_("Pilih organisasi, orang, atau tulis alamat surel."))
        return data


class GuestAnswerForm(OnceForm):
    """One of three, and perhaps a word."""

    answer = forms.ChoiceField(
        label=_("Anda datang?"),
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu jawaban.")},
    )
    note = LineField(
        label=_("Catatan"), max_length=300, required=False, help_text=_("Misalnya: datang berdua, perlu kursi roda.")
    )


class AnswerForm(GuestAnswerForm):
    """The same for somebody with an account: as oneself, or for an organisation."""

    field_order = ["invitee", "answer", "note"]
    invitee = forms.ModelChoiceField(label=_("Jawab untuk"), queryset=Invitee.objects.none(), empty_label=None)

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.my_invitations(meeting, user)
        self.fields["invitee"].queryset = mine  # type: ignore[attr-defined]
        if (first := mine.first()) is not None:
            self.fields["invitee"].initial = first.pk
            self.fields["answer"].initial, self.fields["note"].initial = first.answer, first.note


class MinutesForm(OnceForm):
    """What was said and decided."""

    text = TextField(
        label=_("Notulen"),
        min_length=10,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Yang dibahas, yang diputuskan, dan siapa mengerjakan apa. Setelah terbit tidak diubah lagi."),
    )
