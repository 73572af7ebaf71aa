"""Forms of agreements, capabilities and the office's log."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.attachments.fields import FilesField
from commons.calendar import today
from commons.editing import EditForm
from commons.form_fields import MOST_PIECES, DayField, LineField, RupiahField, TextField, WholeField
from commons.models import Attachment
from commons.once import OnceForm
from commons.place_fields import AreasField
from stakeholders.dealings.picking import PickedField, Picking, readable
from stakeholders.models import Agreement, Category, Engagement, Organisation
from stakeholders.queries.engagements import office_people, their_people

LEAST_PARTIES = 2


class AgreementForm(OnceForm):
    """What was signed, between whom, and how long it holds."""

    asked = forms.Field(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Agreement.Kind, widget=forms.RadioSelect)
    title = LineField(label=_("Judul"), min_length=5, max_length=200)
    number = LineField(label=_("Nomor"), max_length=80, required=False, help_text=_("Seperti tertulis di dokumen."))
    parties = PickedField(label=_("Para pihak"))
    names = TextField(
        label=_("Tambah pihak"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nama organisasi, satu tiap baris. Bila belum tepat, kami tawarkan yang mirip."),
    )
    signed_on = DayField(label=_("Ditandatangani"))
    from_on = DayField(label=_("Berlaku mulai"), required=False, help_text=_("Kosong berarti sejak ditandatangani."))
    until_on = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosong berarti tanpa batas waktu."))
    documents = FilesField(label=_("Dokumen"), required=False, help_text=_("PDF atau foto, paling banyak empat."))
    sight = forms.ChoiceField(
        label=_("Siapa yang dapat melihat?"),
        choices=Agreement.Sight,
        initial=Agreement.Sight.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("Pastikan dokumen untuk umum tidak memuat NIK, alamat rumah, atau nomor rekening."),
    )
    note = TextField(label=_("Catatan"), max_length=2000, required=False)

    def __init__(self, *args: Any, user: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Organisation.objects.visible_to(user)
        can_sign = Q(state=Organisation.State.VERIFIED)
        if agreement is not None:
            can_sign |= Q(pk__in=agreement.parties.values("pk"))  # who has signed stays to be chosen
        self.can_sign = seen.filter(can_sign)
        self._pick()
        documents = cast(FilesField, self.fields["documents"])
        documents.owner = user
        documents.bring_back(self.initial.get("documents_key", []))

    def _pick(self) -> None:
        """See `Picking`; the form carries on for which names something was offered."""
        if self.is_bound:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            written, asked = readable(data.get("names", "")), readable(data.get("asked", ""))
            self.picking = Picking(self.can_sign, data.getlist("parties"), written, asked)
            data["asked"] = "\n".join(self.picking.offered_for)
            self.data = data
        else:
            ticked = self.initial.get("parties", [])
            self.picking = Picking(self.can_sign, [ticked] if isinstance(ticked, str) else ticked)
        parties: Any = self.fields["parties"]
        choices = self.picking.choices
        parties.widget = parties.widget_of(choices)
        parties.queryset, parties.choices = self.can_sign, choices
        if not choices:
            self.fields["names"].label = parties.label
        self.fields["names"].required = not self.is_bound and not choices  # as the page says it

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name not in ("names", "asked")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for fault in self.picking.faults:
            self.add_error("names", fault)
        if "parties" in data:
            ticked = data["parties"].values("pk")
            data["parties"] = self.can_sign.filter(Q(pk__in=ticked) | Q(pk__in=self.picking.named))
        if data.get("signed_on") and "from_on" in data:
            data["from_on"] = data["from_on"] or data["signed_on"]
        if data.get("from_on") and data.get("until_on") and data["until_on"] < data["from_on"]:
            self.add_error("until_on", _("Tanggal akhir tidak boleh sebelum mulai berlaku."))
        if "parties" in data and len(data["parties"]) < LEAST_PARTIES and "names" not in self.errors:
            self.add_error("names", _("Pilih paling sedikit dua pihak."))
        return data


class AgreementEditForm(EditForm, AgreementForm):
    """The same, over an agreement that is there; documents that are unticked are shown to nobody any more."""

    field_order = [
        *(
            "kind",
            "title",
            "number",
            "parties",
            "names",
            "signed_on",
            "from_on",
            "until_on",
            "kept",
            "documents",
            "sight",
            "note",
        )
    ]
    kept = forms.ModelMultipleChoiceField(
        label=_("Dokumen yang tetap ada"),
        queryset=Attachment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, agreement=agreement, **kwargs)
        cast(FilesField, self.fields["documents"]).bring_back(self.initial.get("documents_key", []))  # of the draft
        if not self.is_bound:
            self._pick()  # of the draft too
        here = agreement.documents.filter(hidden_at=None)
        if here.exists():
            self.fields["kept"].queryset = here  # type: ignore[attr-defined]
        else:
            del self.fields["kept"]


class AgreementEndForm(OnceForm):
    """Since when it holds no longer, and why: the parties read it."""

    ended_on = DayField(label=_("Berakhir pada"))
    end_reason = LineField(label=_("Alasan"), min_length=5, max_length=500)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.fields["ended_on"].initial = today()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day = data.get("ended_on")
        if day and not self.agreement.signed_on <= day <= today():
            self.add_error("ended_on", _("Pilih tanggal antara penandatanganan dan hari ini."))
        return data


class CapabilityForm(OnceForm):
    """One thing that an organisation can give: funds in rupiah, anything else counted."""

    category = forms.ChoiceField(label=_("Jenis"), choices=Category, widget=forms.RadioSelect)
    what = LineField(
        label=_("Apa"), min_length=3, max_length=200, help_text=_("Satu baris, misalnya relawan untuk kerja bakti.")
    )
    amount_idr = RupiahField(label=_("Nominal"), least=1, required=False, help_text=_("Hanya untuk dana."))
    amount = WholeField(label=_("Jumlah"), least=1, most=MOST_PIECES, required=False, help_text=_("Untuk selain dana."))
    unit = LineField(label=_("Satuan"), max_length=40, required=False, help_text=_("Misalnya orang, unit, jam."))
    areas = AreasField(help_text=_("Kosong berarti di seluruh wilayah."))
    from_on = DayField(label=_("Tersedia mulai"), required=False)
    until_on = DayField(label=_("Tersedia sampai"), required=False)
    note = LineField(label=_("Catatan"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("category") == Category.FUNDS:
            if data.get("amount") or data.get("unit"):
                self.add_error("amount", _("Dana ditulis di kolom Nominal. Kosongkan jumlah dan satuan."))
        elif data.get("category") and data.get("amount_idr"):
            self.add_error("amount_idr", _("Nominal hanya untuk dana. Tulis jumlah dan satuannya."))
        if data.get("unit") and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Tulis jumlahnya, atau kosongkan satuannya."))
        if data.get("from_on") and data.get("until_on") and data["until_on"] < data["from_on"]:
            self.add_error("until_on", _("Tanggal akhir tidak boleh sebelum tanggal mulai."))
        return data


class CapabilityEditForm(EditForm, CapabilityForm):
    """The same, over one that is there."""


class EngagementForm(OnceForm):
    """With whom, when, what was said, and what comes next."""

    kind = forms.ChoiceField(label=_("Bentuk"), choices=Engagement.Kind, widget=forms.RadioSelect)
    happened_on = DayField(label=_("Tanggal"))
    ours = forms.ModelMultipleChoiceField(
        label=_("Dari kelurahan"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    theirs = forms.ModelMultipleChoiceField(
        label=_("Dari organisasi"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = LineField(
        label=_("Orang lain yang hadir"),
        max_length=300,
        required=False,
        help_text=_("Nama mereka yang belum punya akun."),
    )
    summary = TextField(label=_("Ringkasan"), min_length=5, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    next_step = LineField(label=_("Langkah berikutnya"), max_length=200, required=False)
    owner = forms.ModelChoiceField(
        label=_("Dikerjakan oleh"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Pilih petugas"),
    )
    due_on = DayField(label=_("Tenggat"), required=False, help_text=_("Petugasnya diingatkan pada hari itu."))

    def __init__(self, *args: Any, organisation: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ours"].queryset = office_people()  # type: ignore[attr-defined]
        self.fields["owner"].queryset = office_people()  # type: ignore[attr-defined]
        self.fields["theirs"].queryset = their_people(organisation)  # type: ignore[attr-defined]
        self.fields["happened_on"].initial = today()
        self.fields["ours"].initial = [user.pk]

    def clean_happened_on(self) -> Any:
        """What is still to come is no contact yet."""
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(_("Tanggal ini masih akan datang. Catat setelah terjadi."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        wanted = {name: data.get(name) for name in ("next_step", "owner", "due_on")}
        if any(wanted.values()):
            for name, value in wanted.items():
                if not value and name not in self.errors:
                    self.add_error(name, _("Lengkapi langkah berikutnya: isinya, petugasnya, dan tenggatnya."))
        return data


class EngagementEditForm(EditForm, EngagementForm):
    """The same, over an entry of today."""

    def __init__(self, *args: Any, engagement: Engagement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects
        for name in ("ours", "theirs"):  # who was there may have left since
            field: Any = self.fields[name]
            there = getattr(engagement, name).values("pk")
            field.queryset = people.filter(Q(pk__in=field.queryset.values("pk")) | Q(pk__in=there)).order_by(
                "name", "pk"
            )


class AdditionForm(OnceForm):
    """What turned out later."""

    text = TextField(label=_("Tambahan"), min_length=5, max_length=4000)
