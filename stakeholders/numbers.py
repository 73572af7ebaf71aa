"""Numbers that an office gave an organisation, and ours in the address of its page: read alike in forms and files."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.form_fields import REQUIRED

ADDRESS = re.compile(r"/direktori/(\d{1,18})(?:-[\w-]*)?/?(?:[?#].*)?$", re.ASCII)


class NumberField(forms.Field):
    """A number that an office gave: digits only are kept, however they are grouped; nothing is looked up."""

    default_error_messages = REQUIRED | {"invalid": _("Nomor ini tidak lengkap.")}
    lengths: tuple[int, ...] = ()
    SPELLED = re.compile(r"[0-9 .\-]{1,40}", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})

    def to_python(self, value: Any) -> str:
        text = str(value or "").strip()
        digits = re.sub(r"[ .\-]", "", text)
        if text and (not self.SPELLED.fullmatch(text) or len(digits) not in self.lengths):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return digits


class NibField(NumberField):
    """*Nomor Induk Berusaha*: thirteen digits."""

    default_error_messages = {"invalid": _("NIB terdiri dari 13 angka. Periksa lagi nomornya.")}
    lengths = (13,)


class NpwpField(NumberField):
    """An organisation's tax number: fifteen digits until 2024, sixteen since. Nobody is asked for their own."""

    default_error_messages = {"invalid": _("NPWP organisasi terdiri dari 15 atau 16 angka. Periksa lagi nomornya.")}
    lengths = (15, 16)
    SPELLED = re.compile(r"[0-9 .\-/]{1,40}", re.ASCII)
