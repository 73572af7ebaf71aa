"""The outbox: every message is a row first. The row is the truth, a task is only a nudge."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class Message(models.Model):
    """One mail to one address, sent once.

    It is composed when it leaves (`MailKind.compose`), from `about` and `data`, without what the person may no longer
    see; only what comes from Django and allauth is stored ready, in `content`, and emptied when sent. The lease of a
    message in flight is its `due_at`; its `message_id` is fixed here, so that a repeated delivery carries the same.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"  # refused for good, or given up
        WITHHELD = "withheld"  # nothing left that this person may be told
        EXPIRED = "expired"  # a sign-in code of yesterday helps nobody
        BROKEN = "broken"  # could not be composed: to be repaired, stops nobody
        HELD = "held"  # suppressed address, or a restored database

    class Priority(models.IntegerChoices):
        SIGN_IN = 0
        NOW = 1
        DIGEST = 2

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NOW)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=2, default="id")
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    about_id = models.BigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    audience = models.ForeignKey("commons.Audience", on_delete=models.SET_NULL, null=True, related_name="+")
    data = models.JSONField(default=dict)
    subject = models.CharField(max_length=250, blank=True)  # as it was sent
    message_id = models.CharField(max_length=200, unique=True)
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=250, blank=True)  # why withheld, broken, held
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=250, blank=True)  # what the server said last
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["priority", "due_at", "id"], condition=Q(state="queued"), name="mail_queue"),
            models.Index(fields=["state", "kind"], condition=~Q(state__in=["queued", "sent"]), name="mail_trouble"),
        ]

    def __str__(self) -> str:
        return self.key


class Address(models.Model):
    """What receiving servers told us about an address; three hard refusals, and only essential mail goes there."""

    address = models.EmailField()
    hard = models.PositiveSmallIntegerField(default=0)
    last_reply = models.CharField(max_length=250, blank=True)
    suppressed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(Lower("address"), name="one_row_an_address")]

    def __str__(self) -> str:
        return self.address


class MailTokenQuerySet(models.QuerySet["MailToken"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class MailToken(models.Model):
    """A link in a mail: only its hash is kept; it expires, can be revoked, and acts once.

    `purpose` is what it opens (the code of a `MailAct`, `stakeholders.invitation`, `notifications.stop` …).
    """

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True)
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    target_id = models.BigIntegerField(null=True)
    target = GenericForeignKey("target_type", "target_id")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = MailTokenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["purpose", "target_type", "target_id"], name="tokens_of")]

    def __str__(self) -> str:
        return self.purpose
