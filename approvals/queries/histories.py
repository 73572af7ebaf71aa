"""What happened to an approval, as its page and the page of its thing tell it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from approvals.models import Approval, Decision
from commons import formats

What = Decision.What
LOOKS = {
    What.ASKED: ("arrow-right", "info"),
    What.AGAIN: ("arrow-right", "info"),
    What.PASSED: ("check", "ok"),
    What.GRANTED: ("badge-check", "ok"),
    What.RETURNED: ("pencil", "gold"),
    What.REFUSED: ("circle-x", "danger"),
    What.UNDONE: ("undo-2", "danger"),
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


def history_of(kind: str, object_id: int) -> History | None:
    """All approvals of one thing, the newest in front; two queries. None where the office was never asked."""
    asked = list(Approval.objects.about(kind, object_id).order_by("-pk"))
    if not asked:
        return None
    return History(asked[0], entries_of(asked))


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
