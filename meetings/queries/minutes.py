"""Minutes: what writers see of them while they write, and what readers see when they were circulated."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.models import Commitment, State
from commitments.queries import Line, rows
from commons import formats, rich_text
from commons.chips import Chip
from commons.standing import standing
from meetings.models import AgendaItem, Attendance, Decision, Meeting, Minutes, MinutesPart, Objection, Ratification
from meetings.queries.decisions import DecisionRow, decision_rows
from meetings.queries.looks import item_look, minutes_look, outcome_look
from meetings.queries.sectors import Mark, marks, sector_of


@dataclass(frozen=True)
class ShownObjection:
    """What somebody objects to, in the words that stand there."""

    part: str
    who: str
    reason: str
    at: str


@dataclass(frozen=True)
class ShownPart:
    """What was said about one item; `number` is empty for what belongs to none."""

    number: str
    title: str
    text: SafeString
    outcome: Chip | None


@dataclass(frozen=True)
class MinutesPage:
    """Minutes as readers of the meeting see them."""

    state: Chip
    number: str
    digest: str
    circulated: str
    ratified: str
    until: str  # while they wait for the word of those who came
    parts: list[ShownPart]
    objections: list[ShownObjection]
    marks: list[Mark]
    present: int
    decisions: list[DecisionRow]
    promises: list[Line]
    is_waiting: bool
    i_approved: bool
    i_objected: bool

    @property
    def seal_parts(self) -> list[str]:
        """The digest in pieces between which a narrow screen may break it."""
        return [self.digest[at : at + 16] for at in range(0, len(self.digest), 16)]


def minutes_page(meeting: Any, user: Any, *, is_guest: bool = False) -> MinutesPage | None:
    """None while nothing was circulated. A fixed number of statements; a person's word is told apart for them alone.

    A guest holds a link that was mailed for this meeting: they read what was decided in it, and nobody's promises.
    """
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if minutes is None or minutes.is_draft or minutes.circulated_at is None:
        return None
    minutes.meeting = meeting
    objected = Objection.objects.filter(part=OuterRef("pk"))
    parts = list(minutes.parts.in_order().annotate(is_objected=Exists(objected)))
    there, objections = _who_came(minutes), _objections(minutes) if any(one.is_objected for one in parts) else []
    mine = [one for one in there if one.person_id is not None and one.person_id == user.pk]
    return MinutesPage(
        state=minutes_look(minutes.state),
        number=minutes.number,
        digest=minutes.digest,
        circulated=formats.short_date(minutes.circulated_at),
        ratified=formats.short_date(minutes.ratified_at) if minutes.ratified_at else "",
        until=formats.long_date(minutes.speak_until) if minutes.is_circulated and minutes.speak_until else "",
        parts=shown_parts(parts, user),
        objections=[_objection(one) for one in objections],
        marks=marks(minutes, there, [sector_of(one) for one in there if one.has_approved]),
        present=len(there),
        decisions=decision_rows((decided_in(meeting) if is_guest else decided(meeting, user)).for_rows()),
        promises=[] if is_guest else promises_in(meeting, user),
        is_waiting=minutes.is_circulated,
        i_approved=any(one.has_approved for one in mine),
        i_objected=user.pk is not None and any(one.person_id == user.pk for one in objections),
    )


def _who_came(minutes: Minutes) -> list[Any]:
    """With `has_approved`, by the same statement."""
    approved = Ratification.objects.filter(minutes=minutes, person=OuterRef("person"))
    found = Attendance.objects.filter(meeting=minutes.meeting_id).select_related("organisation")
    return list(found.annotate(has_approved=Exists(approved)))


def shown_parts(parts: Sequence[MinutesPart], user: Any) -> list[ShownPart]:
    """One lookup for the names in all their texts; parts without a word are shown where they are items."""
    texts = rich_text.render([one.text for one in parts], user)
    return [
        ShownPart(str(one.position) if one.position else "", one.title, text, outcome_look(one.outcome))
        for one, text in zip(parts, texts, strict=True)
        if text or one.title
    ]


def _objections(minutes: Minutes) -> list[Any]:
    return list(minutes.objections.with_names().select_related("part"))


def _objection(one: Any) -> ShownObjection:
    return ShownObjection(str(one.part), one.shown_name, one.reason, formats.stamp(one.at))


def decided(meeting: Meeting, user: Any) -> Any:
    """What was decided in it, in the order of its numbers, as far as this person may see it."""
    return decided_in(meeting).visible_to(user)


def decided_in(meeting: Meeting) -> Any:
    return Decision.objects.published().filter(meeting=meeting).order_by("year", "serial")


def promises_in(meeting: Meeting, user: Any) -> list[Line]:
    """What was promised in it: what runs in front, the soonest first; whose promise it is may tick it."""
    found = Commitment.objects.visible_to(user).filter(place=meeting.thread_id)
    given = list(found.order_by(F("closed_at").asc(nulls_first=True), "due_on", "pk").for_rows())
    lines = rows(given, user, is_panel=True)  # on the page of that place nobody asks where it was said
    return [replace(line, is_mine=_is_of(one, user)) for one, line in zip(given, lines, strict=True)]


def _is_of(one: Mapping[str, Any], user: Any) -> bool:
    """Theirs to keep, as the rule of the ledger says it."""
    if one["state"] != State.OPEN or one["frozen_on"] or user.pk is None:
        return False
    if one["organisation_id"]:
        return one["organisation__group_id"] in standing(user).groups
    return bool(one["person_id"] == user.pk)


@dataclass(frozen=True)
class Desk:
    """One item in the editor: what stands there, who writes on it, what came of it."""

    pk: int | None
    title: str
    number: str
    url: str
    outcome: Chip | None
    text: str  # safe HTML
    held: str  # who writes on it now, when it is somebody else
    decisions: list[Decision]
    promises: list[Line]


def desks(meeting: Meeting, user: Any) -> list[Desk]:
    """The items of the agenda with what belongs to none in front; four statements."""
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    parts = list(minutes.parts.select_related("locked_by")) if minutes is not None else []
    items = list(meeting.items.on_agenda())
    shown = dict(zip((one.item_id for one in parts), rich_text.render([one.text for one in parts], user), strict=True))
    by_item, decisions, promises = {one.item_id: one for one in parts}, defaultdict(list), defaultdict(list)
    for one in meeting.decisions.drafts().select_related("owner_organisation", "owner_person", "changes"):
        decisions[one.item_id].append(one)
    found = list(Commitment.objects.visible_to(user).filter(place=meeting.thread_id).order_by("pk").for_rows())
    for one, line in zip(found, rows(found, user, is_panel=True), strict=True):
        promises[one["source_id"]].append(line)

    def desk(pk: int | None, title: str, number: str, outcome: Chip | None) -> Desk:
        part = by_item.get(pk)
        held = part.locked_by.display_name if part is not None and part.is_held_from(user) and part.locked_by else ""
        return Desk(
            pk=pk,
            title=title,
            number=number,
            url=part_url(meeting.pk, pk),
            outcome=outcome,
            text=shown.get(pk, ""),
            held=held,
            decisions=decisions[pk],
            promises=promises[pk or 0],
        )

    first = desk(None, _("Umum"), "", None)
    return [first, *(desk(one.pk, one.title, str(n), item_look(one.state)) for n, one in enumerate(items, start=1))]


def desk_of(meeting: Meeting, item: AgendaItem | None, user: Any) -> Desk:
    """The one of this item, or of what belongs to none."""
    return next(one for one in desks(meeting, user) if one.pk == (item.pk if item is not None else None))


def part_url(meeting: int, item: int | None) -> str:
    if item is None:
        return reverse("meetings:general_edit", args=[meeting])
    return reverse("meetings:part_edit", args=[meeting, item])


def part_of(meeting: Meeting, item: Any) -> MinutesPart:
    """The part as it stands, or an empty one that is not kept yet."""
    found = MinutesPart.objects.filter(minutes__meeting=meeting, item=item).select_related("locked_by", "written_by")
    return found.first() or MinutesPart(item=item)


def neighbours(meeting: Meeting, item: Any) -> tuple[str, str]:
    """The addresses of the parts before and after this one, empty at the ends."""
    order: list[int | None] = [None, *meeting.items.on_agenda().values_list("pk", flat=True)]
    here = order.index(item.pk if item is not None else None)
    before = part_url(meeting.pk, order[here - 1]) if here else ""
    return before, part_url(meeting.pk, order[here + 1]) if here + 1 < len(order) else ""


def attendance_lines(there: Sequence[Attendance]) -> list[dict[str, str]]:
    """Who came, for whom, as it is printed."""
    return [
        {
            "name": one.shown_name,
            "side": one.organisation.name if one.organisation is not None else _("Warga"),
            "area": str(one.area) if one.area is not None else "",
        }
        for one in there
    ]
