"""Forms of the registry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.attachments.actions import clean_file_name
from commons.attachments.fields import PhotosField
from commons.editing import EditForm
from commons.exporting import ExportForm
from commons.form_fields import DayField, LineField, NameField, PhoneField, TextField
from commons.models import Area
from commons.once import OnceForm
from commons.place_fields import AreasField, ThemesField
from commons.tables import MOST_BYTES, Unreadable, ensure_small
from stakeholders.fields import HandleField, LinksField, OrganisationField
from stakeholders.models import ExportEntry, OfficeTerm, Organisation, OrganisationKind, Sector
from stakeholders.numbers import NibField, NpwpField


def kinds_by_sector(present: str = "") -> list[tuple[Any, Any]]:
    """The kinds to choose from, under the names of their sectors; the `present` one also when it is switched off."""
    offered = OrganisationKind.objects.filter(Q(is_active=True) | Q(code=present)).in_order()
    groups: dict[str, list[tuple[str, str]]] = {sector: [] for sector in Sector.values}
    for kind in offered:
        groups[kind.sector].append((kind.code, str(kind)))
    return [("", _("Pilih jenis")), *((s.label, groups[s]) for s in Sector if groups[s])]


class NameForm(OnceForm):
    """The first step of registering: which organisation, what it is, and where."""

    name = LineField(label=_("Nama organisasi"), min_length=3, max_length=160)
    sector = forms.ChoiceField(label=_("Unsur"), choices=Sector, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Jenis"), choices=kinds_by_sector, required=False)
    areas = AreasField()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") and data.get("sector") and not self._suits(data["kind"], data["sector"]):
            self.add_error("kind", _("Jenis ini bukan dari unsur yang dipilih. Pilih jenis di bawah unsurnya."))
        return data

    def _suits(self, kind: str, sector: str) -> bool:
        return OrganisationKind.objects.filter(code=kind, sector=sector).exists()


class AboutForm(OnceForm):
    """The second step: what it does, and how it is reached."""

    about = TextField(label=_("Tentang"), max_length=2000, required=False)
    themes = ThemesField()
    website = forms.URLField(label=_("Situs web"), required=False, max_length=200, assume_scheme="https")
    email = forms.EmailField(
        label=_("Surel umum"),
        required=False,
        help_text=_("Terlihat oleh semua orang, jadi jangan tulis surel pribadi."),
    )
    phone = PhoneField(label=_("Telepon umum"), required=False)
    nib = NibField(
        label=_("NIB"),
        required=False,
        help_text=_("Untuk usaha yang sudah punya. Hanya petugas dan pengelola organisasi yang melihatnya."),
    )

    def clean_phone(self) -> str:
        """An organisation may have none: unlike a person's, it tells nobody apart."""
        return self.cleaned_data["phone"] or ""


class OrganisationForm(AboutForm, NameForm):
    """An organisation as its people, or staff, enter it: both steps together."""

    field_order: tuple[str, ...] = ("name", "sector", "kind", "areas")


class OrganisationEditForm(EditForm, OrganisationForm):
    """All of it, over an organisation that is there; what the office vouches for is the office's to change."""

    vision = TextField(label=_("Visi"), max_length=1000, required=False)
    mission = TextField(label=_("Misi"), max_length=2000, required=False)
    links = LinksField(
        label=_("Tautan lain"), required=False, help_text=_("Misalnya media sosial. Satu alamat tiap baris.")
    )
    contact_name = NameField(
        label=_("Narahubung"), required=False, help_text=_("Orang yang menjawab bila ada yang bertanya.")
    )
    contact_title = LineField(label=_("Jabatan narahubung"), max_length=80, required=False)
    contact_email = forms.EmailField(label=_("Surel narahubung"), required=False)
    contact_phone = PhoneField(label=_("Telepon narahubung"), required=False)
    contact_is_public = forms.BooleanField(
        label=_("Tampilkan narahubung untuk umum"),
        required=False,
        help_text=_("Tanpa centang, hanya petugas dan perwakilan organisasi yang melihatnya."),
    )
    parent = OrganisationField(
        label=_("Bagian dari"),
        required=False,
        help_text=_("Nama organisasi induknya di direktori, atau alamat halamannya."),
    )
    npwp = NpwpField(
        label=_("NPWP organisasi"),
        required=False,
        help_text=_("Bukan NPWP pribadi. Hanya petugas dan pengelola organisasi yang melihatnya."),
    )
    field_order: tuple[str, ...] = (
        *("name", "sector", "kind", "about", "vision", "mission", "areas", "themes", "website", "links"),
        *("email", "phone", "contact_name", "contact_title", "contact_email", "contact_phone", "contact_is_public"),
        *("parent", "nib", "npwp"),
    )

    def __init__(self, *args: Any, names: bool, user: Any, **kwargs: Any) -> None:
        present = kwargs["initial"].get("parent")  # before a draft is laid over it
        super().__init__(*args, **kwargs)
        for name in () if names else ("name", "sector", "kind"):
            del self.fields[name]
        if names:
            self.fields["kind"].choices = kinds_by_sector(self.initial.get("kind", ""))  # type: ignore[attr-defined]
        parent: Any = self.fields["parent"]
        parent.user, parent.present = user, present
        if present is not None and not Organisation.objects.visible_to(user).filter(pk=present.pk).exists():
            del self.fields["parent"]  # no longer public: it stays, and its name is not told

    def clean_contact_phone(self) -> str:
        return self.cleaned_data["contact_phone"] or ""


