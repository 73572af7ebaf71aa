"""Forms of reports, and of what moderators decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField
from commons.once import OnceForm
from forums.models import Report


class ReportForm(OnceForm):
    """Why a post should be looked at."""

    reason = forms.ChoiceField(label=_("Apa yang salah?"), choices=Report.Reason, widget=forms.RadioSelect)
    text = LineField(
        label=_("Keterangan"),
        max_length=500,
        required=False,
        help_text=_("Dibaca moderator saja. Penulis kiriman tidak diberi tahu siapa yang melapor."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reason") == Report.Reason.OTHER and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Tulis apa yang salah, supaya moderator tahu."))
        return data


class DecisionForm(OnceForm):
    """The post is hidden, with a reason that everybody reads; or it stays, with a note to those who reported it."""

    outcome = forms.ChoiceField(label=_("Keputusan"), choices=Report.Outcome, widget=forms.RadioSelect)
    note = LineField(
        label=_("Alasan atau catatan"),
        max_length=300,
        required=False,
        help_text=_("Dibaca pelapor. Bila disembunyikan, dibaca semua orang di tempat kiriman itu."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_short = len(data.get("note") or "") < 5
        if data.get("outcome") == Report.Outcome.HIDDEN and is_short and "note" not in self.errors:
            self.add_error("note", _("Tulis alasannya paling sedikit 5 huruf."))
        return data


class RefusalForm(OnceForm):
    """Why a held text is not shown: its writer is told."""

    reason = LineField(
        label=_("Alasan"),
        min_length=5,
        max_length=300,
        help_text=_("Dibaca penulisnya. Sebut apa yang perlu diubah bila masih dapat dikirim lagi."),
    )
