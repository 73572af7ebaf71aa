"""What one says when a promise is kept, moved, handed over or taken back."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from commitments import queries
from commitments.models import Commitment
from commons.attachments.fields import PhotosField
from commons.calendar import today
from commons.form_fields import DayField, LineField
from commons.once import OnceForm


class KeepForm(OnceForm):
    """The evidence: a note, photos, or both."""

    note = LineField(
        label=_("Catatan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang diserahkan atau selesai, kapan, dan kepada siapa."),
    )
    photos = PhotosField(label=_("Foto"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PhotosField, self.fields["photos"]).owner = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data["note"] or data["photos"]):
            self.add_error("note", _("Tulis catatan atau pilih foto sebagai bukti."))
        return data


class MoveForm(OnceForm):
    """Until when instead, and why: everybody reads it beside the first day."""

    due_on = DayField(label=_("Tenggat baru"))
    reason = LineField(label=_("Alasan"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day = data.get("due_on")
        if day and day < today():
            self.add_error("due_on", _("Tenggat baru tidak boleh sebelum hari ini."))
        elif day and day == self.commitment.due_on:
            self.add_error("due_on", _("Tenggatnya sudah tanggal itu. Pilih tanggal lain."))
        return data


class WithdrawForm(OnceForm):
    """Why it will not be kept."""

    reason = LineField(label=_("Alasan"), min_length=5, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(OnceForm):
    """Who keeps it from now on, and what they should know."""

    to = forms.ModelChoiceField(
        label=_("Serahkan kepada"), queryset=get_user_model().objects.none(), empty_label=_("Pilih orang")
    )
    note = LineField(
        label=_("Pesan"),
        max_length=500,
        required=False,
        help_text=_("Sudah sampai mana, dan apa yang perlu diketahui. Pesan ini tampil di riwayat."),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = queries.takers(commitment)  # type: ignore[attr-defined]


class UndoForm(OnceForm):
    """Why it was not kept after all."""

    reason = LineField(label=_("Alasan"), min_length=5, max_length=500)
