"""Two people may edit the same thing at once: whoever saves second is shown what the first saved, and loses nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

FIELD = "seen"


class Overtaken(Exception):
    """Somebody saved after this form was shown."""


class EditForm(forms.Form):
    """A form over something that is there; it carries a digest of what its writer saw (`initial`).

    A resumed draft is laid over it, with the digest of what stood there when it was written.
    """

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD].initial = digest(self.initial)
        self.initial.update(draft or {})

    def show_newer(self, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Label and saved value of each field that now differs from what was typed; sent again, the form overwrites."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        data[FIELD] = digest(facts)
        self.data = data
        return [(str(self.fields[name].label), _text(self.fields[name], facts[name])) for name in self._changed(facts)]

    def _changed(self, facts: Mapping[str, Any]) -> Iterator[str]:
        for name in facts:
            if name in self.fields and _plain(self.cleaned_data.get(name)) != _plain(facts[name]):
                yield name


def digest(facts: Mapping[str, Any]) -> str:
    """The same for the same facts, whoever reads them."""
    plain = repr([(name, _plain(facts[name])) for name in sorted(facts)])
    return hashlib.sha256(plain.encode()).hexdigest()


def ensure_not_overtaken(seen: str, facts: Mapping[str, Any]) -> None:
    """Inside an action, on the locked row; a form that carries nothing is taken as it is.

    Raises:
        Overtaken: the facts are no longer those that the writer saw.
    """
    if seen and seen != digest(facts):
        raise Overtaken


def _plain(value: Any) -> Any:
    if isinstance(value, QuerySet | list | tuple):
        return sorted(item.pk if isinstance(item, Model) else item for item in value)
    return value if value is not None else ""


def _text(field: forms.Field, value: Any) -> str:
    if isinstance(value, QuerySet | list | tuple):
        return ", ".join(str(item) if isinstance(item, Model) else _text(field, item) for item in value) or "–"
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, Model):
        return str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(str(value)) or str(field.prepare_value(value) or "–")
