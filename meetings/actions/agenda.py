"""The agenda: its items are put in, changed, put in order and taken out; and proposed, taken up or declined."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity.actions import record
from commitments.models import Commitment
from commons import attachments, rich_text
from commons.access import Refused, ensure
from commons.models import Attachment
from meetings.actions.locking import locked
from meetings.models import MOST_ITEMS, AgendaItem, Decision, ItemState, Meeting, MinutesPart
from meetings.points import Point, points_in, written_out

MOST_PROPOSED = 3  # of one person, waiting at a time
FACTS = ("title", "minutes", "presenter", "about")


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    by: Any,
    title: str,
    minutes: int | None = None,
    presenter: str = "",
    about: str = "",
    documents: Iterable[Attachment] = (),
) -> AgendaItem:
    """One more, at the end. Locks the meeting.

    Raises:
        Refused: the agenda holds as many as a meeting can talk about.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.edit_agenda", meeting)
    _ensure_room(meeting)
    item = AgendaItem.objects.create(
        meeting=meeting, position=_next_position(meeting), title=title, minutes=minutes, presenter=presenter,
        about=rich_text.parse(about),
    )  # fmt: skip
    _attach(item, documents)
    keep_agenda(meeting)
    return item


def put_points(meeting: Meeting, points: Sequence[Point]) -> None:
    """The items of a meeting that is new: the lines that somebody wrote."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, title=one.title, minutes=one.minutes)
        for n, one in enumerate(points[:MOST_ITEMS], start=1)
    )
    keep_agenda(meeting)


def put_points_each(meetings: Iterable[Meeting], points: Sequence[Point]) -> None:
    """The same items for each of these, which are new and have them written out already: one statement."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, title=one.title, minutes=one.minutes)
        for meeting in meetings
        for n, one in enumerate(points[:MOST_ITEMS], start=1)
    )


def put_lines(meeting: Meeting, text: str) -> None:
    """The same, of a text with a point in each line."""
    if points := points_in(text):
        put_points(meeting, points)


def keep_agenda(meeting: Meeting) -> None:
    """The items written out, for search, calendars and letters; whatever changes an item calls it. The meeting is
    locked, or new."""
    meeting.agenda = rich_text.parse(written_out(meeting.items.on_agenda()))
    meeting.save(update_fields=["agenda"])


@transaction.atomic
def change_item(
    *,
    item: AgendaItem,
    by: Any,
    title: str,
    minutes: int | None = None,
    presenter: str = "",
    about: str = "",
    documents: Iterable[Attachment] = (),
) -> AgendaItem:
    """What it is about, for how long, and who leads through it; further documents come beside those that it has. What
    is only proposed is answered, not changed. Locks the meeting."""
    item = _locked(item)
    ensure(by, "meetings.edit_agenda", item)
    item.title, item.minutes, item.presenter, item.about = title, minutes, presenter, rich_text.parse(about)
    item.save(update_fields=FACTS)
    _attach(item, documents)
    keep_agenda(item.meeting)
    return item


