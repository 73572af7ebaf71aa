"""What was said, decided and promised; and what those who came say about it."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.calendar import office_day, today
from commons.form_fields import DayField, LineField, TextField
from commons.once import OnceForm
from meetings import queries
from meetings.models import AgendaItem, Change, Decision, Meeting, MinutesPart
from stakeholders.models import Organisation

NOBODY = _("Tidak ditunjuk")


class PartForm(forms.Form):
    """One part; `version` is what its writer saw. Saved again and again, so it carries no one-time key."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    text = TextField(
        label=_("Yang dibahas"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Tersimpan sendiri tiap 10 detik selama Anda menulis."),
    )

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])


class OwnedForm(OnceForm):
    """Part of a form that names who does it: an organisation, a person, or a person for one."""

    organisation = forms.ModelChoiceField(
        label=_("Organisasi"), queryset=Organisation.objects.none(), required=False, empty_label=NOBODY
    )
    person = forms.ModelChoiceField(
        label=_("Orang"), queryset=get_user_model().objects.none(), required=False, empty_label=NOBODY
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = queries.owners(meeting)
        self.fields["organisation"].queryset = offered.organisations  # type: ignore[attr-defined]
        self.fields["person"].queryset = offered.people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who does it for an organisation speaks for it."""
        data = super().clean() or self.cleaned_data
        organisation, person = data.get("organisation"), data.get("person")
        if organisation and person and not organisation.memberships.active().filter(person=person).exists():
            self.add_error("person", _("Orang ini tidak mewakili organisasi yang dipilih."))
        return data


class DecisionForm(OwnedForm):
    """A decision, as it will stand in the register."""

    field_order = ["title", "text", "organisation", "person", "effective_on", "review_on", "change", "changes"]
    title = LineField(label=_("Keputusan"), min_length=5, max_length=200, help_text=_("Satu kalimat yang utuh."))
    text = TextField(label=_("Penjelasan"), max_length=5000, required=False)
    effective_on = DayField(label=_("Berlaku sejak"))
    review_on = DayField(label=_("Ditinjau lagi pada"), required=False)
    change = forms.ChoiceField(
        label=_("Terhadap keputusan sebelumnya"), choices=[("", _("Keputusan baru")), *Change.choices], required=False
    )
    changes = forms.ModelChoiceField(
        label=_("Keputusan yang diganti atau dicabut"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("Tidak ada"),
    )

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["effective_on"].initial = office_day(meeting.starts_at)
        found = (
            Decision.objects.visible_to(user).exclude(changed__serial__isnull=False).order_by("-published_at", "-pk")
        )
        field: Any = self.fields["changes"]
        field.queryset = found
        field.label_from_instance = lambda one: f"{one.number} {one.title}"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("review_on") and data["review_on"] <= today():
            self.add_error("review_on", _("Pilih tanggal yang akan datang."))
        if data.get("change") and not data.get("changes") and "changes" not in self.errors:
            self.add_error("changes", _("Pilih keputusan yang diganti atau dicabut."))
        if data.get("changes") and not data.get("change"):
            self.add_error("change", _("Pilih: menggantikan atau mencabut."))
        return data

    def facts(self) -> dict[str, Any]:
        """As `note_decision` takes them."""
        said = super().facts()
        return said | {"owner_organisation": said.pop("organisation"), "owner_person": said.pop("person")}


class DropDecisionForm(OnceForm):
    """Which draft is no decision after all."""

    decision = forms.ModelChoiceField(
        label=_("Keputusan"), queryset=Decision.objects.none(), empty_label=_("Pilih keputusan")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = Decision.objects.drafts().filter(meeting=meeting)  # type: ignore[attr-defined]


class FollowUpForm(OwnedForm):
    """A *tindak lanjut*: what, who, by when."""

    field_order = ["what", "organisation", "person", "due_on"]
    what = LineField(label=_("Apa yang dikerjakan?"), min_length=3, max_length=300)
    due_on = DayField(label=_("Tenggat"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("due_on") and data["due_on"] < today():
            self.add_error("due_on", _("Tenggat tidak boleh sebelum hari ini."))
        if not self.errors and not data.get("organisation") and not data.get("person"):
            raise ValidationError(_("Pilih organisasi atau orang yang mengerjakannya."))
        return data


class ObjectionForm(OnceForm):
    """To which part, and why."""

    part = forms.ModelChoiceField(label=_("Bagian"), queryset=MinutesPart.objects.none(), empty_label=_("Pilih bagian"))
    reason = TextField(
        label=_("Keberatan Anda"),
        min_length=10,
        max_length=1000,
        help_text=_("Tercetak bersama notulen dan nama Anda, untuk seterusnya."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = MinutesPart.objects.filter(minutes__meeting=meeting).in_order()
        self.fields["part"].queryset = found  # type: ignore[attr-defined]


class HandOnForm(OnceForm):
    """Which unfinished items go to which meeting to come."""

    field_order = ["to", "items"]
    to = forms.ModelChoiceField(
        label=_("Ke rapat"), queryset=Meeting.objects.none(), empty_label=_("Pilih rapat yang akan datang")
    )
    items = forms.ModelMultipleChoiceField(
        label=_("Pokok yang dibawa"), queryset=AgendaItem.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = queries.left_over(meeting)
        coming = queries.next_of(meeting, user)
        self.fields["to"].queryset = coming  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = queries.named_by_day  # type: ignore[attr-defined]
        self.fields["items"].queryset = left  # type: ignore[attr-defined]
        self.fields["items"].initial = list(left)
        if meeting.series_id:
            self.fields["to"].initial = coming.filter(series=meeting.series_id).first()
