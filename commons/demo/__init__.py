"""An invented town that shows the portal alive: each app loads its part and counts it (`contributions.Demo`)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count, QuerySet

Town = Mapping[str, Mapping[str, Any]]  # what is loaded: code of the `Demo`, key in the content, the thing
Counted = tuple[str, str, int]  # what, of which kind, how many


def counted(what: str, rows: QuerySet[Any], field: str, kinds: Iterable[str]) -> Iterator[Counted]:
    """How many rows have each of these kinds in `field`; those that none has are counted too."""
    found = dict(rows.order_by().values_list(field).annotate(Count("pk")))
    for kind in kinds:
        yield what, str(kind), found.get(kind, 0)
