"""Who hears of what, by which channel; when each person's digest is due."""

from datetime import time
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from activity.models import Activity, ReadMark
from commons import telling
from commons.audience import RootedQuerySet

FOLLOWS = "follows"  # the reason of those who are not concerned directly


def site_zone() -> str:
    """The zone of those who chose none."""
    return settings.TIME_ZONE


class Channel(models.TextChoices):
    """How somebody hears of it. Whatever is told is in the inbox as well, save what is switched off."""

    INBOX = telling.INBOX, _("Kotak masuk saja")
    MAIL = telling.MAIL, _("Surel segera")
    DIGEST = telling.DIGEST, _("Surel rangkuman")
    NONE = telling.NONE, _("Jangan beri tahu")


class NotificationQuerySet(RootedQuerySet):
    def of(self, person: Any) -> Self:
        """This person's, with two numbers: `read_to`, up to which its thread is read, there or by clearing the inbox;
        and `holds_no`, the newest activity it still tells of. What was hidden or deleted is told no further, but a
        followed thread may have older things to tell; empty when there is none."""
        mark = ReadMark.objects.filter(person=person.pk, thread=OuterRef("thread")).values("told_no")
        inbox = InboxMark.objects.filter(person=person.pk).values("told_no")
        told = Activity.objects.filter(thread=OuterRef("thread"), told_no__lt=OuterRef("told_no"), withdrawn_at=None)
        older = told.exclude(actor=person.pk).order_by("-told_no").values("told_no")[:1]
        return self.filter(person=person.pk).annotate(
            read_to=Greatest(Coalesce(Subquery(mark), 0), Coalesce(Subquery(inbox), 0)),
            holds_no=Case(
                When(activity__withdrawn_at=None, then=F("told_no")), When(reason=FOLLOWS, then=Subquery(older))
            ),
        )

    def unread_by(self, person: Any) -> Self:
        """Those of this person that are new to them; what is settled is passed over without a look."""
        settled = InboxMark.objects.filter(person=person.pk).values("settled_no")
        return self.of(person).filter(told_no__gt=Coalesce(Subquery(settled), 0), holds_no__gt=F("read_to"))


class Notification(models.Model):
    """Directly concerned: one row a person and activity. Followers: one row a person and *thread*, with the newest
    activity, how many are unread and since when. Read is what the marks say: this row is not touched by reading.

    `letter_at` is when the letter about it leaves (empty: none does); for followers it may gather several activities.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey("activity.Thread", on_delete=models.CASCADE, related_name="+", db_index=False)
    activity = models.ForeignKey("activity.Activity", on_delete=models.CASCADE, related_name="+")
    told_no = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    channel = models.CharField(max_length=6, choices=Channel)
    count = models.PositiveIntegerField(default=1)
    unread_since = models.DateTimeField()
    letter_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()
    audience_path = "thread__audience"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], condition=~Q(reason=FOLLOWS), name="one_notice_an_activity"
            ),
            models.UniqueConstraint(
                fields=["thread", "person"], condition=Q(reason=FOLLOWS), name="one_notice_a_thread"
            ),
            models.CheckConstraint(condition=Q(channel__in=["inbox", "mail", "digest"]), name="notice_channel"),
        ]
        indexes = [
            models.Index(F("person"), F("told_no").desc(), name="notifications_inbox"),
            models.Index(
                fields=["person", "told_no"],
                condition=Q(channel="digest") & ~Q(reason=FOLLOWS),
                name="notices_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.reason} {self.told_no}"


class InboxMark(models.Model):
    """*Tandai semua sudah dibaca*: up to which number everything counts as read, whatever its thread.

    `settled_no` changes nothing that anybody sees: no notification up to it is unread, so the bell need not look there.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    told_no = models.BigIntegerField(default=0)
    settled_no = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.told_no)


class Preference(models.Model):
    """A channel that a person chose for a verb and reason; without a row the verb's own holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=60)
    reason = models.CharField(max_length=20)
    channel = models.CharField(max_length=6, choices=Channel)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["verb", "reason", "person"], include=["channel"], name="one_preference_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["inbox", "mail", "digest", "none"]), name="preference_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.reason} {self.channel}"


class Schedule(models.Model):
    """The clock of a person's digest. `told_to` is the `told_no` up to which the last one looked, whether it was sent
    or had nothing to tell. An empty frequency is the usual one: daily for staff, weekly for everybody else.

    `zone` repeats the person's, once the database knows it to be one: a name it can't read would stop all digests.
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Setiap hari")
        WEEKLY = "weekly", _("Setiap pekan")
        MONTHLY = "monthly", _("Setiap bulan")
        OFF = "off", _("Tidak usah")

    class Weekday(models.IntegerChoices):
        """ISO numbers."""

        MONDAY = 1, _("Senin")
        TUESDAY = 2, _("Selasa")
        WEDNESDAY = 3, _("Rabu")
        THURSDAY = 4, _("Kamis")
        FRIDAY = 5, _("Jumat")
        SATURDAY = 6, _("Sabtu")
        SUNDAY = 7, _("Minggu")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    frequency = models.CharField(max_length=7, choices=Frequency, blank=True)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    at = models.TimeField(default=time(6, 30))
    zone = models.CharField(max_length=40, default=site_zone)
    next_at = models.DateTimeField(null=True)
    told_to = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=["", "daily", "weekly", "monthly", "off"]), name="digest_frequency"
            ),
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="digest_weekday"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="digest_due")]

    def __str__(self) -> str:
        return f"{self.frequency or 'usual'} {self.at:%H.%M}"
