"""Forms of the registry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.attachments.actions import clean_file_name
from commons.editing import EditForm
from commons.form_fields import LineField, PhoneField, TextField
from commons.models import Area, Theme
from commons.once import OnceForm
from commons.tables import MOST_BYTES, Unreadable, ensure_small
from stakeholders.models import KINDS, ExportEntry, Sector, kinds_of


def kinds_by_sector() -> list[tuple[Any, Any]]:
    """The kinds to choose from, under the names of their sectors."""
    return [("", _("Pilih jenis")), *((s.label, [(k.value, k.label) for k in kinds]) for s, kinds in KINDS.items())]


class OrganisationForm(OnceForm):
    """An organisation as its people, or staff, enter it: one step."""

    name = LineField(label=_("Nama organisasi"), min_length=3, max_length=160)
    sector = forms.ChoiceField(label=_("Unsur"), choices=Sector, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Jenis"), choices=kinds_by_sector, required=False)
    about = TextField(label=_("Tentang"), max_length=2000, required=False)
    areas = forms.ModelMultipleChoiceField(
        label=_("Wilayah"), queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Bidang"), queryset=Theme.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.URLField(label=_("Situs web"), required=False, max_length=200, assume_scheme="https")
    email = forms.EmailField(
        label=_("Surel umum"), required=False, help_text=_("Terlihat oleh semua orang. Jangan surel pribadi.")
    )
    phone = PhoneField(label=_("Telepon umum"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.placeable()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") and data.get("sector") and data["kind"] not in kinds_of(data["sector"]):
            self.add_error("kind", _("Jenis ini bukan dari unsur yang dipilih. Pilih jenis di bawah unsurnya."))
        return data

    def clean_phone(self) -> str:
        """An organisation may have none: unlike a person's, it tells nobody apart."""
        return self.cleaned_data["phone"] or ""


class OrganisationEditForm(EditForm, OrganisationForm):
    """The same, over an organisation that is there; what the office vouches for is the office's to change."""

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if names else ("name", "sector", "kind"):
            del self.fields[name]


class ArchiveForm(OnceForm):
    """Why an organisation goes into the archive, or comes out of it."""

    reason = LineField(
        label=_("Alasan"),
        min_length=10,
        max_length=500,
        help_text=_("Tercatat dalam riwayat, dibaca oleh perwakilannya dan petugas kelurahan."),
    )


class ImportForm(OnceForm):
    """A table of organisations. What can be told without reading it is told at once."""

    content = b""
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("CSV atau Excel (.xlsx), paling besar 5 MB dan 10.000 baris."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": _("Pilih berkasnya dulu."),
            "empty": _("Berkas ini kosong. Pilih berkas yang berisi."),
            "invalid": _("Pilih berkasnya dulu."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.content = file.read(MOST_BYTES + 1)
            ensure_small(self.content)
        except Unreadable as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return file

    def facts(self) -> dict[str, Any]:
        return {"data": self.content, "file_name": clean_file_name(self.cleaned_data["file"].name)}


class ExportForm(forms.Form):
    """As which kind of file."""

    bentuk = forms.ChoiceField(
        choices=ExportEntry.Form, error_messages={"invalid_choice": _("Pilih CSV, XLSX, atau vCard.")}
    )
