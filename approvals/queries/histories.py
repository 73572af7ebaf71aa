"""What happened to an approval, as its page and the page of its thing tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from approvals.models import Approval, Decision
from commons import formats
from commons.nested import Row, columns_of, nested, objects

What = Decision.What
WHO = ("by__id", "by__name", "by__leaves_at", "by__erased_at", "deputy__id", "deputy__kind", "deputy__office")
LOOKS = {
    What.ASKED: ("arrow-right", "info"),
    What.AGAIN: ("arrow-right", "info"),
    What.PASSED: ("check", "ok"),
    What.GRANTED: ("badge-check", "ok"),
    What.RETURNED: ("pencil", "gold"),
    What.REFUSED: ("circle-x", "danger"),
    What.UNDONE: ("undo-2", "danger"),
    What.WITHDRAWN: ("reply", "neutral"),
}


@dataclass(frozen=True)
class Entry:
    """A line of `components/timeline.html`."""

    title: str
    text: str
    at: str
    iso: str
    icon: str
    tone: str
    url: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class History:
    """Where a thing stands at the office: its newest approval, and everything that was decided about it."""

    newest: Approval
    entries: list[Entry]


def histories(kind: str, object_id: Any) -> ArraySubquery:
    """All approvals of one thing, the newest in front, as a column of the statement of its page: `history_from` reads
    it. The thing's own page asks who may know of them."""
    said = Decision.objects.filter(approval=OuterRef("pk")).order_by("-pk")
    asked = Approval.objects.about(kind, object_id).order_by("-pk")
    return nested(asked, *columns_of(Approval), said=nested(said, *columns_of(Decision), *WHO))


def history_from(rows: Iterable[Row]) -> History | None:
    """Of `histories`. None where the office was never asked."""
    asked = objects(Approval, rows)
    if not asked:
        return None
    said = [one for approval in asked for one in objects(Decision, approval.__dict__["said"])]
    return History(asked[0], [entry(one) for one in sorted(said, key=lambda one: -one.pk)])


def history_of(kind: str, object_id: int) -> History | None:
    """The same in two queries of its own, for a page that is not the thing's."""
    asked = list(Approval.objects.about(kind, object_id).order_by("-pk"))
    return History(asked[0], entries_of(asked)) if asked else None


def entries_of(approvals: Iterable[Approval]) -> list[Entry]:
    """The newest in front; one query."""
    found = Decision.objects.filter(approval__in=[approval.pk for approval in approvals])
    return [entry(one) for one in found.select_related("by", "deputy").order_by("-pk")]


def entry(decision: Decision) -> Entry:
    """*Disetujui oleh Plh. Lurah Dewi Lestari*, with the reason and the moment."""
    icon, tone = LOOKS[What(decision.what)]
    title = decision.get_what_display()
    if decision.who:
        title = _("%(what)s oleh %(who)s") % {"what": title, "who": decision.who}
    return Entry(title, decision.reason, formats.stamp(decision.at), formats.iso(decision.at), icon, tone)
