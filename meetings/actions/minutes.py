"""Minutes are written part by part: one person at a time on each, and nobody's words are lost."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.actions import make_commitment
from commitments.models import Commitment
from commons import rich_text
from commons.access import Refused, ensure
from commons.editing import Overtaken
from meetings.actions.locking import locked
from meetings.models import AgendaItem, Decision, ItemState, Meeting, Minutes, MinutesPart
from meetings.models.agenda import ON_AGENDA

OUTCOMES = (ItemState.DONE, ItemState.DEFERRED, ItemState.PLANNED)


class Held(Exception):
    """Somebody else writes on this part now."""

    def __init__(self, part: MinutesPart) -> None:
        super().__init__(str(part))
        self.part = part


@transaction.atomic
def write_part(
    *,
    meeting: Meeting,
    by: Any,
    text: str,
    item: AgendaItem | None = None,
    seen: int = 0,
    takes_over: bool = False,
    goes_on: bool = True,
) -> MinutesPart:
    """Save what was said about an item (None: about none of them), and hold the part as long as one `goes_on`.

    `seen` is the version that the writer had before them. What says the same as what is there only renews the hold.
    Locks the meeting.

    Raises:
        Held: somebody else writes on it, and one does not take it over.
        Overtaken: somebody saved since.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.write_minutes", meeting)
    part = _part(meeting, item)
    if part.is_held_from(by) and not takes_over:
        raise Held(part)
    before, written = part.tracked(), rich_text.written(text)
    if written.source != part.source:
        if seen != part.version:
            raise Overtaken
        part.text, part.source, part.version = written.shown, written.source, part.version + 1
        part.written_by, part.written_at = by, timezone.now()
    if goes_on:
        part.hold(by)
    else:
        part.let_go()
    if part.tracked() != before:  # a form that arrives twice changes nothing the second time
        part.save()
    return part


def _part(meeting: Meeting, item: AgendaItem | None) -> MinutesPart:
    """The part, begun with its minutes where nothing is there yet."""
    if item is not None:
        item = meeting.items.get(pk=item.pk, state__in=ON_AGENDA)
    minutes, _new = Minutes.objects.get_or_create(meeting=meeting)
    found: MinutesPart = minutes.parts.get_or_create(item=item)[0]
    return found


@transaction.atomic
def settle_item(*, item: AgendaItem, by: Any, outcome: str) -> AgendaItem:
    """Talked through, put off, or open again. Locks the meeting."""
    meeting = locked(item.meeting_id)
    ensure(by, "meetings.write_minutes", meeting)
    item = meeting.items.get(pk=item.pk, state__in=ON_AGENDA)
    if item.state != outcome:
        item.state = ItemState(outcome)
        item.save(update_fields=["state"])
    return item


@transaction.atomic
def note_decision(
    *, meeting: Meeting, by: Any, title: str, item: AgendaItem | None = None, text: str = "", **facts: Any
) -> Decision:
    """A decision as a draft; it is published, and gets its number, when the minutes are circulated. `facts` are the
    other fields of `Decision`. Locks the meeting.

    Raises:
        Refused: what it changes was changed already.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.write_minutes", meeting)
    ensure_unchanged(facts.get("changes"))
    Minutes.objects.get_or_create(meeting=meeting)
    return Decision.objects.create(
        meeting=meeting, item=item, title=title, text=rich_text.parse(text), written_by=by, **facts
    )


def ensure_unchanged(earlier: Decision | None) -> None:
    """
    Raises:
        Refused: another decision has replaced or revoked it.
    """
    if earlier is None:
        return
    if Decision.objects.published().filter(changes=earlier.pk).exists():
        raise Refused(_("%(number)s sudah diganti atau dicabut keputusan lain.") % {"number": earlier.number})


@transaction.atomic
def drop_decision(*, meeting: Meeting, by: Any, decision: Decision) -> None:
    """A draft that was no decision after all. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.write_minutes", meeting)
    meeting.decisions.drafts().get(pk=decision.pk).delete()


@transaction.atomic
def note_promise(*, item: AgendaItem, by: Any, **facts: Any) -> Commitment:
    """A *tindak lanjut* is a promise from now on, in the ledger of all promises; its owner hears it at once. `facts`
    are those of `make_commitment`. Locks the meeting."""
    meeting = locked(item.meeting_id)
    ensure(by, "meetings.write_minutes", meeting)
    item = meeting.items.get(pk=item.pk, state__in=ON_AGENDA)
    Minutes.objects.get_or_create(meeting=meeting)
    return make_commitment(by=by, place=meeting.thread, source=item, keeper=meeting.chair, **facts)
