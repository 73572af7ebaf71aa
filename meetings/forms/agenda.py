"""What the meeting talks about."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.attachments.fields import FilesField
from commons.form_fields import LineField, TextField, WholeField
from commons.once import OnceForm
from meetings import queries
from meetings.models import LONGEST, MOST_ITEMS, Meeting
from meetings.points import LONGEST_TITLE, points_in

MOST_DOCUMENTS = 4


class PointsField(TextField):
    """An agenda as text: one point a line, with its minutes if it has some."""

    default_error_messages = {
        "long": _("Pokok di baris %(n)s terlalu panjang. Paling banyak %(most)s huruf."),
        "minutes": _("Baris %(n)s: tulis paling banyak %(most)s menit."),
        "many": _("Paling banyak %(most)s pokok."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8000, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        points = points_in(value)
        if len(points) > MOST_ITEMS:
            raise ValidationError(self.error_messages["many"], "many", {"most": MOST_ITEMS})
        for number, point in enumerate(points, start=1):
            if len(point.title) > LONGEST_TITLE:
                raise ValidationError(self.error_messages["long"], "long", {"n": number, "most": LONGEST_TITLE})
            if point.minutes is not None and point.minutes > LONGEST:
                raise ValidationError(self.error_messages["minutes"], "minutes", {"n": number, "most": LONGEST})


class ProposalForm(OnceForm):
    """What somebody invited would like to talk about."""

    title = LineField(label=_("Pokok"), min_length=3, max_length=LONGEST_TITLE, help_text=_("Misalnya Titik genangan."))
    minutes = WholeField(
        label=_("Menit"), required=False, least=1, most=LONGEST, help_text=_("Berapa lama kira-kira, misalnya 15.")
    )
    about = TextField(label=_("Keterangan"), max_length=3000, required=False)
    documents = FilesField(
        label=_("Bahan rapat"),
        required=False,
        most=MOST_DOCUMENTS,
        help_text=_("Foto atau PDF. Dapat dibuka semua yang melihat rapat ini."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = cast(FilesField, self.fields["documents"])
        documents.owner = user
        documents.bring_back(self.initial.get("documents_key", []))


class ItemForm(ProposalForm):
    """An item as the chair sets it."""

    field_order = ["title", "minutes", "presenter", "about", "documents"]
    presenter = LineField(label=_("Pembawa materi"), max_length=120, required=False, help_text=_("Misalnya Pak Dedi."))


class DeclineItemForm(OnceForm):
    """Why not: whoever proposed it reads it."""

    reason = LineField(label=_("Alasan"), min_length=5, max_length=300, help_text=_("Dibaca oleh pengusul."))


class MinuteTakerForm(OnceForm):
    """Who takes the minutes; nobody is an answer too."""

    person = forms.ModelChoiceField(
        label=_("Pencatat"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
        help_text=_("Ia mengatur susunan acara, mencatat kehadiran, dan menyiapkan notulen."),
    )

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience = meeting.audience if meeting.project is not None else None
        people = queries.takers(audience, user, meeting)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].initial = meeting.minute_taker_id
