"""What happened, told once; what one can follow; how far one has read; what must be said later."""

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet

Things = TypeVar("Things", bound=models.QuerySet[Any])


class Thread(models.Model):
    """What people follow: a project, an organisation, a topic, a meeting. It points at the audience of its root.

    `kind` names the `Reference` that shows it, `object_id` the thing (empty only while both rows are being made).
    `joined_to` is the one that it became a part of: what was told of it is read there.
    """

    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="children")
    joined_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = RootedQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_thread_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Follow(models.Model):
    """A person and a thread. Being concerned directly needs no follow; what happened before `since` is not told."""

    class Level(models.IntegerChoices):
        MUTED = 0, _("Diam")
        NORMAL = 1, _("Biasa")
        ALL = 2, _("Semua")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows", db_index=False)
    level = models.SmallIntegerField(choices=Level, default=Level.NORMAL)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], include=["level"], name="one_follow_a_person"),
            models.CheckConstraint(condition=Q(level__in=[0, 1, 2]), name="follow_level"),
        ]

    def __str__(self) -> str:
        return self.get_level_display()


def with_follow_level(things: Things, user: Any) -> Things:
    """`level` on each thing: how much of its thread this person wants to hear, None when it is not followed."""
    mine = Follow.objects.filter(thread=models.OuterRef("thread"), person=user.pk).values("level")
    return things.annotate(level=models.Subquery(mine))


class Activity(models.Model):
    """One fact, written in the transaction that made it true; the first outbox until `told_no` is given.

    `told_no` grows in the order of commits: the dispatcher works alone. Whatever remembers "up to where" remembers it.
    `acting_as` is the group of the organisation that the actor spoke for.
    """

    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    acting_as = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="activities", db_index=False)
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", db_index=False)
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    created_at = models.DateTimeField(auto_now_add=True)
    dispatched_at = models.DateTimeField(null=True)
    told_no = models.BigIntegerField(null=True, unique=True)
    withdrawn_at = models.DateTimeField(null=True)  # its target was hidden or deleted: told no further

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["id"], condition=Q(dispatched_at=None), name="activity_undispatched"),
            models.Index(F("thread"), F("told_no").desc(), name="activity_of_thread"),
            models.Index(fields=["target_type", "target_id"], name="activity_of_target"),
        ]

    def __str__(self) -> str:
        return self.verb


class ActivityRecipient(models.Model):
    """Somebody whom the fact itself concerns, and why. Exactly one of person and group."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="recipients", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person", "group", "reason"], nulls_distinct=False, name="one_recipient_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, group=None) | Q(person=None, group__isnull=False),
                name="recipient_is_person_or_group",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class ReadMark(models.Model):
    """How far a person read a thread: the thing's own number (post, update), and the newest activity told by then."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveIntegerField(default=0)
    told_no = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_mark_a_person")]

    def __str__(self) -> str:
        return str(self.position)


class ReadSweep(models.Model):
    """One press of *Tandai semua sudah dibaca*: for each thread where it moved the mark to, and where it stood before
    (`[thread, position, position before, told_no before]`; the last two None where there was no mark)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    marks = models.JSONField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"


class Due(models.Model):
    """Something to be said later: the one table of due times. The action that moves its cause moves or cancels it."""

    kind = models.CharField(max_length=60)
    target_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    target_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    occasion = models.CharField(max_length=20, blank=True)  # "7d", "1d"; one kind may speak several times
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "dues"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target_type", "target_id", "occasion", "person", "group"],
                nulls_distinct=False,
                name="one_due_an_occasion",
            ),
            models.CheckConstraint(condition=Q(useful_until__gte=F("due_at")), name="due_useful_after_due"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="due_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d %H:%M}"
