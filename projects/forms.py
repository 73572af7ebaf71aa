"""Forms of the projects."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.access import can
from commons.attachments.fields import PhotosField
from commons.calendar import today
from commons.editing import EditForm
from commons.form_fields import DayField, LineField, PercentField, RupiahField, TextField
from commons.models import Visibility
from commons.once import OnceForm
from commons.place_fields import AreasField, ThemesField
from projects import queries
from projects.fields import FundSourcesField
from projects.models import MOST_MILESTONES, Condition, Milestone, Project, ProjectTemplate
from projects.queries.looks import Choice
from projects.queries.weights import reached_share
from stakeholders.models import Organisation

SHORTEST_NOTE, SHORTEST_REASON = 10, 5
RHYTHMS = [(7, _("Setiap pekan")), (14, _("Setiap dua pekan")), (30, _("Setiap bulan"))]
NEEDS_NOTE = (Condition.ATTENTION, Condition.BLOCKED)


class SpanForm(forms.Form):
    """A form with a first and a last day, `starts_on` and `due_on`."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("starts_on") and data.get("due_on") and data["due_on"] < data["starts_on"]:
            self.add_error("due_on", _("Tanggal selesai tidak boleh sebelum tanggal mulai."))
        return data


class ProjectForm(SpanForm, OnceForm):
    """What describes a project."""

    title = LineField(label=_("Judul"), min_length=5, max_length=160)
    summary = TextField(label=_("Ringkasan"), max_length=2000, required=False)
    visibility = forms.ChoiceField(
        label=_("Siapa yang dapat melihat?"), choices=Visibility, initial=Visibility.PUBLIC, widget=forms.RadioSelect
    )
    areas = AreasField()
    themes = ThemesField()
    starts_on = DayField(label=_("Tanggal mulai"), required=False)
    due_on = DayField(label=_("Tanggal selesai"), required=False)
    budget_idr = RupiahField(label=_("Anggaran"), required=False)
    fund_sources = FundSourcesField()
    rhythm_days = forms.TypedChoiceField(
        label=_("Seberapa sering kabar diharapkan?"),
        coerce=int,
        initial=30,
        choices=RHYTHMS,
    )
    next_step = LineField(label=_("Langkah berikutnya"), max_length=200, required=False)


class ProjectEditForm(EditForm, ProjectForm):
    """The same, over a project that is there."""


