"""Meetings that come again: the rhythm, what each of them begins with, and who is invited to all."""

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from meetings.models.inviting import ONE_OF_THREE, Invited, InvitedQuerySet
from meetings.models.meeting import Meeting, new_uid
from meetings.recurrence import LONGEST_RULE, YEAR, Rhythm

HORIZON = YEAR  # so far ahead meetings are made; an endless rhythm goes on as time does
MOST_AHEAD = 60


class MeetingSeriesQuerySet(RootedQuerySet):
    def for_page(self, user: Any) -> Self:
        """With `is_invited`: does an invitation to the series name this person, or whom they speak for?"""
        mine = SeriesInvitee.objects.filter(series=OuterRef("pk")).of(user)
        joined = self.select_related("audience", "thread", "host", "chair", "minute_taker", "project")
        return joined.annotate(is_invited=Exists(mine))


class MeetingSeries(models.Model):
    """The rule (RFC 5545, without an end) counts from `starts_on` by the clocks of `zone`; its end is a day at that
    place, or how many times, or neither. Meetings up to `made_until` are rows: nothing is expanded where one reads.

    It shares the audience row of its project; without a project it owns one, and so does each of its meetings: who is
    asked to one of them sees that one.
    """

    title = models.CharField(_("Nama rapat"), max_length=160)
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, null=True, related_name="+")
    host = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minute_taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(_("Tempat"), max_length=200, blank=True)
    directions = models.CharField(_("Petunjuk arah"), max_length=300, blank=True)
    map_url = models.CharField(_("Tautan peta"), max_length=500, blank=True)
    online_url = models.URLField(_("Tautan daring"), max_length=500, blank=True)
    agenda = models.JSONField(_("Susunan acara"), default=list, blank=True)
    rule = models.CharField(max_length=LONGEST_RULE)
    starts_on = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=40)
    until_on = models.DateField(null=True)
    count = models.PositiveSmallIntegerField(null=True)
    skips_holidays = models.BooleanField(default=False)
    made_until = models.DateField(null=True)
    uid = models.CharField(max_length=200, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)  # when somebody ended it before its time; what comes before still comes
    end_reason = models.CharField(_("Alasan"), max_length=500, blank=True)
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = MeetingSeriesQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        verbose_name_plural = "meeting series"
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(count=None), name="series_ends_one_way"),
            models.CheckConstraint(condition=~Q(rule=""), name="series_has_a_rule"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lt=24 * 60), name="series_fits_a_day"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online_url=""), name="series_is_somewhere"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/agenda/seri/{self.pk}/"

    def people_url(self) -> str:
        return f"/agenda/seri/{self.pk}/undangan/"

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.rule, self.starts_on, self.starts, self.zone, self.until_on, self.count)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def days_to(self, last: date) -> tuple[list[date], bool]:
        """Each day of the rhythm up to and with this one, the skipped ones too, and whether it goes on after it: one
        expansion."""
        days: list[date] = []
        for day in self.rhythm.days():
            if day > last:
                return days, True
            days.append(day)
        return days, False

    @cached_property
    def is_open(self) -> bool:
        """Is there a meeting to come? Then one may invite, answer, move, end."""
        return self.coming().exists()

    def coming(self) -> Any:
        """Its meetings that will be held, the next one first."""
        return self.meetings.filter(cancelled_at=None, ends_at__gt=timezone.now()).order_by("starts_at", "pk")


class SeriesInviteeQuerySet(InvitedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("series", "series__project", "person", "organisation")


class SeriesInvitee(Invited):
    """An invitation to all meetings of a series to come, those too that are made later; `answer` is for these."""

    series = models.ForeignKey(MeetingSeries, on_delete=models.CASCADE, related_name="invitees")

    objects = SeriesInviteeQuerySet.as_manager()
    audience_path = "series__audience"
    parent_field = "series"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=ONE_OF_THREE, name="series_invitee_is_one_of_three"),
            models.UniqueConstraint(fields=["series", "person"], name="one_series_invitation_a_person"),
            models.UniqueConstraint(fields=["series", "organisation"], name="one_series_invitation_an_organisation"),
            models.UniqueConstraint(
                "series", Lower("email"), condition=~Q(email=""), name="one_series_invitation_an_address"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="series_answer_has_a_time"
            ),
        ]


def horizon_of(series: MeetingSeries, today: date) -> date:
    """So far meetings are made: a year from today, or from the first one when that is later."""
    return max(today, series.starts_on) + HORIZON


def turn_of(meeting: Meeting) -> tuple[MeetingSeries, datetime]:
    """Its series, and when the rhythm has it.

    Raises:
        LookupError: a meeting for itself.
    """
    if meeting.series is None or meeting.occurs_at is None:
        raise LookupError(f"meeting {meeting.pk} is of no series")
    return meeting.series, meeting.occurs_at


def following(meeting: Meeting) -> Any:
    """Of its series this one and all that were planned after it, as far as they are not over."""
    series, turn = turn_of(meeting)
    rows = Meeting.objects.filter(series=series, occurs_at__gte=turn)
    return rows.filter(ends_at__gt=timezone.now()).order_by("occurs_at", "pk")


def local_day(moment: datetime, series: MeetingSeries) -> date:
    """The day of a moment where the series meets."""
    return moment.astimezone(series.rhythm.moment(series.starts_on).tzinfo).date()
