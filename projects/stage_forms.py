"""Forms of a project's life: the next stage, that it is done, that it is not."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.attachments.fields import FilesField
from commons.form_fields import LineField, RupiahField, TextField
from commons.once import OnceForm
from projects.models import Project, Stage
from projects.models.completion import LONGEST
from stakeholders.models import Organisation

SHORTEST_REASON = 5


class SpeakingForm(OnceForm):
    """Somebody takes a step for themselves, or for an organisation of theirs."""

    acting_as = forms.ModelChoiceField(
        label=_("Sebagai"), queryset=Organisation.objects.none(), required=False, empty_label=_("Diri sendiri")
    )

    def __init__(self, *args: Any, offices: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offices:
            self.fields["acting_as"].queryset = Organisation.objects.filter(pk__in=[o.pk for o in offices])  # type: ignore[attr-defined]
            self.fields["acting_as"].initial = offices[0].pk
        else:
            del self.fields["acting_as"]


class StageForm(SpeakingForm):
    """The next stage, and why; `before` is the one that its writer saw."""

    field_order = ["stage", "reason", "acting_as"]
    before = forms.CharField(max_length=9, required=False, widget=forms.HiddenInput)
    stage = forms.ChoiceField(
        label=_("Tahap berikutnya"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih tahap berikutnya.")},
    )
    reason = LineField(
        label=_("Alasan perubahan"),
        min_length=SHORTEST_REASON,
        max_length=500,
        help_text=_("Terbaca oleh semua yang dapat melihat proyek ini."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before"].initial = project.stage
        self.fields["stage"].choices = [(s, Stage(s).label) for s in project.next_stages()]  # type: ignore[attr-defined]


class ReopenForm(SpeakingForm):
    """Why it was not done after all."""

    field_order = ["reason", "acting_as"]
    reason = LineField(label=_("Mengapa dibuka lagi?"), min_length=SHORTEST_REASON, max_length=500)


class DeclineForm(OnceForm):
    """What is missing."""

    reason = LineField(
        label=_("Apa yang belum selesai?"),
        min_length=10,
        max_length=500,
        help_text=_("Dibaca oleh pengusul dan tim proyek."),
    )


class CompletionForm(SpeakingForm):
    """The evidence, and the five questions that close a project."""

    field_order = ["evidence", "documents", "result", "worked", "cost_idr", "contact", "follow_up", "acting_as"]
    evidence = TextField(
        label=_("Apa buktinya bahwa proyek ini selesai?"),
        min_length=10,
        max_length=LONGEST,
        help_text=_("Misalnya daftar hadir, berita acara, atau foto sebelum dan sesudah."),
    )
    documents = FilesField(label=_("Foto atau dokumen"), required=False)
    result = TextField(label=_("Apa hasilnya?"), min_length=10, max_length=LONGEST)
    worked = TextField(label=_("Apa yang berhasil baik?"), max_length=LONGEST, required=False)
    cost_idr = RupiahField(label=_("Berapa biayanya?"), required=False)
    contact = LineField(
        label=_("Siapa yang dapat dihubungi?"),
        max_length=200,
        required=False,
        help_text=_("Terbaca oleh semua yang dapat melihat proyek. Sebut organisasi atau jabatannya."),
    )
    follow_up = TextField(label=_("Apa lanjutannya?"), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = cast(FilesField, self.fields["documents"])
        documents.owner = user
        documents.bring_back(self.initial.get("documents_key", []))
