"""Weights of milestones: the share that is reached, and how they would add up to a hundred."""

from collections.abc import Iterable, Sequence

from projects.models import Milestone
from projects.models.milestone import WHOLE


def reached_share(project_id: int, reaching: Iterable[int] = ()) -> int | None:
    """In whole percent, never more than is reached; None where no milestone has a weight."""
    found = Milestone.objects.filter(project=project_id, weight__isnull=False)
    rows = list(found.exclude(state=Milestone.State.CANCELLED).values_list("pk", "weight", "state"))
    more = set(reaching)
    reached = sum(weight for pk, weight, state in rows if state == Milestone.State.DONE or pk in more)
    return share_of(reached, sum(weight for _pk, weight, _state in rows))


def share_of(reached: int, total: int) -> int | None:
    return WHOLE * reached // total if total else None


def levelled(weights: Sequence[int | None]) -> list[int]:
    """The same proportions, adding up to exactly a hundred; one without a weight counts as the others do on average."""
    known = [weight for weight in weights if weight]
    usual = sum(known) / len(known) if known else 1.0
    given = [float(weight or usual) for weight in weights]
    parts = [WHOLE * weight / sum(given) for weight in given]
    whole = [max(1, int(part)) for part in parts]
    while sum(whole) < WHOLE:
        whole[max(range(len(whole)), key=lambda at: parts[at] - whole[at])] += 1
    while sum(whole) > WHOLE:
        whole[whole.index(max(whole))] -= 1
    return whole
