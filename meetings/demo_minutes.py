"""The demo's minutes: what was said, decided and promised in the meetings that were held, and who ratified it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from commitments.demo import write
from commons import rich_text
from commons.calendar import end_of
from commons.demo import Counted, counted
from commons.demo.content import content, day, moment
from meetings.actions.circulating import set_clock
from meetings.models import (
    TO_SPEAK,
    AgendaItem,
    Decision,
    ItemState,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesState,
    Objection,
    Ratification,
    next_number,
)
from meetings.models.decision import PREFIX as KEP
from meetings.models.minutes import PREFIX as BA
from meetings.queries.canonical import canonical, digest_of
from meetings.queries.sectors import came, final_marks
from stakeholders.models import Sector

Row = Mapping[str, Any]
Named = Mapping[str, Any]
REVIEWED_AFTER = timedelta(days=180)


def load(row: Row, meeting: Meeting, people: Named, organisations: Named) -> None:
    """What the content tells of a meeting that was held; what is there already is left alone."""
    if not row["minutes"] or Minutes.objects.filter(meeting=meeting).exists():
        return
    items = _items(row, meeting)
    minutes = Minutes.objects.create(meeting=meeting)
    _parts(row, minutes, items, people[row["minute_taker"]])
    _promises(row, meeting, items, people, organisations)
    circulated = row["minutes"]["circulated_day"]
    _decide(row, meeting, items, people[row["minute_taker"]], circulated)
    if circulated is None:
        return
    _circulate(minutes, items, people[row["minute_taker"]], circulated)
    _speak(row, minutes, people, organisations)


def counts() -> Iterator[Counted]:
    """Minutes by their state, who approved and who objected, decisions in force and changed."""
    yield from counted("minutes", Minutes.objects.all(), "state", MinutesState.values)
    yield "minutes", "approved", Ratification.objects.count()
    yield "minutes", "objected", Objection.objects.count()
    yield "decision", "published", Decision.objects.published().count()
    yield "decision", "draft", Decision.objects.drafts().count()
    yield "decision", "changed", Decision.objects.published().exclude(changes=None).count()
    yield "agenda item", "unfinished", AgendaItem.objects.unfinished().count()


def _items(row: Row, meeting: Meeting) -> list[AgendaItem]:
    """Talked through, save the last one of a meeting that ran out of time."""
    items = list(meeting.items.on_agenda())
    for one in items:
        one.state = ItemState.DONE
    if len(row["minutes"]["discussion"]) < len(items) - 1:
        items[-1].state = ItemState.DEFERRED
    AgendaItem.objects.bulk_update(items, ["state"])
    return items


def _parts(row: Row, minutes: Minutes, items: list[AgendaItem], by: Any) -> None:
    """The summary belongs to no item; what was discussed to the items behind the opening, one after the other."""
    said = row["minutes"]
    texts = [(None, said["summary"]), *zip(items[1:] or items, said["discussion"], strict=False)]
    for item, text in texts:
        written = rich_text.written(text)
        MinutesPart.objects.create(
            minutes=minutes, item=item, text=written.shown, source=written.source, version=1, written_by=by,
            written_at=moment(said["circulated_day"] or 0),
        )  # fmt: skip


def _promises(row: Row, meeting: Meeting, items: list[AgendaItem], people: Named, organisations: Named) -> None:
    ours = {f"c-{one['key']}" for one in row["actions"]}
    for nth, one in enumerate(one for one in content()["commitments"] if one["key"] in ours):
        write(
            one,
            place=meeting.thread,
            source=items[nth % len(items)],
            keeper=meeting.chair,
            organisation=organisations.get(one["org"]),
            person=people[one["person"]],
        )


def _decide(row: Row, meeting: Meeting, items: list[AgendaItem], by: Any, circulated: int | None) -> None:
    """The last decision of a long list replaces an earlier one of the same project, so that the register shows it."""
    for nth, one in enumerate(row["decisions"]):
        published = moment(circulated) if circulated is not None else None
        year = published.year if published is not None else None
        effective = day(row["day"])
        Decision.objects.create(
            meeting=meeting,
            item=items[nth % len(items)],
            title=one["text"],
            effective_on=effective,
            review_on=effective + REVIEWED_AFTER if nth == 0 else None,
            owner_organisation=meeting.host,
            written_by=by,
            written_at=meeting.ends_at,
            year=year,
            serial=next_number(KEP, year) if year is not None else None,
            published_at=published,
            **_change(one),
        )


def _change(one: Row) -> dict[str, Any]:
    """Where the content says that it replaces one, by the sentence of that."""
    said = one.get("replaces")
    earlier = Decision.objects.published().filter(title=said).first() if said else None
    return {"changes": earlier, "change": "replaces"} if earlier is not None else {}


def _circulate(minutes: Minutes, items: list[AgendaItem], by: Any, circulated: int) -> None:
    for nth, item in enumerate(items, start=1):
        part, _new = minutes.parts.get_or_create(item=item)
        part.title, part.outcome, part.position = item.title, item.state, nth
        part.save(update_fields=["title", "outcome", "position"])
    minutes.state, minutes.circulated_by, minutes.circulated_at = MinutesState.CIRCULATED, by, moment(circulated)
    minutes.speak_until = end_of(day(circulated + TO_SPEAK))
    minutes.save()


def _speak(row: Row, minutes: Minutes, people: Named, organisations: Named) -> None:
    said = row["minutes"]
    for one in said["ratifications"]:
        if not one["silence"]:
            Ratification.objects.create(minutes=minutes, **_word(one, people, organisations))
    for one in said.get("objections", ()):
        part = minutes.parts.in_order()[one["part"]]
        word = _word(one, people, organisations)
        Objection.objects.create(minutes=minutes, part=part, reason=one["reason"], **word)
    if said["state"] != MinutesState.RATIFIED:
        set_clock(minutes)
        return
    minutes.ratified_at = moment(said["ratified_day"])
    minutes.year = minutes.ratified_at.year
    minutes.serial = next_number(BA, minutes.year)
    minutes.state = MinutesState.RATIFIED
    minutes.marks = final_marks(came(minutes.meeting), [one.sector for one in minutes.ratifications.all()])
    minutes.seal = canonical(minutes)
    minutes.digest = digest_of(minutes.seal)
    minutes.save()


def _word(one: Row, people: Named, organisations: Named) -> dict[str, Any]:
    side = organisations.get(one["on_behalf_of"])
    sector = side.sector if side is not None else Sector.COMMUNITY
    return {"person": people[one["by"]], "organisation": side, "sector": sector, "at": moment(one["day"])}
