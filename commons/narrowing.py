"""What a list is narrowed by: words, places, subjects and its own chips, all of it in the address.

Every narrowed list is a link that can be shared. What the address says comes from outside: unknown values narrow
nothing, and are not repeated.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.drawn import kept_for_the_minute
from commons.models import Area, Theme
from commons.models.area import area_name, theme_name
from commons.nearness import LONGEST
from commons.statements import Statement

Things = TypeVar("Things", bound=QuerySet[Any, Any])
WORDS, RW, THEME = "q", "rw", "bidang"
NEIGHBOURHOODS = Statement(lambda: Area.objects.neighbourhoods().values("number"))
THEMES = Statement(lambda: Theme.objects.values("code", "name", "name_en"))
Options = tuple[tuple[str, str], ...]


class NarrowingForm(forms.Form):
    """The words, and what is chosen from lists; chips are kept as they are."""

    q = forms.CharField(
        label=gettext_lazy("Cari nama"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Cari nama")}),
    )
    rw = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)
    bidang = forms.ChoiceField(label=gettext_lazy("Bidang"), required=False)

    def __init__(self, narrowing: "Narrowing") -> None:
        chosen = dict(narrowing.chosen)
        super().__init__(initial=chosen, use_required_attribute=False)
        self.fields[RW].choices = [("", _("Semua wilayah")), *narrowing.neighbourhoods]  # type: ignore[attr-defined]
        self.fields[THEME].choices = [("", _("Semua bidang")), *narrowing.themes]  # type: ignore[attr-defined]
        for name in chosen.keys() - self.fields.keys():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Applied:
    """One thing that a list is narrowed by, and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Narrowing:
    """What the address of the list at `path` says, with what else can be chosen."""

    path: str
    chosen: tuple[tuple[str, str], ...]
    neighbourhoods: Options
    themes: Options

    def get(self, name: str) -> str:
        return dict(self.chosen).get(name, "")

    @property
    def words(self) -> str:
        return self.get(WORDS)

    def link(self, **changed: str) -> str:
        """The same list with other values; an empty one leaves a parameter out."""
        values = {name: value for name, value in (dict(self.chosen) | changed).items() if value}
        return f"{self.path}?{urlencode(values)}" if values else self.path

    @property
    def applied(self) -> list[Applied]:
        """What is chosen from the form's lists; words and chips show themselves."""
        known = ((RW, dict(self.neighbourhoods)), (THEME, dict(self.themes)))
        return [Applied(labels[self.get(name)], self.link(**{name: ""})) for name, labels in known if self.get(name)]

    @property
    def form(self) -> NarrowingForm:
        return NarrowingForm(self)


def narrowing(asked: QueryDict, path: str, chips: Mapping[str, Collection[str]]) -> Narrowing:
    """Read what was asked; `chips` names the list's own parameters and their known values."""
    neighbourhoods, themes = kept_for_the_minute(_choices, "commons.narrowing")
    known: dict[str, Collection[str]] = {**chips, RW: dict(neighbourhoods), THEME: dict(themes)}
    chosen = [(name, value) for name, values in known.items() if (value := str(asked.get(name, ""))) in values]
    words = " ".join(asked.get(WORDS, "").replace("\x00", "").split())[:LONGEST].strip()
    return Narrowing(path, tuple(chosen + ([(WORDS, words)] if words else [])), neighbourhoods, themes)


def _choices() -> tuple[Options, Options]:
    neighbourhoods = tuple((str(a["number"]), area_name(Area.Level.RW, a["number"], "")) for a in NEIGHBOURHOODS())
    return neighbourhoods, tuple((t["code"], theme_name(t["name"], t["name_en"])) for t in THEMES())


def in_neighbourhood(things: Things, number: str) -> Things:
    """What is in this RW, or in the whole kelurahan and so there as well; an empty number narrows nothing."""
    if not number:
        return things
    model: Any = things.model
    here = Q(area__level=Area.Level.RW, area__number=number) | Q(area__level=Area.Level.KELURAHAN)
    placed = model.areas.through.objects.filter(here)
    return things.filter(pk__in=placed.values(f"{model._meta.model_name}_id"))


def about(things: Things, theme: str) -> Things:
    """What is about this theme (its code); an empty one narrows nothing."""
    return things.filter(themes__code=theme) if theme else things
