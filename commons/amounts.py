"""So much of something: whole rupiah, or a number with its unit. As it is typed, and as it is said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import MOST_PIECES, LineField, RupiahField, WholeField
from commons.formats import number, rupiah


class AmountForm(forms.Form):
    """Part of a form in which something is promised."""

    amount_idr = RupiahField(label=_("Nominal"), least=1, required=False, help_text=_("Hanya untuk dana."))
    amount = WholeField(label=_("Jumlah"), least=1, most=MOST_PIECES, required=False, help_text=_("Untuk selain dana."))
    unit = LineField(label=_("Satuan"), max_length=40, required=False, help_text=_("Misalnya orang, unit, jam."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("amount_idr") and (data.get("amount") or data.get("unit")):
            self.add_error("amount", _("Dana ditulis di kolom Nominal. Kosongkan jumlah dan satuan."))
        elif data.get("unit") and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Tulis jumlahnya, atau kosongkan satuannya."))
        return data


def amount_text(amount: int | None, unit: str, amount_idr: int | None) -> str:
    """`Rp 1.250.000`, `40 tong`, `40`; nothing where nothing was counted."""
    if amount_idr is not None:
        return rupiah(amount_idr)
    return f"{number(amount)} {unit}".strip() if amount is not None else ""
