"""Forms of the forum."""

from typing import Any, cast

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from commons.access import can
from commons.attachments.fields import PhotosField
from commons.editing import EditForm
from commons.form_fields import LineField, TextField
from commons.once import OnceForm
from forums.models import Category, Topic
from forums.queries import askable, may_be_asked, may_start_in
from forums.structure_permissions import manages_a_forum
from forums.urgency import reads_urgent
from stakeholders.models import Organisation

LONGEST_POST, LONGEST_SUMMARY = 10_000, 4000
LAST_NUMBER = 2**31 - 1
ASKS_WHAT_IS_SIMILAR = {
    "hx-get": reverse_lazy("forums:topic_similar"),
    "hx-trigger": "input changed delay:600ms",
    "hx-target": "#mirip",
}


def body_field() -> TextField:
    """The text of a post."""
    return TextField(
        label=_("Tulisan"),
        max_length=LONGEST_POST,
        help_text=_("Sebut orang dengan @nama. Jangan menulis NIK, nomor KK, atau nomor rekening."),
    )


def title_field() -> LineField:
    """The title of a topic."""
    return LineField(
        label=_("Judul"),
        min_length=8,
        max_length=160,
        error_messages={"min_length": _("Tulis judul paling sedikit %(n)s huruf, supaya orang tahu isinya.")},
    )


class CategoryField(forms.ModelChoiceField):
    """A category by its own title and that of the one it stands in."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_title)


class WritingForm(OnceForm):
    """What is written into a topic: the text, pictures, and for whom one speaks; by default for oneself."""

    acting_as = forms.TypedChoiceField(label=_("Kirim sebagai"), required=False, empty_value=None)
    body = body_field()
    photos = PhotosField(label=_("Foto"), required=False)

    def __init__(self, *args: Any, user: Any, offices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        by_number = {str(office.pk): office for office in offices}
        choice = cast(forms.TypedChoiceField, self.fields["acting_as"])
        self.voices = [("", str(user)), *((number, str(office)) for number, office in by_number.items())]
        choice.choices = self.voices
        choice.coerce = by_number.__getitem__
        photos = cast(PhotosField, self.fields["photos"])
        photos.owner = user
        if keys := self.initial.get("photos_key"):
            photos.bring_back(keys)


class TopicForm(WritingForm):
    """Where, what kind, a title, and the first post. An office that is asked makes it a question.

    What reads like an emergency comes back once, with whom to call and where to report: `told` says that it was read.
    """

    field_order = ["category", "kind", "asked", "title", "acting_as", "body", "photos", "report_number"]
    category = CategoryField(label=_("Kategori"), queryset=Category.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Topic.Kind, initial=Topic.Kind.DISCUSSION)
    title = title_field()
    asked = forms.ModelChoiceField(
        label=_("Tanyakan kepada kantor"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Tidak, ini untuk semua orang"),
        help_text=_("Topiknya menjadi pertanyaan bernomor, yang dijawab kantor itu dalam 5 hari kerja."),
    )
    report_number = LineField(
        label=_("Nomor laporan JAKI atau LAPOR"),
        max_length=40,
        required=False,
        help_text=_("Bila sudah melapor. Nomornya tampil di topik, supaya tetangga tahu."),
    )
    told = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user, self.is_urgent = user, False
        self.fields["asked"].queryset = askable(user).by_name()  # type: ignore[attr-defined]
        self.fields["category"].queryset = may_start_in(user)  # type: ignore[attr-defined]
        self.fields["title"].widget.attrs |= ASKS_WHAT_IS_SIMILAR
        if not can(user, "forums.announce") and not manages_a_forum(user):
            ordinary = [one for one in Topic.Kind.choices if one[0] != Topic.Kind.ANNOUNCEMENT]
            self.fields["kind"].choices = ordinary  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._clean_kind(data)
        self._clean_asked(data)
        told = data.pop("told", False)
        self.is_urgent = reads_urgent(f"{data.get('title', '')}\n{data.get('body', '')}")
        if self.is_urgent and not told:
            self.add_error(
                None, _("Bila ini darurat, hubungi dulu yang dapat menolong. Tulisan Anda masih ada di bawah.")
            )
        return data

    def _clean_kind(self, data: dict[str, Any]) -> None:
        """Who manages an organisation announces in its forum, and nowhere else."""
        category = data.get("category")
        if data.get("kind") == Topic.Kind.ANNOUNCEMENT and category is not None:
            verdict = can(self.user, "forums.announce", category)
            if not verdict:
                self.add_error("kind", verdict.reason)

    def _clean_asked(self, data: dict[str, Any]) -> None:
        asked, category = data.get("asked"), data.get("category")
        if asked is None:
            return
        if data.get("kind") == Topic.Kind.ANNOUNCEMENT:
            self.add_error("asked", _("Pengumuman tidak ditujukan kepada kantor. Pilih jenis tanya."))
        elif category is not None and not may_be_asked(self.user, category).filter(pk=asked.pk).exists():
            self.add_error("asked", _("Kantor itu tidak dapat membaca kategori ini. Pilih kategori lain."))
        else:
            data["kind"] = Topic.Kind.QUESTION


class PostForm(WritingForm):
    """An answer. `seen` is the last number on the page where it was written, `known` the last that there was by then:
    whoever answers the first of ten pages has not seen the tenth, and yet nothing is new to them."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=LAST_NUMBER, widget=forms.HiddenInput)
    known = forms.IntegerField(required=False, min_value=0, max_value=LAST_NUMBER, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        return self.cleaned_data.get("seen") or 0

    def now_knows(self, last: int) -> None:
        """What came in between was shown up to there: read, by whoever had seen all before it. Sent again, the answer
        is sent whatever comes in between then."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        if self.cleaned_data["seen"] >= self.cleaned_data["known"]:
            data["seen"] = str(last)
        data["known"] = ""
        self.data = data


class PostEditForm(EditForm, OnceForm):
    """A post anew: its text. Its pictures, and whom it speaks for, stay."""

    body = body_field()


class OpeningEditForm(PostEditForm):
    """The post that opens a topic, with the topic's title."""

    title = title_field()


class SummaryForm(EditForm, OnceForm):
    """What a topic comes to."""

    body = TextField(
        label=_("Ringkasan"),
        max_length=LONGEST_SUMMARY,
        help_text=_("Tampil di atas topik, dengan nama Anda dan tanggalnya."),
    )


class ClosingForm(OnceForm):
    """Why a topic takes no more answers."""

    reason = LineField(
        label=_("Alasan"), max_length=300, required=False, help_text=_("Dibaca semua orang di atas topik ini.")
    )


class HidingForm(OnceForm):
    """Why a post is hidden: its author is told, and everybody reads it in its place."""

    reason = LineField(
        label=_("Alasan"),
        min_length=5,
        max_length=300,
        help_text=_("Dibaca penulisnya, dan semua orang di tempat kiriman itu."),
    )
