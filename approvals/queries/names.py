"""What things are called that the office decides about."""

from collections import defaultdict
from collections.abc import Iterable

from commons import contributions
from commons.approvable import Approvable

Thing = tuple[str, int]


def names_of(things: Iterable[Thing]) -> dict[Thing, str]:
    """By kind and number; one query a kind. For those who may see the approval: it has the audience of its thing."""
    ids = defaultdict(set)
    for kind, object_id in things:
        ids[kind].add(object_id)
    return {
        (kind, pk): name
        for kind, some in ids.items()
        for pk, name in contributions.one(Approvable, kind).names(some).items()
    }
