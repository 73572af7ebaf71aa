"""The office notes its dealings with an organisation, and is reminded of what it wanted to do next."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.offices import the_office
from activity.actions import When, cancel, name_thread, open_thread, record, schedule
from activity.models import Thread
from commons.access import Refused, ensure
from commons.audience import give
from commons.calendar import at, today
from commons.editing import ensure_not_overtaken
from commons.models import Audience, Visibility
from stakeholders.actions.organisations import locked
from stakeholders.models import Engagement, EngagementEntry, Organisation
from stakeholders.models.engagement import LOG
from stakeholders.queries.engagements import facts_of

NEXT_STEP = "stakeholders.next_step_due"
OF_USE = timedelta(days=7)  # a reminder that comes late is still one
HOUR = 8
What = EngagementEntry.What


@transaction.atomic
def log_engagement(
    *,
    organisation: Organisation,
    by: Any,
    happened_on: date,
    ours: Iterable[Any] = (),
    theirs: Iterable[Any] = (),
    **facts: Any,
) -> Engagement:
    """Write down that the office met, called, visited or wrote. Locks the organisation.

    Raises:
        Refused: the day is still to come.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.keep_engagements", organisation)
    _ensure_past(happened_on)
    thread, is_first = _log_of(organisation)
    engagement = Engagement.objects.create(
        organisation=organisation, thread=thread, author=by, happened_on=happened_on, **facts
    )
    engagement.ours.set(ours)
    engagement.theirs.set(theirs)
    _keep_reminder(engagement)
    if is_first:
        _open_to_the_office(thread.audience, by)
    return engagement


def _log_of(organisation: Organisation) -> tuple[Thread, bool]:
    """The thread of its log, and whether it is the first of all. They hang under one audience, the office's; two first
    ones at once make it twice, which does no harm."""
    logs = Thread.objects.filter(kind=LOG).select_related("audience")
    mine, other = logs.filter(object_id=organisation.pk).first(), logs.order_by("pk").first()
    if mine is not None:
        return mine, False
    audience = other.audience if other is not None else Audience.objects.create(visibility=Visibility.PRIVATE)
    thread = open_thread(LOG, audience)
    name_thread(thread, organisation)
    return thread, other is None


def _open_to_the_office(audience: Audience, by: Any) -> None:
    """Last in an action, for the epoch rises."""
    for group in the_office():
        give("see", to=group, on=audience, by=by)


@transaction.atomic
def correct_engagement(
    *,
    engagement: Engagement,
    by: Any,
    ours: Iterable[Any] = (),
    theirs: Iterable[Any] = (),
    seen: str = "",
    **facts: Any,
) -> Engagement:
    """Its author writes it anew, within a day; what stood there is kept. Locks the entry.

    Raises:
        Refused: the day is still to come.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    engagement = _locked(engagement, by, "stakeholders.correct_engagement")
    ensure_not_overtaken(seen, facts_of(engagement))
    _ensure_past(facts["happened_on"])
    before = {name: str(getattr(engagement, name) or "") for name in ("kind", "happened_on", "names", "summary")}
    before["next_step"] = engagement.next_step
    for name, value in facts.items():
        setattr(engagement, name, value)
    if not engagement.next_step:
        engagement.done_at = None
    engagement.save(update_fields=[*facts, "done_at"])
    engagement.ours.set(ours)
    engagement.theirs.set(theirs)
    EngagementEntry.objects.create(engagement=engagement, what=What.CORRECTED, by=by, before=before)
    _keep_reminder(engagement)
    return engagement


@transaction.atomic
def add_to_engagement(*, engagement: Engagement, by: Any, text: str) -> EngagementEntry:
    """What turned out later, by anybody of the office. Locks the entry."""
    engagement = _locked(engagement, by, "stakeholders.keep_engagements")
    return EngagementEntry.objects.create(engagement=engagement, what=What.ADDED, by=by, text=text)


@transaction.atomic
def tick_next_step(*, engagement: Engagement, by: Any, is_done: bool) -> Engagement:
    """The next step is done, or is not done after all. Twice is once. Locks the entry."""
    engagement = _locked(engagement, by, "stakeholders.tick_next_step")
    if engagement.is_done == is_done:
        return engagement
    engagement.done_at = timezone.now() if is_done else None
    engagement.save(update_fields=["done_at"])
    EngagementEntry.objects.create(engagement=engagement, what=What.DONE if is_done else What.UNDONE, by=by)
    _keep_reminder(engagement)
    return engagement


def tell_next_step(due: Any, engagement: Engagement | None) -> str:
    """Its owner hears that the day has come."""
    if engagement is None or engagement.owner is None:
        return "nothing to do"
    if engagement.is_done:
        return "done"
    record(NEXT_STEP, actor=None, target=engagement, thread=engagement.thread, to=[("assigned", engagement.owner)])
    return "told"


def _keep_reminder(engagement: Engagement) -> None:
    """On the morning of its day; a day that has begun needs no reminder, the inbox shows it already."""
    morning = at(engagement.due_on, HOUR) if engagement.due_on is not None else None
    if morning is None or engagement.is_done or morning <= timezone.now():
        cancel(NEXT_STEP, engagement)
    else:
        schedule(NEXT_STEP, engagement, {"day": When(morning, morning + OF_USE)})


def _locked(engagement: Engagement, by: Any, rule: str) -> Engagement:
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("organisation", "thread", "owner")
    found = rows.get(pk=engagement.pk)
    ensure(by, rule, found)
    return found


def _ensure_past(day: date) -> None:
    if day > today():
        raise Refused(_("Tanggal ini masih akan datang. Catat setelah terjadi."))
