"""Forms in which something is promised: a partner's part in a project, and the tasks of a milestone."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from commons.amounts import AmountForm
from commons.calendar import today
from commons.form_fields import DayField, LineField
from commons.once import OnceForm
from projects import queries
from projects.forms import AnswerForm
from projects.models import Milestone, Partnership, Project
from stakeholders.models import Organisation


class PromiseForm(AmountForm, OnceForm):
    """Part of a form in which somebody promises something: what, how much, by when."""

    due_on = DayField(label=_("Tenggat"), required=False)
    told_by = "contribution"  # the field that says what

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("due_on") and data["due_on"] < today():
            self.add_error("due_on", _("Tenggat tidak boleh sebelum hari ini."))
        is_counted = any(data.get(name) for name in ("amount_idr", "amount", "due_on"))
        if is_counted and not data.get(self.told_by) and self.told_by not in self.errors:
            self.add_error(self.told_by, _("Tulis dulu apa yang dijanjikan."))
        return data


class PartnerInvitationForm(PromiseForm):
    """Which organisation to ask, and for what."""

    field_order = ["organisation", "role", "contribution", "amount_idr", "amount", "unit", "due_on"]
    organisation = forms.ModelChoiceField(
        label=_("Organisasi"), queryset=Organisation.objects.none(), empty_label=_("Pilih organisasi")
    )
    role = forms.ChoiceField(label=_("Peran"), choices=[c for c in Partnership.Role.choices if c[0] != "lead"])
    contribution = LineField(
        label=_("Apa yang diharapkan?"),
        max_length=300,
        required=False,
        help_text=_("Misalnya 40 tong sampah, dua relawan setiap Sabtu."),
    )

    def __init__(self, *args: Any, project: Project, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = project.partnerships.current().values("organisation")
        found = Organisation.objects.visible_to(user).verified().exclude(pk__in=there).by_name()
        self.fields["organisation"].queryset = found  # type: ignore[attr-defined]


class PartnershipAnswerForm(PromiseForm, AnswerForm):
    """The same on the page, where what is promised can be said otherwise; it begins with what was asked for."""

    field_order = ["answer", "contribution", "amount_idr", "amount", "unit", "due_on", "reason"]
    contribution = LineField(
        label=_("Apa yang Anda janjikan?"),
        max_length=300,
        required=False,
        help_text=_("Bila diterima, ini menjadi komitmen organisasi Anda. Boleh dikosongkan."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        asked = partnership.asked_for
        super().__init__(*args, initial=asked | {"contribution": asked["what"]}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Who declines promises nothing, whatever stands there."""
        return AnswerForm.clean(self) if self.cleaned_data.get("answer") == "decline" else super().clean()

    def promise(self) -> dict[str, Any]:
        """As a commitment takes it."""
        return {"what": self.cleaned_data["contribution"]} | {
            name: self.cleaned_data[name] for name in ("amount", "unit", "amount_idr", "due_on")
        }


class TaskForm(PromiseForm):
    """What is to be done for a milestone, and whose it is: an organisation's, a person's, or a person's for one."""

    field_order = ["what", "organisation", "person", "amount_idr", "amount", "unit", "due_on"]
    told_by = "what"
    what = LineField(label=_("Apa yang dikerjakan?"), min_length=3, max_length=300)
    organisation = forms.ModelChoiceField(
        label=_("Organisasi"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Tanpa organisasi"),
        help_text=_("Tugas menjadi komitmen organisasi atau orang yang dipilih."),
    )
    person = forms.ModelChoiceField(
        label=_("Orang"), queryset=get_user_model().objects.none(), required=False, empty_label=_("Tanpa nama orang")
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, initial={"due_on": milestone.due_on}, **kwargs)
        candidates = queries.task_owners(milestone.project)
        self.fields["organisation"].queryset = candidates.organisations  # type: ignore[attr-defined]
        self.fields["person"].queryset = candidates.people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not (data["organisation"] or data["person"]):
            self.add_error("organisation", _("Pilih organisasi atau orang yang mengerjakan."))
        return data
