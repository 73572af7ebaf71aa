"""What stands in the calendars that programs read: a person's own, and everybody's."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone

from accounts.models import User
from activity.models import Follow
from commons.calendar import office_day
from commons.contributions import all_of
from commons.dated import CalendarSource, Dated, own_days
from meetings.models import CalendarFeed, Invitee, Meeting
from meetings.models.feed import digest_of

PAST, AHEAD = timedelta(days=90), timedelta(days=366)
MOST = 1000  # meetings of a calendar, and days of each kind; what is nearest to the past goes in first
COLUMNS = ("pk", "uid", "title", "place", "online_url", "starts_at", "ends_at", "zone", "sequence", "cancelled_at")
PROMISES = "commitments.due"


@dataclass(frozen=True)
class InCalendar:
    """Rows of meetings, with `is_invited` and `my_answer`; and whole days."""

    meetings: Sequence[Mapping[str, Any]]
    days: Sequence[Dated]

    def fingerprint(self, *more: str) -> str:
        """The same as long as nothing in it, and nothing of what is given beside, is another."""
        told = repr((more, [sorted(row.items()) for row in self.meetings], self.days))
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def feed_of(token: str) -> CalendarFeed | None:
    """Whose address this is, with the account and the epoch in one statement; None when it was ended, or the account
    is kept out, about to leave, or gone."""
    feed = CalendarFeed.objects.alive().filter(digest=digest_of(token)).first()
    if feed is not None:
        feed.person = User.objects.with_epoch().get(pk=feed.person_id)
    return feed


def my_feed(person: Any) -> CalendarFeed | None:
    """The one address that a person has, if any."""
    return CalendarFeed.objects.of(person).first() if person.is_authenticated else None


def public_calendar() -> InCalendar:
    """What visitors see, whoever asks; where to join online is for those invited."""
    found = _within(Meeting.objects.visible_to(AnonymousUser()))
    return InCalendar(list(found.annotate(is_invited=Value(False), my_answer=Value("")).values(*_SHOWN)[:MOST]), ())


def own_calendar(feed: CalendarFeed) -> InCalendar:
    """What concerns this person and they may see now: asked anew each time, so what is not theirs any more is gone."""
    person = feed.person
    invited = Invitee.objects.filter(meeting=OuterRef("pk")).of(person)
    found = _within(Meeting.objects.visible_to(person)).annotate(is_invited=Exists(invited)).with_my_answer(person)
    theirs = Q(is_invited=True)
    if feed.meetings == CalendarFeed.Meetings.FOLLOWED:
        theirs |= _followed_by(person)
    return InCalendar(list(found.filter(theirs).values(*_SHOWN)[:MOST]), tuple(_days(feed)))


_SHOWN = (*COLUMNS, "is_invited", "my_answer")


def _within(found: Any) -> Any:
    at = timezone.now()
    return found.filter(starts_at__gte=at - PAST, starts_at__lte=at + AHEAD).order_by("starts_at", "pk")


def _followed_by(person: Any) -> Q:
    """The meeting itself, or what it belongs to; unless it was muted."""
    follows = Follow.objects.filter(person=person)
    itself = follows.filter(thread=OuterRef("thread"))
    above = follows.filter(thread=OuterRef("thread__parent"), level__gt=Follow.Level.MUTED)
    muted = itself.filter(level=Follow.Level.MUTED)
    return (Q(Exists(itself)) | Q(Exists(above))) & ~Q(Exists(muted))


def _days(feed: CalendarFeed) -> list[Dated]:
    today = office_day(timezone.now())
    chosen = [one for one in all_of(CalendarSource) if _is_chosen(feed, one.code)]
    return [day for one in chosen for day in own_days(one, feed.person, today - PAST, today + AHEAD, MOST)]


def _is_chosen(feed: CalendarFeed, code: str) -> bool:
    return feed.has_promises if code == PROMISES else feed.has_deadlines