class LogoForm(OnceForm):
    """The picture beside the name; carries which one its writer saw (`seen`, a digest)."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    logo = PhotosField(
        label=_("Logo"), most=1, help_text=_("Foto atau gambar persegi. Tampil kecil di samping nama organisasi.")
    )

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["logo"].owner = owner  # type: ignore[attr-defined]

    def carry(self, seen: str) -> None:
        """Sent again, it takes the place of this one."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = seen
        self.data = data


class KindForm(OnceForm):
    """A kind of organisation, within its sector."""

    own: OrganisationKind | None = None
    sector = forms.ChoiceField(label=_("Unsur"), choices=Sector, widget=forms.RadioSelect)
    name = LineField(label=_("Nama jenis"), min_length=2, max_length=80)
    name_en = LineField(label=_("Nama dalam bahasa Inggris"), max_length=80, required=False)
    order = forms.IntegerField(
        label=_("Urutan"), min_value=0, max_value=9999, initial=50, help_text=_("Angka kecil tampil lebih dulu.")
    )

    def clean_name(self) -> str:
        """Two kinds of one sector have different names; the database has the last word when two write at once."""
        name, sector = self.cleaned_data["name"], self.own.sector if self.own else self.cleaned_data.get("sector")
        alike = OrganisationKind.objects.filter(sector=sector, name__iexact=name)
        if alike.exclude(pk=self.own.pk if self.own else None).exists():
            raise ValidationError(_("Jenis dengan nama ini sudah ada di unsur itu. Pakai nama lain."))
        return name


class KindEditForm(EditForm, KindForm):
    """A kind (`own`) keeps its sector: organisations of that kind are in it."""

    def __init__(self, *args: Any, own: OrganisationKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        del self.fields["sector"]


class OfficeTermForm(OnceForm):
    """Who holds an office of an RT or RW, as the decree says."""

    own: OfficeTerm | None = None
    area = forms.ModelChoiceField(Area.objects.none(), label=_("RT atau RW"), empty_label=_("Pilih wilayah"))
    office = forms.ChoiceField(label=_("Jabatan"), choices=OfficeTerm.Office, initial=OfficeTerm.Office.HEAD)
    name = NameField(label=_("Nama"), help_text=_("Nama pengurus seperti tertulis dalam SK."), required=False)
    person = HandleField(
        label=_("Akun di portal"),
        required=False,
        help_text=_("Nama akunnya (@nama), bila sudah punya. Kosongkan bila belum."),
    )
    decree = LineField(label=_("Nomor SK"), min_length=3, max_length=120)
    since_on = DayField(label=_("Mulai"))
    until_on = DayField(label=_("Sampai"), required=False, help_text=_("Masa bakti RT dan RW lima tahun."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["area"]
        areas.queryset = Area.objects.filter(level__in=[Area.Level.RW, Area.Level.RT]).select_related("parent")
        areas.queryset = areas.queryset.order_by("-level", "parent__number", "number", "pk")
        areas.label_from_instance = full_name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("name") or data.get("person") or {"name", "person"} & self.errors.keys()):
            self.add_error("name", _("Tulis nama pengurusnya, atau nama akunnya."))
        if data.get("since_on") and data.get("until_on") and data["until_on"] < data["since_on"]:
            self.add_error("until_on", _("Tanggal selesai lebih awal dari tanggal mulai. Periksa lagi."))
        elif not self.errors and (other := self._other_holder()):
            self.add_error("since_on", _("Saat itu jabatan ini dipegang %(name)s.") % {"name": other.holder})
        return data

    def _other_holder(self) -> OfficeTerm | None:
        """Who holds the same office meanwhile; the database has the last word when two write at once."""
        asked = {name: self.cleaned_data[name] for name in ("area", "office", "since_on", "until_on")}
        overlapping = OfficeTerm.objects.during(**asked).select_related("person")
        return overlapping.exclude(pk=self.own.pk if self.own else None).first()

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return facts | {"name": "" if facts["person"] else facts["name"]}


class OfficeTermEditForm(EditForm, OfficeTermForm):
    """The same, over a term that is there (`own`)."""

    def __init__(self, *args: Any, own: OfficeTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own


def full_name(area: Area) -> str:
    """`RT 003 / RW 05`: the number of an RT says little without its RW."""
    return f"{area} / {area.parent}" if area.level == Area.Level.RT and area.parent else str(area)


class StandingForm(OnceForm):
    """Why an organisation is suspended, goes into the archive, comes out of it, or is verified no longer."""

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


class DirectoryExportForm(ExportForm):
    """As cards for an address book too."""

    bentuk = forms.ChoiceField(
        choices=ExportEntry.Form, error_messages={"invalid_choice": _("Pilih CSV, XLSX, atau vCard.")}
    )
