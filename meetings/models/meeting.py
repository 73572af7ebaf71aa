"""A meeting: when, where, who holds it; what calendars compare of it."""

from typing import Any, Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.search import vector, written
from commons.standing import standing
from meetings.models.attendance import Attendance
from meetings.models.invitee import Invitee
from meetings.models.reminding import Reminder, usual_reminders
from projects.models.project import partner_of

SHOWN_IN_ROW = ("pk", "title", "place", "starts_at", "ends_at", "zone", "sequence", "cancelled_at")


class State(models.TextChoices):
    """Worked out from the rows and the clock, never kept: what is over is over without anybody saying so."""

    CALLED = "called", _("Terjadwal")
    MOVED = "moved", _("Berubah")
    CANCELLED = "cancelled", _("Dibatalkan")
    HELD = "held", _("Sudah berlangsung")


def state_of(cancelled_at: Any, ends_at: Any, sequence: int) -> State:
    """From the columns of a row, now."""
    if cancelled_at is not None:
        return State.CANCELLED
    if ends_at <= timezone.now():
        return State.HELD
    return State.MOVED if sequence else State.CALLED


def new_uid() -> str:
    """The name of a meeting in everybody's calendar: the same as long as it lives (RFC 5545, 3.8.4.7)."""
    return f"{uuid4()}@{settings.MAIL_DOMAIN}"


def address(pk: int, title: str) -> str:
    """`/agenda/12-rapat-saluran-air/`; the number leads there, the words are for people."""
    return f"/agenda/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "rapat"


class MeetingQuerySet(RootedQuerySet):
    def upcoming(self) -> Self:
        """Not over yet, the cancelled ones too: whoever wanted to come must find them."""
        return self.filter(ends_at__gt=timezone.now())

    def over(self) -> Self:
        return self.filter(ends_at__lte=timezone.now())

    def nearest_first(self, now: Any = None) -> Self:
        """What comes, the next one first; then what is over, the latest first. `now` may be given to a statement."""
        coming = Case(When(ends_at__gt=timezone.now() if now is None else now, then="starts_at"))
        return self.order_by(coming.asc(nulls_last=True), "-starts_at", "-pk")

    def next_of_series(self, now: Any = None) -> Self:
        """Of each series the next one to come and those that are over: fifty that are alike help nobody."""
        now = timezone.now() if now is None else now
        sooner = Meeting.objects.filter(
            series=OuterRef("series"), cancelled_at=None, ends_at__gt=now, starts_at__lt=OuterRef("starts_at")
        )
        return self.filter(Q(series=None) | Q(ends_at__lte=now) | ~Exists(sooner))

    def for_page(self, user: Any) -> Self:
        """With `is_invited` (does an invitation name this person, or an organisation that they speak for?), `was_there`
        (do they stand in the list of those who came?), `came`, the number of those who stand in it, and
        `of_a_partner` (are they of a partner of its project?)."""
        mine = Invitee.objects.filter(meeting=OuterRef("pk")).of(user)
        there = Attendance.objects.filter(meeting=OuterRef("pk"))
        came = there.order_by().values("meeting").annotate(n=Count("pk"))
        joined = ("audience", "thread", "host", "chair", "minute_taker", "project", "minutes", "series")
        return self.select_related(*joined).annotate(
            is_invited=Exists(mine),
            was_there=Exists(there.of(user)),
            came=Coalesce(Subquery(came.values("n")), 0),
            of_a_partner=partner_of(standing(user).groups, "project"),
        )

    def for_rows(self, user: Any) -> models.QuerySet[Any, Any]:
        """As dicts of what a row of a list shows, with this person's own answer."""
        return self.with_my_answer(user).with_minutes().values(*SHOWN_IN_ROW, "my_answer", "minutes_at")

    def with_minutes(self) -> Self:
        """With `minutes_at`, when its minutes were circulated."""
        return self.annotate(minutes_at=F("minutes__circulated_at"))

    def with_my_answer(self, user: Any) -> Self:
        """With `my_answer`, the own one before an organisation's: NULL for whoever is not invited, empty while nothing
        was said."""
        own_first = F("organisation_id").asc(nulls_first=True)
        mine = Invitee.objects.filter(meeting=OuterRef("pk")).of(user).order_by(own_first, "pk").values("answer")
        return self.annotate(my_answer=models.Subquery(mine[:1]))

    def inviting(self, user: Any) -> Self:
        """Those with an invitation that names this person, or an organisation that they speak for."""
        return self.filter(Exists(Invitee.objects.filter(meeting=OuterRef("pk")).of(user)))


class Meeting(models.Model):
    """It shares the audience row of its project; without a project it owns one. What calendars compare (`uid`,
    `sequence`) follows RFC 5545: each change that its guests must hear of raises the sequence.

    `agenda` are its items written out as one text, by whatever changes an item: search, calendars and letters read it.
    """

    title = models.CharField(_("Nama rapat"), max_length=160)
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, null=True, related_name="meetings")
    host = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("Tempat"), max_length=200, blank=True)
    directions = models.CharField(_("Petunjuk arah"), max_length=300, blank=True)
    map_url = models.CharField(_("Tautan peta"), max_length=500, blank=True)  # opened by whoever wants to; never loaded
    online_url = models.URLField(_("Tautan daring"), max_length=500, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    agenda = models.JSONField(_("Susunan acara"), default=list, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=200, unique=True, default=new_uid)
    series = models.ForeignKey("meetings.MeetingSeries", on_delete=models.PROTECT, null=True, related_name="meetings")
    occurs_at = models.DateTimeField(null=True)  # when the rhythm of its series has it, wherever it was moved
    minute_taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    moved_from = models.DateTimeField(null=True)  # when it was to begin before it was moved last
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(_("Alasan"), max_length=500, blank=True)
    reminders = ArrayField(models.CharField(max_length=2, choices=Reminder), default=usual_reminders, blank=True)
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["starts_at", "id"], name="meetings_by_time"),
            GinIndex(vector("title", written("agenda")), name="meetings_words"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="meetings_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(online_url=""), name="meeting_is_somewhere"),
            models.CheckConstraint(
                condition=Q(series=None, occurs_at=None) | Q(series__isnull=False, occurs_at__isnull=False),
                name="meeting_of_a_series_has_its_turn",
            ),
            models.UniqueConstraint(fields=["series", "occurs_at"], name="one_meeting_a_turn"),
            models.CheckConstraint(
                condition=Q(map_url="") | Q(map_url__regex=r"^(https?://|geo:)"), name="meeting_map_is_an_address"
            ),
            models.CheckConstraint(
                condition=Q(reminders__contained_by=list(Reminder.values)), name="meeting_reminders_are_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address(self.pk, self.title)

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    def people_url(self) -> str:
        return f"/agenda/{self.pk}/undangan/"

    def items_url(self) -> str:
        return f"/agenda/{self.pk}/acara/"

    def attendance_url(self) -> str:
        return f"/agenda/{self.pk}/presensi/"

    @property
    def state(self) -> State:
        return state_of(self.cancelled_at, self.ends_at, self.sequence)

    @property
    def is_open(self) -> bool:
        """It will be, or is being held: one may answer, invite, move, cancel."""
        return self.cancelled_at is None and self.ends_at > timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.cancelled_at is None and self.starts_at <= timezone.now()

    @property
    def mode(self) -> str:
        """Where one meets: there, online, or as one likes."""
        if not self.online_url:
            return str(_("Tatap muka"))
        return str(_("Tatap muka dan daring") if self.place else _("Daring"))

    @property
    def place_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
