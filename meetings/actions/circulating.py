"""Minutes go to those who came, decisions to everybody: from here on neither changes."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, record, schedule
from commons.access import Refused, ensure
from commons.calendar import at, end_of, office_day, today
from meetings.actions.locking import locked
from meetings.actions.minutes import ensure_unchanged
from meetings.actions.telling import MINUTES, invited, post_to_guests
from meetings.models import TO_SPEAK, Answer, Decision, Meeting, Minutes, next_number
from meetings.models.decision import PREFIX
from meetings.queries.sectors import came

RATIFY, REVIEW = "meetings.ratify", "meetings.review"
REMIND, SILENCE = "remind", "silence"
AHEAD = timedelta(days=2)
USEFUL = timedelta(days=365)  # also after a long outage silence has ratified them
REVIEW_IS_USEFUL = timedelta(days=30)
HOUR = 8
OWNERS = ("owner_person", "owner_organisation__group")
OWNED = (*OWNERS, *(f"changes__{one}" for one in OWNERS))  # "changes" comes along


@transaction.atomic
def circulate_minutes(*, meeting: Meeting, by: Any) -> Minutes:
    """To those who came, who have seven days to approve or object; the invited read it in their digest. Decisions are
    published with their numbers, for what was agreed is to be followed at once, and told to who is to see to them.
    Locks the meeting.

    Raises:
        Refused: nobody stands in the list of who came, nothing was written, or a decision was overtaken.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.circulate_minutes", meeting)
    there, minutes = came(meeting), Minutes.objects.filter(meeting=meeting).first()
    if not there:
        raise Refused(_("Catat dulu siapa yang hadir. Merekalah yang mengesahkan notulen."), obj=meeting)
    if minutes is None or not (minutes.parts.exclude(text=[]).exists() or meeting.decisions.exists()):
        raise Refused(_("Notulen masih kosong. Tulis dulu apa yang dibahas."), obj=meeting)
    _close(minutes)
    published = [_publish(one, meeting) for one in meeting.decisions.drafts().select_related(*OWNED)]
    minutes.state, minutes.circulated_at, minutes.circulated_by = "circulated", timezone.now(), by
    minutes.speak_until = end_of(today() + timedelta(days=TO_SPEAK))
    minutes.save()
    set_clock(minutes)
    _tell(meeting, there, by)
    for decision in published:
        to = [("assigned", _owner(decision))]
        if decision.changes is not None:  # whoever saw to the earlier one stops, or goes on differently
            to.append(("concerned", _owner(decision.changes)))
        record("meetings.decision_published", actor=by, target=decision, thread=meeting.thread, to=to)
    return minutes


def _close(minutes: Minutes) -> None:
    """Each item on the agenda has its part, with what the item says now; nobody holds one any more."""
    for nth, item in enumerate(minutes.meeting.items.on_agenda(), start=1):
        part, _new = minutes.parts.get_or_create(item=item)
        part.title, part.outcome, part.position = item.title, item.state, nth
        part.save()
    minutes.parts.update(locked_by=None, locked_since=None, locked_at=None)


def _publish(decision: Decision, meeting: Meeting) -> Decision:
    """Whoever changes the same earlier one waits for the register's row, and is refused then."""
    decision.year = today().year
    decision.serial, decision.published_at = next_number(PREFIX, decision.year), timezone.now()
    ensure_unchanged(decision.changes)
    decision.save()
    if decision.review_on is not None:
        due = at(decision.review_on, HOUR)
        schedule(REVIEW, decision, {"day": When(due, due + REVIEW_IS_USEFUL)})
    return decision


def set_clock(minutes: Minutes, **again: When) -> None:
    """The word of those who are silent is asked for two days before the end, and taken as given after it. `again` are
    occasions that are tried once more."""
    assert minutes.speak_until is not None, "only what was circulated waits"
    end = minutes.speak_until
    times = {REMIND: When(at(office_day(end) - AHEAD, HOUR), end), SILENCE: When(end, end + USEFUL)}
    schedule(RATIFY, minutes, times | again)


def _tell(meeting: Meeting, there: Any, by: Any) -> None:
    people = {one.person_id: one.person for one in there if one.person is not None and one.person_id != by.pk}
    present = {one.invitee_id for one in there}
    everybody = list(meeting.invitees.select_related("person", "organisation__group"))
    others = [one for one in everybody if one.person_id is None or one.person_id not in people]
    to = [*(("your_turn", person) for person in people.values()), *invited(others)]
    record("meetings.minutes_circulated", actor=by, target=meeting, thread=meeting.thread, to=to)
    guests = [one for one in everybody if one.answer in (Answer.YES, Answer.MAYBE) or one.pk in present]
    post_to_guests(guests, meeting, MINUTES)


def tell_review(due: Any, decision: Decision | None) -> str:
    """On the day on which a decision is to be looked at again: its owner and the chair of the meeting."""
    if decision is None:
        return "gone"
    if Decision.objects.published().filter(changes=decision.pk).exists():
        return "changed meanwhile"
    meeting = Meeting.objects.select_related("thread", "chair").get(pk=decision.meeting_id)
    to = [("your_turn", _owner(decision)), ("your_turn", meeting.chair)]
    record("meetings.decision_to_review", actor=None, target=decision, thread=meeting.thread, to=to)
    return "told"


def _owner(decision: Decision) -> Any:
    """The person; else the group of the organisation; None where nobody was named."""
    if decision.owner_person is not None:
        return decision.owner_person
    return decision.owner_organisation.group if decision.owner_organisation is not None else None
