"""Forms about the people of an organisation, and about where people live."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField
from commons.once import OnceForm
from commons.place_fields import NeighbourhoodField
from commons.text import clean_text
from stakeholders.models import Membership, MembershipQuerySet

MOST_ADDRESSES = 50
LONGEST_ADDRESS, LONGEST_LIST = 254, 10_000
NAMED = re.compile(r"[^<>]*<([^<>]+)>")  # `Sari <sari@contoh.id>`, as mail programs copy it


class AddressesField(forms.CharField):
    """One address, or a pasted list: a line, a comma or a semicolon apart. What is wrong is named by its own words."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})
    default_error_messages = {"required": _("Tulis paling sedikit satu alamat surel.")}

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = clean_text((super().to_python(value) or "")[: LONGEST_LIST + 1])
        if len(text) > LONGEST_LIST:
            raise ValidationError(_now("Daftar ini terlalu panjang. Bagi menjadi beberapa kiriman."))
        return list(dict.fromkeys(filter(None, map(self._address, re.split(r"[,;\n]", text)))))

    def _address(self, piece: str) -> str:
        piece = piece.strip()
        named = NAMED.fullmatch(piece)
        return (named[1].strip() if named else piece).lower()

    def validate(self, value: list[str]) -> None:
        if not value and self.required:
            raise ValidationError(self.error_messages["required"], "required")
        if len(value) > MOST_ADDRESSES:
            raise ValidationError(_now("Paling banyak %(n)s alamat sekali kirim.") % {"n": MOST_ADDRESSES})
        wrong = [ValidationError(_wrong(one)) for one in value if not _is_address(one)]
        if wrong:
            raise ValidationError(wrong)

    def run_validators(self, value: Any) -> None:
        """Each address has been looked at by itself."""


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


def _wrong(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return _now("“%(text)s” bukan alamat surel. Perbaiki atau hapus baris ini.") % {"text": shown}


class InvitationsForm(OnceForm):
    """Whom to invite to speak for the organisation."""

    emails = AddressesField(
        label=_("Surel"),
        help_text=_("Satu alamat, atau tempel daftar: satu per baris. Tautannya berlaku tujuh hari."),
    )
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=Membership.Role,
        initial=Membership.Role.REPRESENTATIVE,
        help_text=_("Pengelola juga mengundang dan melepas perwakilan."),
    )
    title = LineField(label=_("Jabatan"), max_length=80, required=False)


class RoleForm(OnceForm):
    """Which role somebody has from now on, and what they are called."""

    role = forms.ChoiceField(label=_("Peran"), choices=Membership.Role)
    title = LineField(label=_("Jabatan"), max_length=80, required=False)


class LeavingForm(OnceForm):
    """Who goes on as manager; asked of the last one, who must name somebody, and offered to every manager."""

    successor = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Pengelola baru"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Organisasi terverifikasi harus punya pengelola. Pilih pengelola baru dulu."),
            "invalid_choice": _("Orang ini tidak lagi mewakili organisasi. Pilih orang lain."),
        },
    )

    def __init__(self, *args: Any, successors: MembershipQuerySet, must_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not must_name:
            del self.fields["successor"]
            return
        field: Any = self.fields["successor"]
        field.queryset = successors
        field.label_from_instance = _name_and_title


def _name_and_title(membership: Membership) -> str:
    return " · ".join(filter(None, [str(membership.person), membership.title]))


class JoinForm(OnceForm):
    """A line for the managers, who may not know the person by name."""

    note = LineField(
        label=_("Perkenalkan diri Anda"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: bendahara sejak Januari. Dibaca pengelola organisasi dan petugas."),
    )


class DecliningForm(OnceForm):
    """An `answer` that may be no, with a `reason` then."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "decline" and "reason" in data and len(data["reason"]) < 10:
            self.add_error("reason", _("Tulis alasannya, paling sedikit 10 huruf."))
        return data


class JoinAnswerForm(DecliningForm):
    """Yes, with a role; or no, with the reason that the person reads."""

    answer = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[("accept", _("Terima sebagai perwakilan")), ("decline", _("Tolak"))],
        widget=forms.RadioSelect,
    )
    title = LineField(label=_("Jabatan"), max_length=80, required=False, help_text=_("Bila diterima."))
    reason = LineField(
        label=_("Alasan"), max_length=300, required=False, help_text=_("Bila ditolak. Dibaca oleh yang meminta.")
    )


class ResidencyForm(OnceForm):
    """In which RW one lives. Nothing else is asked, and a NIK never."""

    area = NeighbourhoodField(
        empty_label=_("Pilih RW"),
        help_text=_("Pengurus RW atau petugas kelurahan yang mengenal Anda mengonfirmasinya. NIK tidak diminta."),
        error_messages={"required": _("Pilih RW tempat Anda tinggal.")},
    )


class ResidencyAnswerForm(DecliningForm):
    """Confirmed, or not, with the reason that the person reads."""

    answer = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[("confirm", _("Ya, warga RW ini")), ("decline", _("Belum dapat dikonfirmasi"))],
        widget=forms.RadioSelect,
    )
    reason = LineField(
        label=_("Alasan"),
        max_length=300,
        required=False,
        help_text=_("Bila belum dapat dikonfirmasi. Dibaca oleh yang meminta. Jangan tulis NIK atau alamat rumah."),
    )
