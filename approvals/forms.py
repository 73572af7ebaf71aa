"""Forms of the approvals."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from approvals.models import Deputy
from commons.calendar import today
from commons.form_fields import DayField, LineField
from commons.once import OnceForm

MENDED, CHECKED = "diperbaiki", "dicek"


class ReturnForm(OnceForm):
    """What is missing, in the words that whoever asked will read."""

    reason = LineField(
        label=gettext_lazy("Apa yang perlu diperbaiki?"),
        min_length=10,
        max_length=500,
        help_text=gettext_lazy("Dikirim kepada yang mengajukan. Sebut apa yang kurang dan cara melengkapinya."),
    )


class RefuseForm(OnceForm):
    """Why not; how long the answer is at least, its kind says (`shortest`)."""

    reason = LineField(
        label=gettext_lazy("Mengapa ditolak?"),
        max_length=500,
        help_text=gettext_lazy("Dikirim kepada yang mengajukan. Sebut dasar aturannya, dan jalan lain bila ada."),
    )

    def __init__(self, *args: Any, shortest: int = 10, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(LineField, self.fields["reason"]).shortest = shortest


class UndoForm(OnceForm):
    """Why the decision was wrong, and who has the next step."""

    reason = LineField(
        label=gettext_lazy("Mengapa keputusan dibatalkan?"),
        min_length=10,
        max_length=500,
        help_text=gettext_lazy("Dikirim kepada semua yang terkait, dan tercatat dalam riwayat."),
    )
    then = forms.ChoiceField(
        label=gettext_lazy("Setelah itu"),
        choices=[
            (CHECKED, gettext_lazy("Dicek lagi oleh petugas")),
            (MENDED, gettext_lazy("Diperbaiki dulu oleh yang mengajukan")),
        ],
        initial=CHECKED,
        widget=forms.RadioSelect,
    )

    def facts(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "is_returned": self.cleaned_data["then"] == MENDED}


class DeputyForm(OnceForm):
    """Who stands in for the leader, and for which days."""

    person = LineField(
        label=gettext_lazy("Nama akun atau surel"),
        max_length=254,
        help_text=gettext_lazy("Orang ini harus sudah punya akun, misalnya @ratna-kusuma."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Sebagai"),
        choices=[
            (Deputy.Kind.DAILY, gettext_lazy("Pelaksana harian (Plh.)")),
            (Deputy.Kind.ACTING, gettext_lazy("Pelaksana tugas (Plt.)")),
        ],
        initial=Deputy.Kind.DAILY,
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(label=gettext_lazy("Jabatan yang digantikan"), choices=Deputy.Office)
    from_on = DayField(label=gettext_lazy("Mulai"))
    to_on = DayField(label=gettext_lazy("Sampai"), help_text=gettext_lazy("Hari terakhir masa tugas."))
    decree = LineField(label=gettext_lazy("Nomor surat perintah"), max_length=80, required=False)

    def clean_person(self) -> User:
        typed = self.cleaned_data["person"].lstrip("@").lower()
        found = User.objects.active().filter(Q(handle=typed) | Q(email__iexact=typed), leaves_at=None).first()
        if found is None:
            raise ValidationError(_("Tidak ada akun aktif dengan nama akun atau surel ini."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        from_on, to_on = data.get("from_on"), data.get("to_on")
        if from_on and to_on and to_on < max(from_on, today()):
            self.add_error("to_on", _("Pilih hari yang belum lewat, dan tidak sebelum hari mulai."))
        elif from_on and to_on and data.get("office"):
            taken = Deputy.objects.in_the_way(office=data["office"], from_on=from_on, to_on=to_on)
            if other := taken.select_related("person").first():
                words = {"who": other.person, "deputy": other}
                self.add_error("from_on", _("%(who)s sudah menjadi %(deputy)s pada hari-hari itu.") % words)
        return data
