"""What a meeting talks about: its items by the clock, and what was proposed for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.safestring import SafeString

from commons import formats, rich_text
from commons.access import can
from commons.chips import Chip
from commons.models import Attachment
from meetings.models import AgendaItem, ItemState, Meeting
from meetings.queries.looks import outcome_look

DOCUMENTS = Attachment.objects.filter(hidden_at=None).order_by("pk")


@dataclass(frozen=True)
class ShownItem:
    """An item in the words that stand there. `clock` is when it begins, as far as that can be told."""

    pk: int
    title: str
    clock: str
    minutes: int | None
    presenter: str
    about: SafeString
    documents: list[Attachment]
    chip: Chip | None
    proposed_by: str
    reason: str
    is_waiting: bool
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Program:
    """The agenda. `zone` names the clocks that its times are by; `over` is how many minutes it lasts longer than the
    meeting. `proposals` are those that this person may know of: all for the chair, else one's own."""

    items: list[ShownItem] = field(default_factory=list)
    proposals: list[ShownItem] = field(default_factory=list)
    zone: str = ""
    over: int = 0

    @property
    def has_times(self) -> bool:
        return any(one.minutes for one in self.items)


def program(meeting: Meeting, user: Any) -> Program:
    """Items, proposals and documents in two statements."""
    found = list(
        meeting.items.order_by("position", "pk")
        .select_related("proposed_by")
        .prefetch_related(Prefetch("documents", DOCUMENTS))
    )
    may_decide = bool(can(user, "meetings.edit_agenda", meeting)) or bool(can(user, "meetings.move_meeting", meeting))
    agenda = [one for one in found if one.state not in (ItemState.PROPOSED, ItemState.DECLINED)]
    others = [one for one in found if one not in agenda and _may_know(one, user, may_decide)]
    texts = dict(zip([one.pk for one in found], rich_text.render([one.about for one in found], user), strict=True))
    clocks, lasts = _clocks(meeting, agenda)
    with timezone.override(meeting.place_zone):
        zone = formats.zone_label(meeting.starts_at)
    return Program(
        items=[
            _shown(one, texts, clock, is_first=n == 0, is_last=n == len(agenda) - 1)
            for n, (one, clock) in enumerate(zip(agenda, clocks, strict=True))
        ],
        proposals=[_shown(one, texts, "") for one in sorted(others, key=lambda one: one.pk)],
        zone=zone,
        over=max(0, lasts - int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)),
    )


def _may_know(item: AgendaItem, user: Any, may_decide: bool) -> bool:
    """Of what is not on the agenda: its proposer, and while it waits whoever decides."""
    is_mine = item.proposed_by_id is not None and item.proposed_by_id == user.pk
    return is_mine or (may_decide and item.is_proposed)


def _clocks(meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[list[str], int]:
    """When each begins by the clocks of the place, until one of which nobody says how long it lasts; and the minutes
    of all together."""
    known: Any = meeting.starts_at
    clocks, lasts = [], 0
    with timezone.override(meeting.place_zone):
        for item in items:
            clocks.append(formats.clock(known) if known is not None else "")
            known = known + timedelta(minutes=item.minutes) if known is not None and item.minutes else None
            lasts += item.minutes or 0
    return (clocks if lasts else [""] * len(clocks)), lasts


def _shown(item: AgendaItem, texts: dict[int, SafeString], clock: str, **place: bool) -> ShownItem:
    return ShownItem(
        pk=item.pk,
        title=item.title,
        clock=clock,
        minutes=item.minutes,
        presenter=item.presenter,
        about=texts[item.pk],
        documents=list(item.documents.all()),
        chip=outcome_look(item.state),
        proposed_by=item.proposed_by.display_name if item.proposed_by is not None else "",
        reason=item.reason,
        is_waiting=item.is_proposed,
        **place,
    )