@transaction.atomic
def shift_item(*, item: AgendaItem, by: Any, up: bool) -> AgendaItem:
    """One place nearer to the beginning or the end; the first and the last stay. Locks the meeting."""
    item = _locked(item)
    ensure(by, "meetings.edit_agenda", item)
    ordered = list(item.meeting.items.on_agenda())
    at = ordered.index(item)
    to = min(max(at + (-1 if up else 1), 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    for position, one in enumerate(ordered, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(ordered, ["position"])
    keep_agenda(item.meeting)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Any) -> None:
    """It is not talked about; its documents are served no more. Locks the meeting.

    Raises:
        Refused: another meeting goes on with it, or it was talked about already.
    """
    item = _locked(item)
    ensure(by, "meetings.edit_agenda", item)
    if _was_talked_about(item):
        raise Refused(_("Pokok ini sudah dibahas, jadi tidak dihapus lagi."), obj=item)
    MinutesPart.objects.filter(item=item).delete()  # opened, and nothing written
    attachments.detach(item)  # theirs again, and swept with what is unsent
    AgendaItem.objects.filter(pk=item.pk).delete()
    keep_agenda(item.meeting)


def _was_talked_about(item: AgendaItem) -> bool:
    """Said to be so, written, decided or promised; or another meeting goes on with it."""
    return (
        item.state == ItemState.DONE
        or AgendaItem.objects.filter(rolled_from=item).exists()
        or MinutesPart.objects.filter(item=item, version__gt=0).exists()
        or Decision.objects.filter(item=item).exists()
        or Commitment.objects.filter(
            source_type=ContentType.objects.get_for_model(AgendaItem), source_id=item.pk
        ).exists()
    )


@transaction.atomic
def propose_item(
    *, meeting: Meeting, by: Any, title: str, minutes: int | None = None, about: str = "",
    documents: Iterable[Attachment] = (),
) -> AgendaItem:  # fmt: skip
    """Somebody invited asks that something be talked about; the chair is told. Locks the meeting.

    Raises:
        Refused: three of theirs wait already.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.propose_item", meeting)
    if meeting.items.proposed().filter(proposed_by=by).count() >= MOST_PROPOSED:
        raise Refused(
            _("Sudah ada %(n)s usulan Anda yang menunggu jawaban pemimpin rapat.") % {"n": MOST_PROPOSED}, obj=meeting
        )
    item = AgendaItem.objects.create(
        meeting=meeting, title=title, minutes=minutes, about=rich_text.parse(about), state=ItemState.PROPOSED,
        proposed_by=by,
    )  # fmt: skip
    _attach(item, documents)
    record("meetings.item_proposed", actor=by, target=item, thread=meeting.thread, to=[("your_turn", meeting.chair)])
    return item


@transaction.atomic
def take_item(*, item: AgendaItem, by: Any) -> AgendaItem:
    """The chair takes it up, at the end of the agenda; whoever proposed it is told. Locks the meeting."""
    item = _locked(item)
    ensure(by, "meetings.decide_item", item)
    _ensure_room(item.meeting)
    item.state, item.position = ItemState.PLANNED, _next_position(item.meeting)
    item.save(update_fields=["state", "position"])
    _tell_proposer(item, "meetings.item_taken", by)
    keep_agenda(item.meeting)
    return item


@transaction.atomic
def decline_item(*, item: AgendaItem, by: Any, reason: str) -> AgendaItem:
    """The chair says why not; whoever proposed it is told. Locks the meeting."""
    item = _locked(item)
    ensure(by, "meetings.decide_item", item)
    item.state, item.reason = ItemState.DECLINED, reason
    item.save(update_fields=["state", "reason"])
    attachments.hide(item)  # what is not talked about is not kept beside the meeting
    _tell_proposer(item, "meetings.item_declined", by)
    return item


def _tell_proposer(item: AgendaItem, verb: str, by: Any) -> None:
    record(verb, actor=by, target=item, thread=item.meeting.thread, to=[("asked", item.proposed_by)])  # a verb of ours


def _locked(item: AgendaItem) -> AgendaItem:
    meeting = locked(item.meeting_id)
    item = meeting.items.select_related("proposed_by").get(pk=item.pk)
    item.meeting = meeting
    return item


def _ensure_room(meeting: Meeting) -> None:
    if meeting.items.on_agenda().count() >= MOST_ITEMS:
        raise Refused(_("Sudah ada %(n)s pokok. Hapus atau gabungkan dulu.") % {"n": MOST_ITEMS}, obj=meeting)


def _next_position(meeting: Meeting) -> int:
    last = meeting.items.on_agenda().order_by().aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _attach(item: AgendaItem, documents: Iterable[Attachment]) -> None:
    for file in documents:
        attachments.attach(file, to=item, audience=item.meeting.audience)
