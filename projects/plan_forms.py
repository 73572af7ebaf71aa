"""Forms of a project's plan: milestones, indicators, readings."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.calendar import today
from commons.form_fields import DayField, LineField
from commons.once import OnceForm
from projects import queries
from projects.fields import MeasureField, WeightField
from projects.models import Indicator, Milestone, Project, Reading
from stakeholders.models import Organisation

OPEN = (Milestone.State.PLANNED, Milestone.State.ACTIVE, Milestone.State.CANCELLED)


class MilestoneForm(OnceForm):
    """What is to be reached, by when, who sees to it, and how much of the whole it is."""

    title = LineField(label=_("Apa yang dicapai?"), min_length=3, max_length=160)
    due_on = DayField(label=_("Jatuh tempo"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Penanggung jawab tonggak"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
    )
    weight = WeightField(
        label=_("Bobot"),
        required=False,
        help_text=_("Bagian dari seluruh pekerjaan, 1 sampai 100. Dari bobot dihitung kemajuan proyek."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = project.partnerships.accepted().values("organisation")
        self.fields["owner"].queryset = Organisation.objects.filter(pk__in=partners).by_name()  # type: ignore[attr-defined]


class MilestoneEditForm(MilestoneForm):
    """The same, and how it stands; what is reached is reached by its own button."""

    state = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[(state.value, state.label) for state in OPEN],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, project=milestone.project, **kwargs)
        partners = milestone.project.partnerships.accepted().values("organisation")
        kept = Q(pk__in=partners) | Q(pk=milestone.owner_id or 0)
        self.fields["owner"].queryset = Organisation.objects.filter(kept).by_name()  # type: ignore[attr-defined]
        if milestone.is_reached:
            del self.fields["state"]


class IndicatorForm(OnceForm):
    """What shows that an aim is reached, and from where to where it is to go."""

    aim = LineField(
        label=_("Tujuan"),
        max_length=200,
        required=False,
        help_text=_("Apa yang ingin diubah proyek ini. Indikator dengan tujuan yang sama ditampilkan bersama."),
    )
    name = LineField(
        label=_("Indikator"),
        min_length=3,
        max_length=160,
        help_text=_("Apa yang dihitung, misalnya sampah terpilah per bulan."),
    )
    unit = LineField(label=_("Satuan"), max_length=30, help_text=_("Misalnya kg, orang, rumah, persen."))
    baseline = MeasureField(label=_("Angka awal"), required=False, help_text=_("Sebelum proyek, bila diketahui."))
    target = MeasureField(label=_("Angka sasaran"), required=False)
    target_on = DayField(label=_("Sasaran tercapai paling lambat"), required=False)
    months = forms.TypedChoiceField(
        label=_("Seberapa sering diukur?"), coerce=int, choices=Indicator.Rhythm, initial=Indicator.Rhythm.MONTHLY
    )


class ReadingForm(OnceForm):
    """A number on a day, and where it comes from. Without a number it says that there is none, and why."""

    on = DayField(label=_("Tanggal pengukuran"))
    value = MeasureField(
        label=_("Angka"), required=False, help_text=_("Kosongkan bila datanya tidak ada, lalu tulis sebabnya.")
    )
    source = LineField(
        label=_("Sumber"),
        min_length=3,
        max_length=200,
        help_text=_("Dari mana angka ini, misalnya buku timbang bank sampah. Bila tidak ada data: sebabnya."),
    )
    corrects = forms.ModelChoiceField(queryset=Reading.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: Indicator, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["corrects"].queryset = queries.correctable(indicator, user)  # type: ignore[attr-defined]
        self.fields["corrects"].error_messages["invalid_choice"] = _(
            "Angka ini sudah dikoreksi, atau hanya pencatatnya dan tim proyek yang dapat mengoreksi."
        )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > today():
            raise forms.ValidationError(_("Tanggal pengukuran belum tiba."))
        return self.cleaned_data["on"]
