"""The kinds of organisations that can be chosen: the one place where lists, filters and tables ask for them."""

from typing import NamedTuple

from commons.drawn import kept_for_the_minute
from stakeholders.models import OrganisationKind, Sector


class KnownKind(NamedTuple):
    """`code` is what an organisation holds, `name` is in the reader's language."""

    code: str
    name: str
    sector: str


def known_kinds() -> tuple[KnownKind, ...]:
    """All of them, sector by sector, also those switched off; as they were within this minute."""
    return kept_for_the_minute(_read, "stakeholders.kinds")


def _read() -> tuple[KnownKind, ...]:
    rows = list(OrganisationKind.objects.in_order())
    return tuple(KnownKind(row.code, str(row), sector) for sector in Sector for row in rows if row.sector == sector)
