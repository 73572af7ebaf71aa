"""What a list is narrowed by: words, places, subjects and its own chips, all of it in the address.

Every narrowed list is a link that can be shared. What the address says comes from outside: unknown values narrow
nothing, and are not repeated.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet, Value
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.drawn import kept_for_the_minute
from commons.models import Area, Theme
from commons.models.area import area_name, theme_name
from commons.nearness import LONGEST

Things = TypeVar("Things", bound=QuerySet[Any, Any])
WORDS, RW, THEME = "q", "rw", "bidang"
Options = tuple[tuple[str, str], ...]
Groups = tuple[tuple[str, Options], ...]  # options under headings; one heading that is empty stands for none
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Select:
    """A list of the form: what it is called, what choosing nothing means, and the choices. An order narrows nothing."""

    name: str
    label: str
    nothing: str
    groups: Groups
    narrows: bool = True

    @property
    def labels(self) -> dict[str, str]:
        return {code: label for _, options in self.groups for code, label in options}


class NarrowingForm(forms.Form):
    """The words, and what is chosen from lists; chips are kept as they are."""

    q = forms.CharField(
        label=gettext_lazy("Cari nama"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Cari nama")}),
    )

    def __init__(self, narrowing: "Narrowing") -> None:
        chosen = dict(narrowing.chosen)
        super().__init__(initial=chosen, use_required_attribute=False)
        for select in narrowing.all_selects:
            field = forms.ChoiceField(label=select.label, required=False)
            field.choices = [("", select.nothing), *narrowing.choices(select)]
            self.fields[select.name] = field
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
    selects: tuple[Select, ...] = ()
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    is_corrected: bool = False  # the address asked for something that nobody knows, which narrows nothing

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
    def said(self) -> str:
        """What it is narrowed by, as the address says it."""
        return urlencode(self.chosen)

    @property
    def all_selects(self) -> tuple[Select, ...]:
        """Places and subjects, which every list has, then the list's own."""
        return (
            Select(RW, _("Wilayah"), _("Semua wilayah"), (("", self.neighbourhoods),)),
            Select(THEME, _("Bidang"), _("Semua bidang"), (("", self.themes),)),
            *self.selects,
        )

    def choices(self, select: Select) -> list[Any]:
        """For the form, each with its number where it was counted; what leads to nothing stays, and says so."""
        counts = dict(self.counts).get(select.name)
        numbers = None if counts is None else dict(counts)
        groups = [
            (
                heading,
                [(code, label if numbers is None else f"{label} ({numbers.get(code, 0)})") for code, label in part],
            )
            for heading, part in select.groups
        ]
        return groups[0][1] if len(groups) == 1 and not groups[0][0] else list(groups)

    def counted(self, counts: Counts) -> "Narrowing":
        """The same with a number beside each choice of the lists that are named."""
        return replace(self, counts=tuple((name, tuple(sorted(of.items()))) for name, of in sorted(counts.items())))

    @property
    def applied(self) -> list[Applied]:
        """What is chosen from the form's lists; words and chips show themselves."""
        return [
            Applied(select.labels[self.get(select.name)], self.link(**{select.name: ""}))
            for select in self.all_selects
            if select.narrows and self.get(select.name)
        ]

    @property
    def unsearched(self) -> "Narrowing":
        """The same without words. Choices know nothing of them, so that they are drawn once for all searches."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair[0] != WORDS))

    @property
    def form(self) -> NarrowingForm:
        return NarrowingForm(self)


def narrowing(
    asked: QueryDict, path: str, chips: Mapping[str, Collection[str]], selects: tuple[Select, ...] = ()
) -> Narrowing:
    """Read what was asked; `chips` names the list's own parameters and their known values, `selects` its form's own."""
    neighbourhoods, themes = kept_for_the_minute(_choices, "commons.narrowing")
    known: dict[str, Collection[str]] = {
        **chips,
        RW: dict(neighbourhoods),
        THEME: dict(themes),
        **{select.name: select.labels for select in selects},
    }
    values = {name: str(asked.get(name, "")) for name in known}
    values[RW] = values[RW].lstrip("0")  # as people write it: RW 03
    chosen = [(name, value) for name, value in values.items() if value in known[name]]
    words = " ".join(asked.get(WORDS, "").replace("\x00", "").split())[:LONGEST].strip()
    return Narrowing(
        path,
        tuple(chosen + ([(WORDS, words)] if words else [])),
        neighbourhoods,
        themes,
        selects,
        is_corrected=any(value and value not in known[name] for name, value in values.items()),
    )


def _choices() -> tuple[Options, Options]:
    """Both in one statement, each in its order: by number, and as the office has put the themes."""
    nothing = Value("")
    neighbourhoods = Area.objects.neighbourhoods().order_by()
    found = neighbourhoods.values_list(Value(RW), "number", nothing, nothing, nothing).union(
        Theme.objects.order_by().values_list(Value(THEME), "order", "name", "code", "name_en")
    )
    rows = sorted(found)
    return (
        tuple((str(number), area_name(Area.Level.RW, number, "")) for what, number, *_ in rows if what == RW),
        tuple((code, theme_name(name, name_en)) for what, _, name, code, name_en in rows if what == THEME),
    )


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
