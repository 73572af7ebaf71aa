"""Organisations picked in a form out of thousands, without a script: one writes names, and ticks what was meant.

A name that means one organisation picks it. Of any other the nearest are offered, to be ticked when the form is sent
again; what was ticked and written stays.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commons.form_fields import an_id
from commons.nearness import LONGEST, near
from commons.text import clean_text
from stakeholders.models import Organisation
from stakeholders.numbers import ADDRESS

MOST_NAMES, MOST_OFFERED = 20, 8


class Nobody(forms.MultipleHiddenInput):
    """While nobody is picked and nothing offered there is nothing to tick, and nothing that a form brings back."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, [], attrs)


class PickedField(forms.ModelMultipleChoiceField):
    """Those that are ticked. Any of its `queryset` may be; on the page stand the picked ones and what was offered."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organisation.objects.none(), **kwargs)

    def widget_of(self, choices: list[Any]) -> forms.Widget:
        return forms.CheckboxSelectMultiple() if choices else Nobody()

    def clean(self, value: Any) -> Any:
        """None at all is the form's to judge: it may have been named instead."""
        return super().clean(value) if value else Organisation.objects.none()


class Picking:
    """What a form says: numbers that are ticked, names that are written, and those names of which something was offered
    before (`asked`): one tick among what was offered is the answer."""

    def __init__(
        self, known: QuerySet[Organisation], ticked: Iterable[Any], written: str = "", asked: str = ""
    ) -> None:
        self.known = known
        self.ticked = list(dict.fromkeys(_numbers(ticked)))
        self.asked = set(_names(asked))
        self.named: list[int] = []  # those that a name picked
        self.offered: list[int] = []
        self.unclear: list[str] = []
        self.unknown: list[str] = []
        self.offered_for: list[str] = []
        names = _names(written)
        self.too_many = names[MOST_NAMES:]
        for name in names[:MOST_NAMES]:
            self._look_for(name)

    def _look_for(self, name: str) -> None:
        address = ADDRESS.search(name)
        number = an_id(address[1].lstrip("0")) or 0 if address else 0
        meant = self.known.filter(pk=number) if address else self.known.filter(name__iexact=name)
        found = list(meant.values_list("pk", flat=True)[: MOST_OFFERED + 1])
        if len(found) == 1:
            self.named.append(found[0])
            return
        alike: Any = near(self.known, name[:LONGEST], "name")
        alike = alike.order_by("-nearness", "name", "pk")
        found = found or list(alike.values_list("pk", flat=True)[:MOST_OFFERED])
        if not found:
            self.unknown.append(name)
            return
        self.offered += [pk for pk in found if pk not in self.offered]
        self.offered_for.append(name)
        if name not in self.asked or not set(found) & set(self.ticked):
            self.unclear.append(name)

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The ticked ones first; one statement."""
        wanted = [*self.ticked, *(pk for pk in self.offered if pk not in self.ticked)]
        names = dict(self.known.filter(pk__in=wanted).values_list("pk", "name"))
        return [(pk, names[pk]) for pk in wanted if pk in names]

    @property
    def faults(self) -> Iterator[str]:
        for name in self.unclear:
            yield _("“%(name)s”: centang yang Anda maksud di atas, lalu kirim lagi.") % {"name": name[:60]}
        for name in self.unknown:
            yield _("Belum ada organisasi terverifikasi seperti “%(name)s”. Periksa lagi ejaannya.") % {
                "name": name[:60]
            }
        if self.too_many:
            yield _("Paling banyak %(most)s nama sekaligus. Kirim lagi untuk sisanya.") % {"most": MOST_NAMES}


def _numbers(ticked: Iterable[Any]) -> Iterator[int]:
    for one in ticked:
        number = an_id(str(getattr(one, "pk", one)))
        if number is not None:
            yield number


def _names(written: str) -> list[str]:
    lines = [" ".join(line.split()) for line in written.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def readable(written: str) -> str:
    """Empty where the field itself will say what is wrong with it."""
    try:
        return clean_text(written)
    except ValidationError:
        return ""
