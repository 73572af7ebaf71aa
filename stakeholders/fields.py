"""What the forms of the registry read: links, another organisation, a member."""

import re
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from commons.access import can
from commons.form_fields import LineField
from stakeholders.actions.parents import NOT_YOURS
from stakeholders.models import Organisation
from stakeholders.models.profile import MOST_LINKS
from stakeholders.numbers import ADDRESS

LONGEST_LINK = 200


class LinksField(forms.CharField):
    """Addresses of pages elsewhere, one a line; given as a list."""

    widget = forms.Textarea(attrs={"rows": 3, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})
    default_error_messages = {
        "invalid": _("Tulis alamat lengkap, misalnya https://contoh.id. Satu alamat tiap baris."),
        "most": _("Paling banyak %(most)s alamat. Hapus dulu sebagian."),
    }
    is_address = URLValidator(schemes=["http", "https"])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MOST_LINKS * (LONGEST_LINK + 2), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(self.error_messages["most"], "most", {"most": MOST_LINKS})
        return list(dict.fromkeys(self._address(line) for line in lines))

    def _address(self, line: str) -> str:
        address = line if re.match(r"https?://", line, re.IGNORECASE) else f"https://{line}"
        try:
            self.is_address(address)
        except ValidationError:
            address = ""
        if not address or len(address) > LONGEST_LINK:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return address


class OrganisationField(LineField):
    """One of the verified organisations, by its name or the address of its page; `user` sees which there are, and has a
    say in the one that is named."""

    default_error_messages = {
        "unknown": _("Belum ada organisasi terverifikasi dengan nama itu. Salin alamat halamannya dari direktori."),
        "several": _("Ada beberapa organisasi dengan nama itu. Salin alamat halamannya dari direktori."),
        "theirs": NOT_YOURS,
    }
    user: Any = None
    present: Organisation | None = None  # stands there already: its name means just this one

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if self.present is not None and text == self.present.name:
            return self.present
        known = Organisation.objects.visible_to(self.user).verified()
        address = ADDRESS.search(text)
        found = list((known.filter(pk=address[1]) if address else known.filter(name__iexact=text))[:2])
        if len(found) != 1:
            raise ValidationError(self.error_messages["several" if found else "unknown"], "unknown")
        if found[0] != self.present and not can(self.user, "stakeholders.edit_organisation", found[0]):
            raise ValidationError(self.error_messages["theirs"], "theirs")
        return found[0]


class HandleField(LineField):
    """A member by the name of the account, with or without the sign in front."""

    default_error_messages = {"unknown": _("Tidak ada anggota dengan nama akun itu. Periksa lagi, atau kosongkan.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "handle", value)

    def clean(self, value: Any) -> Any:
        handle = super().clean(value).lstrip("@")
        if not handle:
            return None
        found = get_user_model().objects.active().filter(handle__iexact=handle).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return found
