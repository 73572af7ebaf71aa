"""What a file is compared with: places, subjects, kinds, and the organisations that are there already."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import override

from commons.models import Area, Theme
from stakeholders.models import ContactPerson, Organisation, Sector
from stakeholders.numbers import ADDRESS
from stakeholders.queries.kinds import KnownKind, known_kinds
from stakeholders.tables.columns import CONTACT_CODES, LANGUAGES, plain

LEGAL_FORMS = {"pt", "cv", "ud", "tbk", "yayasan", "perkumpulan"}
EVERYWHERE = {"kelurahan", "seluruh kelurahan", "se-kelurahan", "semua", "semua rw", "whole kelurahan"}
TEXTS = ("name", "sector", "kind", "about", "website", "email", "phone", "vision", "mission", "nib", "npwp")
CONTACT_FIELDS = {code: code.removeprefix("contact_") for code in CONTACT_CODES}


def key_of(name: str) -> str:
    """The same for the same name, however it was typed: `PENGURUS  RW 3` and `Pengurus RW. 03`."""
    return " ".join(word.lstrip("0") or "0" for word in re.findall(r"\w+", name.casefold()))


def loose_key(name: str) -> str:
    """The same for names that may mean one organisation: `PT Sumber Air` and `Sumber Air, CV`."""
    return " ".join(sorted(word for word in key_of(name).split() if word not in LEGAL_FORMS))


class Known:
    """What one import may meet, as far as whoever imports may see it. Asked once a file; organisations by the chunk."""

    def __init__(self, by: Any) -> None:
        self.by = by

    @cached_property
    def sectors(self) -> dict[str, str]:
        return _named((sector.value, sector) for sector in Sector) | {"masyarakat": Sector.COMMUNITY}

    @cached_property
    def kinds(self) -> dict[str, KnownKind]:
        found: dict[str, KnownKind] = {}
        for language in LANGUAGES:
            with override(language):
                for kind in known_kinds():
                    found |= {plain(kind.code): kind, plain(kind.name): kind}
        return found

    @cached_property
    def areas(self) -> dict[str, int]:
        """By the number of the RW as text; the whole kelurahan by its name and by what people call it."""
        found: dict[str, int] = {}
        for area in Area.objects.placeable():
            if area.level == Area.Level.RW:
                found[str(area.number)] = area.pk
            else:
                found |= dict.fromkeys([plain(area.name), f"kelurahan {plain(area.name)}", *EVERYWHERE], area.pk)
        return found

    @cached_property
    def themes(self) -> dict[str, int]:
        return {
            plain(name): theme.pk
            for theme in Theme.objects.all()
            for name in (theme.code, theme.name, theme.name_en)
            if name
        }

    @cached_property
    def _rows(self) -> list[tuple[int, str, str, int | None]]:
        found = Organisation.objects.visible_to(self.by).order_by("pk")
        return list(found.values_list("pk", "name", "state", "parent"))

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        return [(pk, name) for pk, name, *_ in self._rows]

    @cached_property
    def names(self) -> dict[int, str]:
        return dict(self._names)

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """Who is part of whom; an import adds what its rows would have."""
        return {pk: parent for pk, *_, parent in self._rows}

    @cached_property
    def _verified(self) -> set[int]:
        return {pk for pk, _, state, _ in self._rows if state == Organisation.State.VERIFIED}

    def is_verified(self, number: int) -> bool:
        return number in self._verified

    def verified(self, named: str) -> list[int]:
        """The verified organisations that a name or the address of a page means."""
        address = ADDRESS.search(named)
        meant = [int(address[1])] if address else self.by_key.get(key_of(named), [])
        return [pk for pk in meant if pk in self._verified]

    def is_part_of(self, organisation: int, other: int) -> bool:
        """Is it the other one, or a part of it, however far up?"""
        at, passed = organisation, set[int]()
        while at not in passed and at != other:
            passed.add(at)
            at = self.parents.get(at) or at
        return at == other

    @cached_property
    def numbers(self) -> set[int]:
        return set(self.names)

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for pk, name in self._names:
            found[key_of(name)].append(pk)
        return dict(found)

    def like(self, name: str) -> str:
        """The name of one that may be the same; empty where none looks like it."""
        return self._loosely.get(loose_key(name), "")

    @cached_property
    def _loosely(self) -> dict[str, str]:
        return {loose_key(name): name for _, name in self._names if loose_key(name)}

    def facts(self, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
        """What these organisations hold, with their state; one statement."""
        found = facts_with_places(Organisation.objects.visible_to(self.by).filter(pk__in=numbers))
        return {row["pk"]: row for row in found}

    def owners(self, phones: Collection[str], addresses: Collection[str], nibs: Collection[str]) -> dict[str, str]:
        """Whose these public phones, addresses and NIB are: the names of the organisations; one statement."""
        if not phones and not addresses and not nibs:
            return {}
        lowered = Organisation.objects.visible_to(self.by).annotate(address=Lower("email"))
        same = lowered.filter(Q(phone__in=phones) | Q(address__in=addresses) | Q(nib__in=nibs))
        found = same.values_list("name", "phone", "address", "nib")
        return {value: name for name, *values in found for value in values if value}


def contacts_of(numbers: Collection[int]) -> dict[int, dict[str, dict[str, str]]]:
    """The contact people of these organisations, by the key of their names; one statement."""
    found: dict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    for person in ContactPerson.objects.filter(organisation__in=numbers).in_order():
        found[person.organisation_id][key_of(person.name)] = {
            code: getattr(person, name) for code, name in CONTACT_FIELDS.items()
        }
    return found


def facts_with_places(found: Any) -> Iterator[dict[str, Any]]:
    """Facts as an import compares them: texts, and the numbers of places and subjects in order."""
    placed = found.annotate(area_ids=_linked("areas", "area"), theme_ids=_linked("themes", "theme"))
    for row in placed.values("pk", "state", "parent", *TEXTS, "area_ids", "theme_ids"):
        yield row | {"areas": row.pop("area_ids"), "themes": row.pop("theme_ids")}


def _linked(field: str, name: str) -> ArraySubquery:
    links: Any = getattr(Organisation, field).through
    return ArraySubquery(links.objects.filter(organisation=OuterRef("pk")).order_by(name).values(name))


def _named(values: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Codes by how people write them, in each language."""
    found: dict[str, str] = {}
    for code, choice in values:
        for language in LANGUAGES:
            with override(language):
                found |= {plain(code): code, plain(str(choice.label)): code}
    return found
