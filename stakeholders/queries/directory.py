"""The directory: who does what here, found by words and narrowed by sector, kind, place, subject, help and state."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from commons import search
from commons.calendar import today
from commons.models import with_places
from commons.narrowing import THEME, Narrowing, Select, about, in_neighbourhood, narrowing
from commons.nearness import near
from stakeholders.models import Capability, Category, Organisation, Sector, organisation, with_kind
from stakeholders.queries.kinds import known_kinds

SECTOR, KIND, STATE, SORT, VIEW, GIVES = "unsur", "jenis", "status", "urut", "tampil", "kemampuan"
UNCHECKED, NEWEST, CARDS = "belum", "terbaru", "kartu"
WAITING = (Organisation.State.SUBMITTED, Organisation.State.RETURNED)
SHOWN = (*WAITING, Organisation.State.VERIFIED)
CHIPS = {SECTOR: Sector.values, STATE: [UNCHECKED], VIEW: [CARDS]}
NAMES: tuple[str, ...] = ("lowered", "pk")


def directory_narrowing(asked: Any, path: str) -> Narrowing:
    """What the address of the directory says; the same for its list, its tables and its files."""
    kinds = tuple(
        (str(sector.label), tuple((kind.code, kind.name) for kind in known_kinds() if kind.sector == sector))
        for sector in Sector
    )
    nearest = _("Paling mirip") if asked.get("q", "").strip() else _("Nama")
    return narrowing(
        asked,
        path,
        CHIPS,
        (
            Select(KIND, _("Jenis"), _("Semua jenis"), kinds),
            Select(GIVES, _("Kemampuan"), _("Semua kemampuan"), (("", tuple(_categories())),)),
            Select(SORT, _("Urut"), nearest, (("", ((NEWEST, _("Terbaru")),)),), narrows=False),
        ),
    )


def _categories() -> Iterator[tuple[str, str]]:
    return ((one.value, str(one.label)) for one in Category)


def directory(user: Any, narrowed: Narrowing) -> QuerySet[Organisation]:
    """The verified organisations, or those that wait to be, which only the office and their own people see."""
    found = in_neighbourhood(about(searched(user, narrowed.words), narrowed.get(THEME)), narrowed.get("rw"))
    found = found.filter(state__in=WAITING) if narrowed.get(STATE) else found.verified()
    for name, field in ((SECTOR, "sector"), (KIND, "kind")):
        if narrowed.get(name):
            found = found.filter(**{field: narrowed.get(name)})
    if narrowed.get(GIVES):
        offered = Capability.objects.shown(today()).filter(category=narrowed.get(GIVES))
        found = found.filter(pk__in=offered.values("organisation"))
    return with_kind(with_places(found.annotate(lowered=Lower("name"))))


def order(narrowed: Narrowing) -> tuple[str, ...]:
    """By name; what was searched for by nearness first; or the newest first."""
    if narrowed.get(SORT):
        return ("-created_at", "-pk")
    return ("-nearness", *NAMES) if narrowed.words else NAMES


def searched(user: Any, words: str) -> Any:
    """What this person may see, by name even if it was typed wrong, or by what it says of itself.

    The index of the texts is asked by itself: beside another condition the database would read every text.
    """
    found = Organisation.objects.visible_to(user)
    if not words:
        return found
    asked = search.read(words)
    also = Q()
    if asked.asked:
        holding = Organisation.objects.alias(holds=organisation.words())
        also = Q(pk__in=holding.filter(holds=asked.query).values("pk"))
    return near(found, words, "name", also=also)
