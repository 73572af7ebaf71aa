"""The page of a series, its line on the page of a meeting, and what a new meeting takes over from an old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from commons import rich_text
from commons.access import can
from commons.contributions import Card
from meetings import moments, rhythms
from meetings.models import Meeting, MeetingSeries, SeriesInvitee
from meetings.queries.lists import Row, rows
from meetings.queries.looks import answer_look
from meetings.queries.pages import Line

SHOWN_BEFORE = 10
SHOWN_COMING = 60
SHOWN_IN_MAIL = 6


@dataclass(frozen=True)
class SeriesPage:
    """All that the page of a series shows, in a fixed number of statements."""

    rhythm: str
    coming: list[Row]
    before: list[Row]
    next: Meeting | None  # for those signed in: what would change from here on begins with it
    mine: list[SeriesInvitee]
    people: list[Line] | None
    later: MeetingSeries | None
    earlier: MeetingSeries | None


def series_page(series: Any, user: Any) -> SeriesPage:
    """Its meetings as far as this person may see them; names only for those who may see who is invited."""
    seen = Meeting.objects.visible_to(user).filter(series=series)
    coming = list(seen.upcoming().order_by("starts_at", "pk").for_rows(user)[:SHOWN_COMING])
    before = list(seen.over().order_by("-starts_at", "-pk").for_rows(user)[:SHOWN_BEFORE])
    others = MeetingSeries.objects.visible_to(user)
    may_read = can(user, "meetings.read_series_people", series)
    return SeriesPage(
        rhythm=rhythms.said(series),
        coming=rows(coming),
        before=rows(before),
        next=_next(series, user),
        mine=list(my_series_invitations(series, user)) if user.is_authenticated else [],
        people=series_invitations_of(series) if may_read else None,
        later=others.filter(continues=series).first(),
        earlier=others.filter(pk=series.continues_id).first() if series.continues_id else None,
    )


def _next(series: MeetingSeries, user: Any) -> Meeting | None:
    if not user.is_authenticated:
        return None
    seen = Meeting.objects.visible_to(user).for_page(user)
    found: Meeting | None = seen.filter(pk__in=series.coming().values("pk")).order_by("starts_at", "pk").first()
    return found


def my_series_invitations(series: MeetingSeries, user: Any) -> Any:
    """As a queryset to choose from, the own one first."""
    return series.invitees.of(user).select_related("person", "organisation").own_first()


def is_invited_to_all_still(series: MeetingSeries, person: Any) -> bool:
    """There is a meeting to come, and this person's invitation was not taken back."""
    return series.is_open and series.invitees.of(person).exists()


def series_invitations_of(series: MeetingSeries) -> list[Line]:
    """Everybody who is invited to all of it."""
    found = series.invitees.select_related("person", "organisation").order_by("pk")
    return [
        Line(
            pk=one.pk,
            name=one.shown_name,
            url=one.organisation.get_absolute_url() if one.organisation is not None else "",
            detail=one.note,
            answer=answer_look(one.answer),
            is_guest=one.is_guest,
        )
        for one in found
    ]


@dataclass(frozen=True)
class PartOf:
    """Which of a series a meeting is."""

    title: str
    url: str
    rhythm: str
    nth: int


def turn_of(meeting: Meeting, user: Any) -> PartOf | None:
    """None outside a series, and for those who may not know of it: they were asked to this one alone."""
    series = meeting.series
    if series is None or not MeetingSeries.objects.visible_to(user).filter(pk=series.pk).exists():
        return None
    nth = Meeting.objects.filter(series=series, occurs_at__lte=meeting.occurs_at).count()
    return PartOf(series.title, series.get_absolute_url(), rhythms.said(series), nth)


def series_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Series where they are only mentioned; those the person may not see are left out."""
    seen = Meeting.objects.visible_to(user)
    found = MeetingSeries.objects.visible_to(user).filter(pk__in=list(ids)).prefetch_related(Prefetch("meetings", seen))
    return {one.pk: _card(one) for one in found}


def _card(series: MeetingSeries) -> Card:
    rhythm = rhythms.said(series)
    now = timezone.now()
    coming = sorted(
        (one for one in series.meetings.all() if one.cancelled_at is None and one.ends_at > now),
        key=lambda one: one.starts_at,
    )
    dates = "\n".join(moments.span(one) for one in coming[:SHOWN_IN_MAIL])
    words = {"when": rhythm, "dates": dates, "more": moments.and_more(len(coming) - SHOWN_IN_MAIL)}
    return Card(series.pk, series.title, series.get_absolute_url(), rhythm, "calendar-days", words)


def copied(meeting: Meeting, user: Any) -> dict[str, Any]:
    """What a new meeting begins with, as far as this person may know it of the old one; its day is to be chosen."""
    starts, ends = (at.astimezone(meeting.place_zone).time() for at in (meeting.starts_at, meeting.ends_at))
    names = ("title", "host", "chair", "zone", "place", "directions", "map_url")
    facts: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    facts |= {"starts": starts, "ends": ends, "agenda": rich_text.typed(meeting.agenda)}
    facts |= {"visibility": meeting.audience.visibility}
    if not can(user, "meetings.read_people", meeting):
        return facts
    invitees = list(meeting.invitees.select_related("person", "organisation"))
    guests = [one for one in invitees if one.is_guest and not one.is_forgotten]
    return facts | {
        "online_url": meeting.online_url,
        "organisations": [one.organisation_id for one in invitees if one.organisation_id],
        "people": [one.person_id for one in invitees if one.person_id and one.person_id != meeting.chair_id],
        "guests": "\n".join(f"{one.name} <{one.email}>" if one.name else one.email for one in guests),
    }
