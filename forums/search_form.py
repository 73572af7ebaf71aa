"""The form of the search inside the forum: it is read from an address, and answers whatever stands there."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.form_fields import DayField, LineField
from commons.search import LONGEST, read
from forums import queries
from forums.forum_search import Asked

LONGEST_NAME = 80


class ForumSearchForm(forms.Form):
    """Words, and what narrows them. `q` is no field that refuses: `commons.search.read` knows no wrong input."""

    q = forms.CharField(
        label=_("Cari di forum"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST, "placeholder": _("Cari di forum")}),
    )
    kategori = forms.TypedChoiceField(label=_("Kategori"), required=False, empty_value=None)
    penulis = LineField(
        label=_("Ditulis oleh"), max_length=LONGEST_NAME, required=False, help_text=_("Nama orang atau organisasi.")
    )
    dari = DayField(label=_("Dari tanggal"), required=False)
    sampai = DayField(label=_("Sampai tanggal"), required=False)

    def __init__(self, address: Mapping[str, str], *, user: Any) -> None:
        self.words = read(address.get("q", ""))
        super().__init__(dict(address) | {"q": self.words.typed}, use_required_attribute=False)
        by_number = {str(category.pk): category for category in queries.searched_in(user, address.get("kategori"))}
        choice = cast(forms.TypedChoiceField, self.fields["kategori"])
        choice.choices = [("", _("Semua kategori")), *((number, str(one)) for number, one in by_number.items())]
        choice.coerce = by_number.__getitem__

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("dari"), data.get("sampai")
        if since and until and since > until:
            raise ValidationError(_("Tanggal awal harus sebelum tanggal akhir."))
        return data

    def asked(self) -> Asked:
        """What is wrong is left out, and said beside its field."""
        self.full_clean()
        data = self.cleaned_data
        return Asked(
            words=self.words,
            category=data.get("kategori"),
            author=data.get("penulis") or "",
            since=data.get("dari"),
            until=data.get("sampai"),
        )

    def applied(self) -> list[dict[str, str]]:
        """What narrows the search, each with the address without it."""
        return [
            {"label": f"{self.fields[name].label}: {self._said(name)}", "url": self.address(without=name)}
            for name in ("kategori", "penulis", "dari", "sampai")
            if self.cleaned_data.get(name)
        ]

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name]
        return value.strftime("%d/%m/%Y") if name in ("dari", "sampai") else str(value)

    def address(self, *, without: str = "", page: int = 1) -> str:
        """The same search as a query, on another page or without one of its filters."""
        kept = {name: str(self.data.get(name, "")) for name in self.fields if name != without}
        query = {name: value for name, value in kept.items() if value} | ({"hal": str(page)} if page > 1 else {})
        return f"?{urlencode(query)}"
