"""Agreements between organisations: what was signed, between whom, how long it holds, and every change of it."""

from datetime import date, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.calendar import today
from stakeholders.models.organisation import Organisation

SOON = timedelta(days=90)  # the first notice: from then on an agreement ends soon


class AgreementState(models.TextChoices):
    """Where an agreement stands on a day; kept nowhere, for the days say it."""

    FUTURE = "future", _("Belum berlaku")
    IN_FORCE = "in_force", _("Berlaku")
    ENDS_SOON = "ends_soon", _("Segera berakhir")
    ENDED = "ended", _("Sudah berakhir")
    ENDED_EARLY = "ended_early", _("Diakhiri lebih awal")


def state_of(from_on: date, until_on: date | None, ended_on: date | None, on: date) -> AgreementState:
    """The last day counts: what holds until the 31st still holds on the 31st."""
    if ended_on is not None:
        return AgreementState.ENDED_EARLY
    if until_on is not None and until_on < on:
        return AgreementState.ENDED
    if from_on > on:
        return AgreementState.FUTURE
    return AgreementState.ENDS_SOON if until_on is not None and until_on <= on + SOON else AgreementState.IN_FORCE


def address(pk: int, title: str) -> str:
    """The number leads there, the words are for people."""
    return f"/direktori/perjanjian/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "kerja-sama"


class AgreementQuerySet(RootedQuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on, ended_on=None)

    def of(self, organisation: Any) -> Self:
        """Those that this organisation is a party to."""
        return self.filter(Exists(AgreementParty.objects.filter(agreement=OuterRef("pk"), organisation=organisation)))

    def with_parties(self, user: Any) -> Self:
        """The names of the parties that this person may see, as `shown_parties`, in the same statement."""
        seen = Organisation.objects.visible_to(user).filter(agreements=OuterRef("pk")).by_name()
        return self.annotate(shown_parties=ArraySubquery(seen.values("name")))

    def newest(self) -> Self:
        return self.order_by("-signed_on", "-pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("audience", "papers", "thread")


class Agreement(models.Model):
    """An MoU, a cooperation agreement or a decree. `audience` is who may know of it, `papers` who may read what was
    signed: `sight` says both. Its parties are two organisations or more, the kelurahan among them or not."""

    class Kind(models.TextChoices):
        MOU = "mou", _("Nota kesepahaman (MoU)")
        COOPERATION = "cooperation", _("Perjanjian kerja sama")
        DECREE = "decree", _("Surat keputusan")

    class Sight(models.TextChoices):
        PUBLIC = "public", _("Semua orang, dengan dokumennya")
        PAPERLESS = "paperless", _("Semua orang, tanpa dokumennya")
        PARTIES = "parties", _("Hanya para pihak dan petugas")

    kind = models.CharField(_("Jenis"), max_length=11, choices=Kind)
    title = models.CharField(_("Judul"), max_length=200)
    number = models.CharField(_("Nomor"), max_length=80, blank=True)
    parties = models.ManyToManyField(Organisation, through="AgreementParty", related_name="agreements")
    signed_on = models.DateField(_("Ditandatangani"))
    from_on = models.DateField(_("Berlaku mulai"))
    until_on = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(_("Alasan"), max_length=500, blank=True)
    note = models.TextField(_("Catatan"), max_length=2000, blank=True)
    sight = models.CharField(max_length=9, choices=Sight, default=Sight.PUBLIC)
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    papers = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")
    documents = GenericRelation("commons.Attachment", "parent_id", "parent_type")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AgreementQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["-signed_on", "-id"], name="agreements_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="agreement_has_a_title"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="agreement_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="agreement_ended_early_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address(self.pk, self.title)

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    @property
    def state(self) -> AgreementState:
        return state_of(self.from_on, self.until_on, self.ended_on, today())

    @property
    def is_over(self) -> bool:
        return self.state in (AgreementState.ENDED, AgreementState.ENDED_EARLY)


class AgreementParty(models.Model):
    """An organisation that signed. It stays one, whatever becomes of it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        verbose_name_plural = "agreement parties"
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="one_party_an_organisation")]

    def __str__(self) -> str:
        return str(self.organisation)


class AgreementChange(models.Model):
    """Who changed what of an agreement, and when. The database refuses to change or delete it.

    `changes` are lists of a field, what it said before and what it says since: codes and ISO dates, worded when shown.
    """

    class What(models.TextChoices):
        KEPT = "kept", _("Dicatat")
        CHANGED = "changed", _("Diubah")
        ENDED = "ended", _("Diakhiri lebih awal")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=7, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changes = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="agreement_change_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_what_display()
