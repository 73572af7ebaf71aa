"""Fields that read what people here type, and answer in sentences that say what to do."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.formats import number, phone
from commons.text import LONGEST_NAME, clean_line, clean_name, clean_text, letters, no_sixteen_digits

LARGEST_ID = 2**63 - 1
MOST_RUPIAH = 10**15
MOST_PIECES = 10**9
REQUIRED: dict[str, Any] = {"required": _("Bagian ini belum diisi.")}


class WrittenField(forms.CharField):
    """What a person writes, cleaned by `clean` and measured as a person counts. A form names the field in its messages:
    `LineField(min_length=10, error_messages={"min_length": _("Tulis judul paling sedikit %(n)s huruf.")})`."""

    default_error_messages = REQUIRED | {
        "min_length": _("Tulis paling sedikit %(n)s huruf."),
        "max_length": _("Tulis paling banyak %(n)s huruf; sekarang ada %(now)s."),
    }
    default_validators = [no_sixteen_digits]
    hygiene: Callable[[str], str] = staticmethod(clean_line)

    def __init__(self, *, min_length: int = 0, max_length: int, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, **kwargs})
        self.shortest, self.longest = min_length, max_length
        self.widget.attrs.setdefault("maxlength", str(max_length))

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return type(self).hygiene(text) if text else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        now = letters(value)
        if value and now < self.shortest:
            raise ValidationError(self.error_messages["min_length"], "min_length", {"n": self.shortest, "now": now})
        if now > self.longest or len(value) > self.room:
            raise ValidationError(self.error_messages["max_length"], "max_length", {"n": self.longest, "now": now})

    @property
    def room(self) -> int:
        """Characters that the column has; an emoji of several counts as one for the person, not for the column."""
        return self.longest


class LineField(WrittenField):
    """A title or another single line."""


class NameField(WrittenField):
    """The name of a person: one field, and a single word will do."""

    hygiene = staticmethod(clean_name)

    def __init__(self, *, max_length: int = LONGEST_NAME, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "name")


class TextField(WrittenField):
    """Several lines, kept as written."""

    widget = forms.Textarea(attrs={"rows": 4})
    hygiene = staticmethod(clean_text)

    @property
    def room(self) -> int:
        return 8 * self.longest


class RupiahField(forms.Field):
    """Whole rupiah: `1250000`, `1.250.000`, `Rp 1.250.000,00`, `1,5 jt`, `250rb`. Decimals are refused, not rounded."""

    prefix = "Rp"  # beside the control, so that nobody types it
    default_error_messages = REQUIRED | {
        "invalid": _("Tulis jumlahnya dengan angka, misalnya 1.250.000 atau 1,5 jt."),
        "decimals": _("Tulis rupiah bulat, tanpa angka di belakang koma."),
        "negative": _("Jumlahnya tidak boleh kurang dari %(least)s."),
        "too_large": _("Jumlahnya terlalu besar. Paling banyak %(most)s."),
    }
    SCALES = {
        "": 0,
        "rb": 3,
        "ribu": 3,
        "k": 3,
        "jt": 6,
        "juta": 6,
        "m": 9,
        "miliar": 9,
        "milyar": 9,
        "t": 12,
        "triliun": 12,
    }
    FORM = re.compile(r"(-?)\s*(?:rp\.?|idr)?\s*(-?)\s*([0-9][0-9.,]*)(?:,-|-)?\s*([a-z]*)", re.ASCII)

    def __init__(self, *, least: int = 0, most: int = MOST_RUPIAH, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").replace("\u00a0", " ").replace("−", "-").strip().lower()
        if not text:
            return None
        match = self.FORM.fullmatch(text) if len(text) <= 40 else None
        if match is None or match[4] not in self.SCALES:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        amount = self.plain(match[3]).scaleb(self.SCALES[match[4]])
        if amount != amount.to_integral_value():
            raise ValidationError(self.error_messages["decimals"], "decimals")
        return -int(amount) if match[1] or match[2] else int(amount)

    def plain(self, digits: str) -> Decimal:
        """Of point and comma one groups and one begins the decimals: the number itself says which, or the language."""
        comma = "." if get_language() == "en" else ","
        signs = [sign for sign in digits if sign in ".,"]
        if len(set(signs)) == 2 or (len(signs) == 1 and not re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", digits)):
            comma = signs[-1]
        elif len(signs) > 1:
            comma = "," if signs[0] == "." else "."
        whole, _sign, decimals = digits.partition(comma)
        if not re.fullmatch(r"[0-9]+|[1-9][0-9]{0,2}([.,][0-9]{3})+", whole) or not re.fullmatch(r"[0-9]*", decimals):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return Decimal(f"{re.sub('[.,]', '', whole)}.{decimals or 0}")

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and value < self.least:
            raise ValidationError(self.error_messages["negative"], "negative", {"least": number(self.least)})
        if value is not None and value > self.most:
            raise ValidationError(self.error_messages["too_large"], "too_large", {"most": number(self.most)})


class WholeField(RupiahField):
    """So many of a thing: `40`, `1.250`."""

    prefix = ""
    default_error_messages = {
        "invalid": _("Tulis jumlahnya dengan angka, misalnya 1.250."),
        "decimals": _("Tulis angka bulat, tanpa angka di belakang koma."),
    }


class PhoneField(forms.Field):
    """A phone number as people write it: `0812…`, `62812…`, `+62 812-…`, and the slip `+62 0812…`. Gives E.164."""

    default_error_messages = REQUIRED | {"invalid": _("Tulis nomor ponsel yang lengkap, misalnya 0812-3456-7890.")}
    SPELLED = re.compile(r"\+?[0-9 .()\-]{6,30}", re.ASCII)

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "type": "tel"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return phone(value) if isinstance(value, str) and re.fullmatch(r"\+[0-9]{8,15}", value, re.ASCII) else value

    def to_python(self, value: Any) -> str | None:
        text = str(value or "").strip()
        if not text:
            return None
        digits = re.sub(r"[^+0-9]", "", text)
        digits = re.sub(r"^(\+|00)?62(?=0?8|0?2)0?", "+62", re.sub(r"^8", "08", digits))
        try:
            parsed = phonenumbers.parse(digits, "ID") if self.SPELLED.fullmatch(text) else None
        except phonenumbers.NumberParseException:
            parsed = None
        if parsed is None or not phonenumbers.is_valid_number(parsed):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


class PercentField(forms.Field):
    """A whole number from 0 to 100; a sign after it does no harm."""

    default_error_messages = REQUIRED | {"invalid": _("Tulis angka bulat dari 0 sampai 100.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs})

    def to_python(self, value: Any) -> int | None:
        text = str("" if value is None else value).strip()
        if not text:
            return None
        match = re.fullmatch(r"([0-9]{1,3})\s*%?", text, re.ASCII)
        if match is None or int(match[1]) > 100:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return int(match[1])


MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov november nopember",
            "des desember dec december",
        ),
        start=1,
    )
    for word in words.split()
}


class DayField(forms.Field):
    """A day as the date picker sends it (`2026-11-27`) or as people type it: `27/11/2026`, `27 Nov 2026`."""

    default_error_messages = REQUIRED | {"invalid": _("Tulis tanggal seperti 27/11/2026 atau 27 Nov 2026.")}
    YEARS = range(1900, 2200)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs})

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        text = str(value or "").strip().lower()
        if not text:
            return None
        try:
            return self._read(text)
        except (ValueError, KeyError):
            raise ValidationError(self.error_messages["invalid"], "invalid") from None

    def _read(self, text: str) -> date:
        text = re.sub(r"^[a-z]+,\s*", "", text[:60])  # a weekday in front is not believed, and not minded
        if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text, re.ASCII):
            year, month, day = (int(part) for part in match.groups())
        elif match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text, re.ASCII):
            day, month, year = (int(part) for part in match.groups())
        elif match := re.fullmatch(r"([0-9]{1,2}) +([a-z]+)\.? +([0-9]{4})", text, re.ASCII):
            day, month, year = int(match[1]), MONTHS[match[2]], int(match[3])
        else:
            raise ValueError(text)
        if year not in self.YEARS:
            raise ValueError(year)
        return date(year, month, day)


class ClockField(forms.Field):
    """A time of day as people write it: `19.30`, `19:30`, `7.05`, and what a time picker sends."""

    default_error_messages = REQUIRED | {"invalid": _("Tulis jam seperti 19.30.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "5", "size": "5"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").strip()
        if not text:
            return None
        match = re.fullmatch(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", text, re.ASCII)
        if match is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return time(int(match[1]), int(match[2]))


class IdField(forms.IntegerField):
    """The id of a row: a number that the database can hold, so that a huge one is refused and not a failure."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_ID, **kwargs})


def an_id(text: str | None) -> int | None:
    """The id in a query string, or None when it is none: plain digits that fit the database."""
    return int(text) if text and re.fullmatch(r"[1-9][0-9]{0,18}", text, re.ASCII) and int(text) <= LARGEST_ID else None