class MilestonesField(TextField):
    """Titles of milestones, one a line."""

    LONGEST = 160
    default_error_messages = {
        "most": _("Paling banyak %(n)s tonggak. Gabungkan atau hapus sebagian."),
        "long": _("Satu tonggak paling banyak 160 huruf. Persingkat: %(line)s"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Satu baris satu tonggak. Tanggalnya dapat ditambahkan nanti."))
        super().__init__(max_length=MOST_MILESTONES * self.LONGEST, **kwargs)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_MILESTONES:
            raise ValidationError(self.error_messages["most"], "most", {"n": MOST_MILESTONES})
        for line in lines:
            if len(line) > self.LONGEST:
                raise ValidationError(self.error_messages["long"], "long", {"line": f"{line[:40]}…"})
        return lines


class ProjectOpeningForm(ProjectForm):
    """What staff fill in to open a project directly."""

    field_order = ["title", "summary", "lead", "coordinator", "visibility"]
    lead = forms.ModelChoiceField(
        label=_("Penanggung jawab"), queryset=Organisation.objects.none(), empty_label=_("Pilih organisasi")
    )
    coordinator = forms.ModelChoiceField(
        label=_("Koordinator"),
        empty_label=None,
        queryset=get_user_model().objects.none(),
        help_text=_("Orang yang menjaga proyek ini tetap berjalan. Ia menerima pengingat kabar."),
    )
    milestones = MilestonesField(label=_("Tonggak"), required=False)
    start_now = forms.BooleanField(label=_("Proyek langsung berjalan"), required=False, initial=True)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Organisation.objects.visible_to(user).verified().by_name()  # type: ignore[attr-defined]
        people = (
            get_user_model()
            .objects.active()
            .filter(Q(memberships__until_on=None, memberships__isnull=False) | Q(pk=user.pk))
        )
        self.fields["coordinator"].queryset = people.distinct().order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["coordinator"].initial = user.pk


class StatusUpdateForm(OnceForm):
    """Three taps: the judgement, perhaps the rest, send. The condition is never chosen beforehand."""

    acting_as = forms.ModelChoiceField(
        label=_("Kirim sebagai"), queryset=Organisation.objects.none(), required=False, empty_label=None
    )
    condition = forms.ChoiceField(
        label=_("Bagaimana kondisinya?"),
        choices=[*Condition.choices, (queries.NO_CHANGE, _("Tidak ada perubahan"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu kondisi.")},
    )
    progress = PercentField(label=_("Kemajuan (persen)"), required=False)
    note = TextField(label=_("Catatan"), max_length=2000, required=False)
    help_from = LineField(
        label=_("Butuh bantuan siapa?"),
        max_length=200,
        required=False,
        help_text=_("Nama organisasi, atau kantor kelurahan. Yang terdaftar langsung dikabari."),
        widget=forms.TextInput(attrs={"list": "penolong"}),
    )
    milestones = forms.ModelMultipleChoiceField(
        label=_("Tonggak yang tercapai"),
        queryset=Milestone.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photos = PhotosField(label=_("Foto"), required=False)

    def __init__(self, *args: Any, project: Project, user: Any, offices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices, self.project, self.user = offices, project, user
        self.fields["acting_as"].queryset = Organisation.objects.filter(pk__in=[o.pk for o in offices])  # type: ignore[attr-defined]
        self.fields["acting_as"].initial = offices[0].pk if offices else None
        self.fields["progress"].initial = project.progress
        if reached_share(project.pk) is not None:
            del self.fields["progress"]  # the milestones say it
        if can(user, "projects.keep_milestones", project):
            self.fields["milestones"].queryset = project.milestones.open().on_the_way()  # type: ignore[attr-defined]
        else:
            del self.fields["milestones"]
        photos = cast(PhotosField, self.fields["photos"])
        photos.owner = user
        photos.bring_back(self.initial.get("photos_key", []))

    @property
    def choices(self) -> list[Choice]:
        """The judgements, as cards to tap."""
        return queries.condition_choices()

    @property
    def helpers(self) -> list[str]:
        """Names to choose from where one says whose help is needed."""
        return queries.helpers(self.project, self.user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("condition") in NEEDS_NOTE:
            if "note" in data and len(data["note"].strip()) < SHORTEST_NOTE:
                self.add_error(
                    "note", _("Tulis sedikit penjelasan, paling sedikit 10 huruf, supaya yang lain tahu cara membantu.")
                )
            if "help_from" in data and not data["help_from"]:
                self.add_error("help_from", _("Tulis bantuan siapa yang dibutuhkan: organisasi atau kantor kelurahan."))
        return data

    def facts(self) -> dict[str, Any]:
        """*Tidak ada perubahan* is no judgement of its own; a name that is an organisation's is asked for its help."""
        facts = super().facts()
        facts["is_no_change"] = facts["condition"] == queries.NO_CHANGE
        facts["helper"] = queries.helper_named(facts["help_from"], self.project, self.user)
        return facts


class ObstacleForm(OnceForm):
    """What is in the way, since when, and who is asked to help by when."""

    acting_as = forms.ModelChoiceField(
        label=_("Atas nama"), queryset=Organisation.objects.none(), required=False, empty_label=None
    )
    what = LineField(
        label=_("Apa kendalanya?"),
        min_length=SHORTEST_NOTE,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terbaca oleh semua yang dapat melihat proyek ini. Jangan tulis data pribadi."),
    )
    since_on = DayField(label=_("Sejak kapan?"))
    asked = forms.ModelChoiceField(
        label=_("Minta bantuan organisasi"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Belum meminta siapa pun"),
    )
    due_on = DayField(label=_("Dijawab paling lambat"), required=False)

    def __init__(self, *args: Any, project: Project, user: Any, offices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        self.fields["acting_as"].queryset = Organisation.objects.filter(pk__in=[o.pk for o in offices])  # type: ignore[attr-defined]
        self.fields["acting_as"].initial = offices[0].pk if offices else None
        self.fields["since_on"].initial = today()
        self.fields["asked"].queryset = queries.may_be_asked(project, user).by_name()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("since_on") and data["since_on"] > today():
            self.add_error("since_on", _("Kendala belum terjadi pada tanggal itu. Pilih hari ini atau sebelumnya."))
        if data.get("due_on") and data["due_on"] < today():
            self.add_error("due_on", _("Pilih hari ini atau sesudahnya."))
        elif data.get("due_on") and "asked" in data and data["asked"] is None:
            self.add_error("asked", _("Pilih organisasi yang diminta menjawab, atau kosongkan tanggalnya."))
        return data


class ObstacleAnswerForm(OnceForm):
    """What the organisation that was asked can do."""

    answer = LineField(
        label=_("Jawaban"), min_length=SHORTEST_NOTE, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ObstacleResolutionForm(OnceForm):
    """How it came out of the way: others will meet the same one."""

    resolution = LineField(
        label=_("Bagaimana selesainya?"),
        min_length=SHORTEST_NOTE,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(OnceForm):
    """Yes or no to an invitation; a no says why. From a mail, what is promised is what was asked for."""

    answer = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[("accept", _("Terima")), ("decline", _("Tolak"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih terima atau tolak.")},
    )
    reason = LineField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=500,
        required=False,
        help_text=_("Diisi bila Anda menolak. Dibaca oleh tim proyek."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "decline" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Tulis alasannya, supaya pengundang tahu mengapa."))
        return data


class ReasonForm(OnceForm):
    """A step that others will read the reason of."""

    reason = LineField(label=_("Alasan"), max_length=500, required=False)


class EndingForm(ReasonForm):
    """The same door takes an invitation back and ends a partnership: it says which of them was shown."""

    seen = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)


class ProjectTemplateForm(OnceForm):
    """A usual project, from which others begin."""

    own: ProjectTemplate | None = None
    name = LineField(label=_("Nama contoh"), min_length=3, max_length=80, help_text=_("Misalnya: Bank sampah RW."))
    title = LineField(label=_("Judul proyek"), min_length=5, max_length=160)
    summary = TextField(label=_("Ringkasan"), max_length=2000, required=False)
    milestones = MilestonesField(label=_("Tonggak"), required=False)
    next_step = LineField(label=_("Langkah berikutnya"), max_length=200, required=False)
    rhythm_days = forms.TypedChoiceField(
        label=_("Seberapa sering kabar diharapkan?"), coerce=int, initial=30, choices=RHYTHMS
    )
    is_active = forms.BooleanField(label=_("Ditawarkan saat membuka proyek"), required=False, initial=True)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        alike = ProjectTemplate.objects.filter(name__iexact=name)
        if alike.exclude(pk=self.own.pk if self.own else None).exists():
            raise ValidationError(_("Contoh dengan nama ini sudah ada. Pakai nama lain."))
        return str(name)

    def clean_milestones(self) -> str:
        return "\n".join(self.cleaned_data["milestones"])


class ProjectTemplateEditForm(EditForm, ProjectTemplateForm):
    """The same, over a template (`own`) that is there."""

    def __init__(self, *args: Any, own: ProjectTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
