"""The outbox: every message is a row first. The row is the truth, a task is only a nudge."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EMPTIED = "secret"  # the key of `Message.data` that is emptied as soon as the message has ended
MEMORY = timedelta(days=30)  # how long the refusals of a mail server count against an address
MOST_REFUSALS = 3


class MessageQuerySet(models.QuerySet["Message"]):
    def queued(self) -> Self:
        """Waiting, or in flight until their due time."""
        return self.filter(state=Message.State.QUEUED)

    def overdue(self) -> Self:
        """Should have left by now."""
        return self.queued().filter(due_at__lte=timezone.now())

    def stuck(self) -> Self:
        """Ended without being sent, in a way that somebody may want to repair."""
        return self.filter(state__in=[Message.State.FAILED, Message.State.BROKEN, Message.State.HELD])

    def ended(self) -> Self:
        return self.exclude(state=Message.State.QUEUED)

    def still_claimed_as(self, message: "Message") -> Self:
        """This row, unless its lease ended and somebody else claimed it meanwhile."""
        return self.queued().filter(pk=message.pk, attempts=message.attempts)


class Message(models.Model):
    """One mail to one address, sent once.

    It is composed when it leaves (`MailKind.compose`), from `about` and `data`, without what the person may no longer
    see; only what comes from Django and allauth is stored ready, in `content`, and emptied when sent. The lease of a
    message in flight is its `due_at`; its `message_id` is fixed here, so that a repeated delivery carries the same.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Menunggu")
        SENT = "sent", _("Terkirim")
        FAILED = "failed", _("Ditolak")  # refused for good, or given up
        WITHHELD = "withheld", _("Tidak dikirim")  # nothing left that this person may be told
        EXPIRED = "expired", _("Kedaluwarsa")  # a sign-in code of yesterday helps nobody
        BROKEN = "broken", _("Rusak")  # could not be composed: to be repaired, stops nobody
        HELD = "held", _("Ditahan")  # suppressed address, or a restored database

    class Priority(models.IntegerChoices):
        SIGN_IN = 0, _("Masuk")
        NOW = 1, _("Segera")
        DIGEST = 2, _("Rangkuman")

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(_("Jenis"), max_length=60)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NOW)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    address = models.EmailField(_("Alamat surel"))
    language = models.CharField(max_length=2, default="id")
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    about_id = models.BigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    audience = models.ForeignKey("commons.Audience", on_delete=models.SET_NULL, null=True, related_name="+")
    data = models.JSONField(default=dict)
    subject = models.CharField(_("Perihal"), max_length=250, blank=True)  # as sent; not kept where it told a secret
    message_id = models.CharField(max_length=200, unique=True)
    content = models.BinaryField(default=b"")
    state = models.CharField(_("Keadaan"), max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(_("Alasan"), max_length=250, blank=True)  # why withheld, broken, held
    attempts = models.PositiveSmallIntegerField(_("Percobaan"), default=0)
    due_at = models.DateTimeField(db_default=Now())  # the database's clock, as the claim reads it: no host's own
    expires_at = models.DateTimeField(null=True)
    reply = models.CharField(_("Jawaban server"), max_length=250, blank=True)  # what the server said last
    created_at = models.DateTimeField(_("Dibuat"), default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("Surat")
        verbose_name_plural = _("Surat")
        indexes = [
            models.Index(fields=["priority", "due_at", "id"], condition=Q(state="queued"), name="mail_queue"),
            models.Index(fields=["state", "kind"], condition=~Q(state__in=["queued", "sent"]), name="mail_trouble"),
            models.Index(fields=["ended_at"], condition=Q(ended_at__isnull=False), name="mail_ended"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def secret(self) -> dict[str, Any]:
        """What only this mail may say (a code); gone once the message has ended."""
        return self.data.get(EMPTIED, {})


class AddressQuerySet(models.QuerySet["Address"]):
    def of(self, address: str) -> Self:
        return self.annotate(lower=Lower("address")).filter(lower=address.lower())

    def suppressed(self) -> Self:
        """Addresses that only essential mail goes to, for now."""
        return self.filter(suppressed_at__gt=timezone.now() - MEMORY)

    def forgotten(self) -> Self:
        """Their refusals are so old that they count no more."""
        return self.filter(hard_at__lte=timezone.now() - MEMORY)


class Address(models.Model):
    """What receiving servers told us about an address; three hard refusals, and only essential mail goes there.

    The score ends when the address is verified anew, or 30 days after the last refusal.
    """

    address = models.EmailField(_("Alamat surel"))
    hard = models.PositiveSmallIntegerField(_("Penolakan"), default=0)
    hard_at = models.DateTimeField(_("Terakhir ditolak"), null=True)
    last_reply = models.CharField(_("Jawaban server"), max_length=250, blank=True)
    suppressed_at = models.DateTimeField(_("Dihentikan sejak"), null=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("Alamat yang menolak")
        verbose_name_plural = _("Alamat yang menolak")
        constraints = [models.UniqueConstraint(Lower("address"), name="one_row_an_address")]

    def __str__(self) -> str:
        return self.address


class MailTokenQuerySet(models.QuerySet["MailToken"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def about(self, purpose: str, target: models.Model) -> Self:
        content_type = ContentType.objects.get_for_model(target)
        return self.filter(purpose=purpose, target_type=content_type, target_id=target.pk)


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
