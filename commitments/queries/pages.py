"""The page of one promise: what, whose, by when, where it was said, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commitments.models import Commitment, CommitmentEntry
from commitments.queries.looks import state_look
from commons import formats
from commons.amounts import amount_text
from commons.chips import Chip
from commons.contributions import Card, Reference, one
from commons.models import Photo, photos

ICONS = {
    CommitmentEntry.What.MOVED: ("gold", "calendar-days"),
    CommitmentEntry.What.HANDED: ("info", "users"),
    CommitmentEntry.What.KEPT: ("ok", "circle-check"),
    CommitmentEntry.What.UNDONE: ("gold", "history"),
    CommitmentEntry.What.WITHDRAWN: ("neutral", "reply"),
}


@dataclass(frozen=True)
class ShownEntry:
    """What became of it, in the words that stand there."""

    title: str
    text: str
    who: str
    at: str
    iso: str
    tone: str
    icon: str
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class CommitmentPage:
    """All that the page of a promise shows."""

    state: Chip
    amount: str
    due: str
    first_due: str  # where it was moved
    place: Card | None
    entries: list[ShownEntry]


def commitment_page(commitment: Commitment, user: Any) -> CommitmentPage:
    """Two statements: where it was said, and its entries with their photos."""
    place, due = commitment.place, commitment.due_on
    cards = one(Reference, place.kind).lookup([place.object_id], user) if place.object_id else {}
    return CommitmentPage(
        state=state_look(commitment.state, due, commitment.frozen_on),
        amount=amount_text(commitment.amount, commitment.unit, commitment.amount_idr),
        due=formats.long_date(due) if due else _("Belum ada tenggat"),
        first_due=formats.long_date(commitment.first_due_on)
        if commitment.was_moved and commitment.first_due_on
        else "",
        place=cards.get(place.object_id) if place.object_id else None,
        entries=[_shown(entry) for entry in commitment.entries.for_timeline()] + [_first(commitment)],
    )


def _shown(entry: Mapping[str, Any]) -> ShownEntry:
    what = CommitmentEntry.What(entry["what"])
    return ShownEntry(
        title=_title(what, entry),
        text=entry["note"],
        who=" · ".join(name for name in (_name(entry, "by"), entry["acting_as__name"]) if name),
        at=formats.stamp(entry["at"]),
        iso=formats.iso(entry["at"]),
        tone=ICONS[what][0],
        icon=ICONS[what][1],
        photos=photos(entry["placed_photos"]),
    )


def _title(what: CommitmentEntry.What, entry: Mapping[str, Any]) -> str:
    """A new day and a new name say from what to what."""
    if what == CommitmentEntry.What.MOVED:
        return _("Tenggat diubah: %(before)s → %(after)s") % {
            "before": formats.short_date(entry["due_before"]) if entry["due_before"] else "–",
            "after": formats.short_date(entry["due_after"]),
        }
    if what == CommitmentEntry.What.HANDED:
        return _("Diserahkan: %(before)s → %(after)s") % {
            "before": _name(entry, "person_before") or "–",
            "after": _name(entry, "person_after"),
        }
    return str(what.label)


def _name(entry: Mapping[str, Any], who: str) -> str:
    if not entry[f"{who}_id"]:
        return ""
    return name_for_others(*(entry[f"{who}__{part}"] for part in ("name", "leaves_at", "erased_at")))


def _first(commitment: Commitment) -> ShownEntry:
    """That it was said is no entry of its own: the row cannot change."""
    day = commitment.first_due_on
    return ShownEntry(
        title=_("Dijanjikan"),
        text=_("Tenggat %(date)s") % {"date": formats.short_date(day)} if day else "",
        who=commitment.said_by.display_name,
        at=formats.stamp(commitment.said_at),
        iso=formats.iso(commitment.said_at),
        tone="",
        icon="message-square-text",
    )
