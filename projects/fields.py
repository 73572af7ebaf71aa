"""Fields of the projects' forms: numbers as people write them, and sources of funds."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.form_fields import REQUIRED, PercentField, RupiahField
from commons.formats import number
from projects.models import FundSource

LARGEST = Decimal(10) ** 12
PLACES = 2  # behind the comma


class WeightField(PercentField):
    """The weight of a milestone: a whole number from 1 to 100."""

    default_error_messages = {"invalid": _("Tulis bobot dengan angka bulat dari 1 sampai 100, atau kosongkan.")}

    def to_python(self, value: Any) -> int | None:
        weight = super().to_python(value)
        if weight == 0:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return weight


class FundSourcesField(forms.MultipleChoiceField):
    """Where the money comes from: any number of the known kinds."""

    default_error_messages = {"invalid_choice": _("Pilih sumber dana dari daftar ini.")}

    def __init__(self, **kwargs: Any) -> None:
        asked: dict[str, Any] = {"label": _("Sumber dana"), "choices": FundSource, "required": False}
        super().__init__(**asked | {"widget": forms.CheckboxSelectMultiple} | kwargs)


class MeasureField(forms.Field):
    """What was counted or measured: `1.250`, `1.250,5`, `0,5`, `−3`; at most two places behind the comma."""

    default_error_messages = REQUIRED | {
        "invalid": _("Tulis dengan angka, misalnya 1.250 atau 12,5."),
        "places": _("Tulis paling banyak dua angka di belakang koma."),
        "too_large": _("Angkanya terlalu besar. Paling banyak %(most)s."),
    }
    FORM = re.compile(r"([-+]?)\s*([0-9][0-9.,]*)", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = str("" if value is None else value).replace("\u00a0", " ").replace("−", "-").strip()
        if not text:
            return None
        match = self.FORM.fullmatch(text) if len(text) <= 40 else None
        if match is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        try:
            amount = RupiahField().plain(match[2])
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], "invalid") from None
        if amount != round(amount, PLACES):
            raise ValidationError(self.error_messages["places"], "places")
        if amount > LARGEST:
            raise ValidationError(self.error_messages["too_large"], "too_large", {"most": number(LARGEST)})
        return -amount if match[1] == "-" else amount


def written(value: Decimal) -> str:
    """As it is read: `1.250`, `12,5`, without zeros at the end."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return number(plain, max(0, -exponent) if isinstance(exponent, int) else 0)
