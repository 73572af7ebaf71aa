"""The kinds of organisations that can be chosen: the one place where lists, filters and tables ask for them."""

from typing import NamedTuple

from stakeholders.models import KINDS, Sector


class KnownKind(NamedTuple):
    """`code` is what an organisation holds, `name` is in the reader's language."""

    code: str
    name: str
    sector: str


def known_kinds() -> tuple[KnownKind, ...]:
    """All of them, sector by sector."""
    return tuple(KnownKind(kind.value, str(kind.label), sector) for sector in Sector for kind in KINDS[sector])
